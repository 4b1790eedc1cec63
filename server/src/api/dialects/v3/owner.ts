import type { Identity } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';

/** A refusal of the parameter `user`. */
export const refusedUser = (rule: string, message: string): InvalidInput =>
  new InvalidInput('query', [{ path: 'user', rule, message }]);

/** Clients know this sentence. */
export async function userIdOf(ctx: Context, people: Pick<Identity, 'findUserByLogin'>, login: string): Promise<string> {
  const user = await people.findUserByLogin(ctx, login);
  if (!user) throw refusedUser('unknown', 'Invalid User');
  return user.id;
}

/** The caller themself; a company token is nobody, so it must name someone. */
export function callerId(ctx: Context): string {
  if (ctx.actor.kind !== 'user') throw refusedUser('required', 'is required with a company token: a login ID');
  return ctx.actor.userId;
}
