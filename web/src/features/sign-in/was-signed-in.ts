import type { Session } from '../../api/queries.ts';
import { queryClient, refreshSession } from '../../api/queries.ts';
import { dropDrafts } from '../../ui/drafts.ts';

const HERE = 'perdiem.signed-in';

let before = false;
let left = false;

/** Remembers that somebody was signed in since this window was opened, so that a session that ended can be told from one that never was. */
export function watchSessions(): void {
  // Another window of this browser has signed in or out, and with it this one.
  window.addEventListener('storage', ({ key }) => key === HERE && void refreshSession());
  queryClient.getQueryCache().subscribe(({ type, query, ...event }) => {
    const isAnswer = type === 'updated' && 'action' in event && event.action.type === 'success';
    if (!isAnswer || query.queryKey[0] !== 'session') return;
    const isSignedIn = Boolean((query.state.data as Session | undefined)?.signedIn);
    if (isSignedIn) localStorage.setItem(HERE, 'yes');
    else localStorage.removeItem(HERE);
    if (isSignedIn) {
      before = true;
      left = false;
    }
  });
}

/** Whoever signs out by themselves needs no telling. */
export function signingOut(): void {
  left = true;
  dropDrafts();
}
export const wasSignedIn = (): boolean => before && !left;

/** Whether somebody was signed in when this browser last asked. */
export const wasSignedInHere = (): boolean => localStorage.getItem(HERE) !== null;
