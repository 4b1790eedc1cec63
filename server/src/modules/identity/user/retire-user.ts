import type { Context } from '../../../platform/context.ts';
import { UserNotFound } from '../errors.ts';
import { announceDeletion } from './user-changes.ts';
import { releaseUser } from './release-user.ts';
import { lockUser, retireUserRow } from './user-queries.ts';

/**
 * Deletes a user softly: inactive, its employment ended, found nowhere any more and given no token. What it did stays, and so does its
 * claim on login, employee number and external id.
 * @throws UserNotFound
 */
export async function retireUser(ctx: Context, input: { userId: string }): Promise<void> {
  const user = await lockUser(ctx.tx, ctx.companyId, input.userId);
  if (!user) throw new UserNotFound(input.userId);
  await releaseUser(ctx, user);
  const now = ctx.clock.now();
  const terminationDate = user.terminationDate && user.terminationDate < now ? user.terminationDate : now;
  await retireUserRow(ctx.tx, user, { now, terminationDate });
  announceDeletion(ctx, user, 'retired');
}
