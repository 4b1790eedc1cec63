import type { Context } from '../../../platform/context.ts';
import type { UserDeps } from './create-users.ts';
import { selectRoles } from '../role/role-queries.ts';
import { checkRoles } from '../role/role.ts';
import { announce, changes } from './user-changes.ts';
import { updateUserRow } from './user-queries.ts';
import type { User } from './user.ts';

/**
 * Writes what a locked user has become and says what changed; what is already so writes and says nothing.
 * @throws LoginTaken, UserValueTaken, RoleNotAssignable
 */
export async function writeChange(
  deps: UserDeps,
  ctx: Context,
  change: { before: User; after: User; /** As it was given; undefined derives it. */ displayName: string | undefined },
): Promise<User> {
  const { before, after, displayName } = change;
  const changed = changes(before, after);
  if (changed.identity.length + changed.spend.length + changed.travel.length === 0) return before;
  if (changed.identity.includes('entitlements'))
    checkRoles(await selectRoles(ctx.tx, { companyId: ctx.companyId, userId: after.id }), after.entitlements);
  if (changed.identity.includes('userName')) await deps.directory.renameLogin(ctx, after.id, after.userName);
  const written = { ...after, version: before.version + 1, updatedAt: ctx.clock.now() };
  await updateUserRow(ctx.tx, written, {
    displayName,
    contacts: changed.identity.some((name) => name === 'emails' || name === 'phoneNumbers' || name === 'addresses'),
    profiles: changed.spend.length + changed.travel.length > 0,
    activated: Number(after.active) - Number(before.active),
  });
  announce(ctx, before, written, changed);
  return written;
}
