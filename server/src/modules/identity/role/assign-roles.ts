import type { Context } from '../../../platform/context.ts';
import { assign } from '../spend/change-spending.ts';
import type { UserDeps } from '../user/create-users.ts';
import { UserNotFound } from '../errors.ts';
import { selectRights } from './role-queries.ts';
import { rolesOfEntitlements, splitRoles } from './role.ts';
import { updateUser } from '../user/update-user.ts';
import { lockUser } from '../user/user-queries.ts';
import type { RoleAssignment } from '../user/user.ts';

/**
 * Replaces the roles of a user. Roles that are entitlements by another name are added to those and never taken by leaving them out.
 * @throws UserNotFound, RoleNotAssignable
 */
export async function setRoles(
  deps: UserDeps,
  ctx: Context,
  input: { userId: string; roles: readonly RoleAssignment[] },
): Promise<void> {
  const user = await lockUser(ctx.tx, ctx.companyId, input.userId);
  if (!user) throw new UserNotFound(input.userId);
  const { kept, entitlements } = splitRoles(input.roles);
  const all = [...new Set([...user.entitlements, ...entitlements])];
  if (all.length > user.entitlements.length) await updateUser(deps, ctx, { userId: user.id, patch: { entitlements: all } });
  await assign(deps, ctx, { userId: user.id, roles: kept });
}

/** Codes of the roles that a user holds, those of its entitlements included; none for an inactive user and for nobody. */
export async function rolesOf(ctx: Context, userId: string): Promise<ReadonlySet<string>> {
  const rights = await selectRights(ctx.tx, { companyId: ctx.companyId, userId });
  if (!rights?.active) return new Set();
  return new Set([...rights.roles, ...rolesOfEntitlements(rights.entitlements)]);
}
