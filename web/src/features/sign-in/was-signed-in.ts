import type { Session } from '../../api/queries.ts';
import { queryClient } from '../../api/queries.ts';

let before = false;
let left = false;

/** Remembers that somebody was signed in since this window was opened, so that a session that ended can be told from one that never was. */
export function watchSessions(): void {
  queryClient.getQueryCache().subscribe(({ type, query, ...event }) => {
    const isAnswer = type === 'updated' && 'action' in event && event.action.type === 'success';
    if (!isAnswer || query.queryKey[0] !== 'session') return;
    if ((query.state.data as Session | undefined)?.signedIn) {
      before = true;
      left = false;
    }
  });
}

/** Whoever signs out by themselves needs no telling. */
export const signingOut = (): void => void (left = true);
export const wasSignedIn = (): boolean => before && !left;
