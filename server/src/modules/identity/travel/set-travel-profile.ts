import type { Context } from '../../../platform/context.ts';
import { UserInvalid, UserNotFound } from '../errors.ts';
import type { UserDeps } from '../user/create-users.ts';
import { updateUser } from '../user/update-user.ts';
import { lockUser } from '../user/user-queries.ts';
import type { User } from '../user/user.ts';
import type { TravelChange } from './travel-profile.ts';

/**
 * Changes or makes the travel profile of a user, who then has a rule class.
 * @throws UserNotFound, UserInvalid
 */
export async function setTravelProfile(
  deps: UserDeps,
  ctx: Context,
  input: { userId: string; travel: TravelChange; gender?: User['gender'] },
): Promise<User> {
  const user = await lockUser(ctx.tx, ctx.companyId, input.userId);
  if (!user) throw new UserNotFound(input.userId);
  if (!user.travel?.ruleClass && !input.travel.ruleClass)
    throw new UserInvalid([{ path: 'travel.ruleClass', rule: 'required', message: 'is required' }]);
  const { travel } = input;
  return updateUser(deps, ctx, {
    userId: user.id,
    patch: { travel, ...('gender' in input ? { gender: input.gender } : {}) },
  });
}
