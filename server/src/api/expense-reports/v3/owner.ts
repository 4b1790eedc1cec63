import type { Access, Entry } from '../../../modules/expense/index.ts';
import type { Identity } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { callerId, refusedUser, userIdOf } from '../../dialects/v3/owner.ts';

/** What this façade asks of the people of a company. */
export type People = Pick<Identity, 'findUserByLogin' | 'peopleOf'>;

const isAll = (user: string | undefined): boolean => user?.toUpperCase() === 'ALL';

/** The right to one resource: `user` names its owner, and ALL is nobody. */
export async function accessFor(ctx: Context, people: People, user: string | undefined): Promise<Access> {
  if (isAll(user)) throw refusedUser('all', 'must not be ALL for a single resource');
  if (user) return { kind: 'any', ownerId: await userIdOf(ctx, people, user) };
  callerId(ctx);
  return { kind: 'any' };
}

/**
 * Whose resources a list holds: the named user's, everyone's (undefined) for ALL, or the caller's. What the list is `within`, a report or an
 * entry, names its owner by itself.
 */
export async function listedOwner(
  ctx: Context,
  people: People,
  user: string | undefined,
  ...within: readonly (string | undefined)[]
): Promise<string | undefined> {
  if (user) return isAll(user) ? undefined : userIdOf(ctx, people, user);
  return within.some(Boolean) ? undefined : callerId(ctx);
}

/** Entries as `toWire` makes them with the login of each one's owner; those are asked for in one statement. */
export async function withLogins<T>(
  ctx: Context,
  people: People,
  entries: readonly Entry[],
  toWire: (entry: Entry, login: string) => T,
): Promise<T[]> {
  const owners = await people.peopleOf(ctx, [...new Set(entries.map(({ ownerId }) => ownerId))]);
  const logins = new Map(owners.map(({ id, login }) => [id, login]));
  return entries.map((entry) => toWire(entry, logins.get(entry.ownerId) ?? ''));
}
