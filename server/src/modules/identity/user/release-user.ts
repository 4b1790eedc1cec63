import type { Context } from '../../../platform/context.ts';
import { emitIdentity, emitSpend } from '../events.ts';
import { releaseFromOthers } from './reference-queries.ts';
import type { User } from './user.ts';

const DELEGATES = { EXP: 'Delegate:expense', PMT: 'Delegate:payment', PUR: 'Delegate:purchaseRequest' } as const;

/** Nobody refers to a deleted user: whoever had it for manager, approver or delegate has changed, and says so. */
export async function releaseUser(ctx: Context, user: User): Promise<void> {
  const { managed, approved, delegators } = await releaseFromOthers(ctx.tx, ctx.companyId, user.id, ctx.clock.now());
  for (const id of managed) {
    ctx.record({ subjectKind: 'user', subjectId: id, action: 'updated', details: { changed: { identity: ['managerId'] } } });
    emitIdentity(ctx, 'Updated', { companyId: user.companyId, id }, ['managerId']);
  }
  const paths = new Map<string, Set<string>>();
  const add = (userId: string, path: string | undefined) => path && paths.set(userId, (paths.get(userId) ?? new Set()).add(path));
  for (const { userId, kind } of approved) add(userId, `Approver:${kind}`);
  for (const { userId, product } of delegators) add(userId, DELEGATES[product as keyof typeof DELEGATES]);
  for (const [id, changed] of paths) {
    ctx.record({ subjectKind: 'user', subjectId: id, action: 'updated', details: { changed: { spend: [...changed] } } });
    emitSpend(ctx, 'Updated', { companyId: user.companyId, id }, [...changed]);
  }
}
