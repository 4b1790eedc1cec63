import type { Access } from '../../../modules/expense/index.ts';
import type { Identity } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';

/** What this façade asks of the people of a company. */
export type People = Pick<Identity, 'findUserByLogin' | 'peopleOf'>;

const refusedUser = (rule: string, message: string): InvalidInput => new InvalidInput('query', [{ path: 'user', rule, message }]);

const isAll = (user: string | undefined): boolean => user?.toUpperCase() === 'ALL';

/** Clients know this sentence. */
export async function userIdOf(ctx: Context, people: People, login: string): Promise<string> {
  const user = await people.findUserByLogin(ctx, login);
  if (!user) throw refusedUser('unknown', 'Invalid User');
  return user.id;
}

/** The caller themself; a company token is nobody, so it must name someone. */
function callerId(ctx: Context): string {
  if (ctx.actor.kind !== 'user') throw refusedUser('required', 'is required with a company token: a login ID');
  return ctx.actor.userId;
}

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
