import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../../platform/context.ts';
import { emitIdentity, emitSpend, emitTravel } from '../events.ts';
import { profilePaths } from '../spend/spending.ts';
import { travelPaths } from '../travel/travel-profile.ts';
import type { User } from './user.ts';

/** Names of what differs between two states of a user, facet by facet. */
export interface Changes {
  readonly identity: string[];
  readonly spend: string[];
  readonly travel: string[];
}

/**
 * Says of an effective change what was changed, once in the trail and once for each facet that it touched. That an administrator closed
 * somebody's sign-in is shown by no API, so it has no event.
 */
export function announce(ctx: Context, before: User, after: User, changed: Changes): void {
  ctx.record({ subjectKind: 'user', subjectId: after.id, action: 'updated', details: { changed } });
  const shown = changed.identity.filter((name) => name !== 'signInDenied');
  if (shown.length > 0) emitIdentity(ctx, 'Updated', after, shown);
  if (changed.spend.length > 0) emitSpend(ctx, before.spend ? 'Updated' : 'Created', after, changed.spend);
  if (changed.travel.length > 0)
    emitTravel(ctx, before.travel ? 'Updated' : 'Created', after, before.travel ? changed.travel : []);
}

/** What differs, by name; parts of the name, settings and the two profiles one level deeper. */
export function changes(before: User, after: User): Changes {
  const differing = (a: object | undefined, b: object | undefined): string[] =>
    [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].filter(
      (name) => !isDeepStrictEqual((a as Record<string, unknown>)?.[name], (b as Record<string, unknown>)?.[name]),
    );
  const { spend: _s, travel: _t, name: nameBefore, settings: settingsBefore, ...identityBefore } = before;
  const { spend: _u, travel: _v, name: nameAfter, settings: settingsAfter, ...identityAfter } = after;
  return {
    identity: [
      ...differing(identityBefore, identityAfter),
      ...differing(nameBefore, nameAfter).map((part) => `name.${part}`),
      ...differing(settingsBefore, settingsAfter).map((part) => `settings.${part}`),
    ],
    spend: profilePaths(before.spend, after.spend),
    travel: [...travelPaths(before.travel, after.travel), ...(after.travel && before.gender !== after.gender ? ['gender'] : [])],
  };
}

/** Every facet that the user had is gone, for good or only out of sight. */
export function announceDeletion(ctx: Context, user: User, action: 'deleted' | 'retired'): void {
  ctx.record({ subjectKind: 'user', subjectId: user.id, action });
  emitIdentity(ctx, 'Deleted', user);
  if (user.spend) emitSpend(ctx, 'Deleted', user);
  if (user.travel) emitTravel(ctx, 'Deleted', user);
}
