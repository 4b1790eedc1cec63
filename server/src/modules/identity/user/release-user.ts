import type { Context } from '../../../platform/context.ts';
import { emitIdentity, emitSpend, emitTravel } from '../events.ts';
import { SPEND_PRODUCTS } from '../spend/spending.ts';
import { selectPeople } from './people-queries.ts';
import { releaseFromOthers } from './reference-queries.ts';
import type { User } from './user.ts';

/** Nobody refers to a deleted user: whoever had it for manager, approver or delegate has changed, and says so. */
export async function releaseUser(ctx: Context, user: User): Promise<void> {
  const { managed, reporting, travelling, approved, delegators } = await releaseFromOthers(
    ctx.tx,
    ctx.companyId,
    user.id,
    ctx.clock.now(),
  );
  for (const id of managed) {
    ctx.record({ subjectKind: 'user', subjectId: id, action: 'updated', details: { changed: { identity: ['managerId'] } } });
    emitIdentity(ctx, 'Updated', { companyId: user.companyId, id }, ['managerId']);
  }
  const paths = new Map<string, Set<string>>();
  const add = (userId: string, path: string) => paths.set(userId, (paths.get(userId) ?? new Set()).add(path));
  for (const userId of reporting) add(userId, 'User:biManager');
  for (const { userId } of approved) add(userId, 'Approver');
  for (const { userId, product } of delegators) if (SPEND_PRODUCTS.has(product)) add(userId, 'Delegate');
  for (const [id, changed] of paths) {
    ctx.record({ subjectKind: 'user', subjectId: id, action: 'updated', details: { changed: { spend: [...changed] } } });
    emitSpend(ctx, 'Updated', { companyId: user.companyId, id }, [...changed]);
  }
  const known = travelling.length === 0 ? [] : await selectPeople(ctx.tx, user.companyId, travelling);
  for (const { id, login } of known) {
    ctx.record({ subjectKind: 'user', subjectId: id, action: 'updated', details: { changed: { travel: ['manager'] } } });
    emitTravel(ctx, 'Updated', { companyId: user.companyId, id, userName: login }, ['manager']);
  }
}
