import type { Access } from '../../../modules/expense/index.ts';
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

/** Whose resources a list holds: the named user's, everyone's (undefined) for ALL, or the caller's. */
export async function listedOwner(ctx: Context, people: People, user: string | undefined): Promise<string | undefined> {
  if (isAll(user)) return undefined;
  return user ? userIdOf(ctx, people, user) : callerId(ctx);
}
