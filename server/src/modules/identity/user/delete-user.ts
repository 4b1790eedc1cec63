import type { Context } from '../../../platform/context.ts';
import type { Directory } from '../../directory/index.ts';
import { UserNotFound } from '../errors.ts';
import { announceDeletion } from './user-changes.ts';
import { releaseUser } from './release-user.ts';
import { deleteUserRow, lockUser } from './user-queries.ts';

/**
 * Deletes a user for good, who has done nothing yet: its login is free again and nothing is left of it but the audit trail.
 * @throws UserNotFound, UserHasTransactions
 */
export async function deleteUser(
  deps: { readonly directory: Pick<Directory, 'leave'> },
  ctx: Context,
  input: { userId: string },
): Promise<void> {
  const user = await lockUser(ctx.tx, ctx.companyId, input.userId, 'to-delete');
  if (!user) throw new UserNotFound(input.userId);
  await releaseUser(ctx, user);
  await deleteUserRow(ctx.tx, user);
  await deps.directory.leave(ctx, user.id);
  announceDeletion(ctx, user, 'deleted');
}
