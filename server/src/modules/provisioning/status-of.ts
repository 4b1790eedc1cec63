import type { Context } from '../../platform/context.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { ProvisionNotFound } from './errors.ts';
import type { Operation, OperationState } from './operation.ts';
import { selectCounted, selectOperations } from './provision-queries.ts';
import { isOverdue, timedOut, type OperationCounts, type ProvisionRequest } from './request.ts';

export interface OperationsWish {
  readonly state?: OperationState;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
}

export interface ProvisionStatus {
  readonly request: ProvisionRequest;
  readonly counts: OperationCounts;
  readonly operations?: {
    /** All that are of the wished state. */
    readonly total: number;
    readonly startIndex: number;
    readonly page: readonly Operation[];
  };
}

/**
 * How far a request has come. One past its time has failed, whether or not a job has noticed yet.
 * @throws ProvisionNotFound, also for a request of another company and after seven days
 */
export async function statusOf(ctx: Context, requestId: string, wish?: OperationsWish): Promise<ProvisionStatus> {
  const id = parseUuid(requestId);
  const key = { companyId: ctx.companyId, requestId: id ?? '' };
  const now = ctx.clock.now();
  const found = id ? await selectCounted(ctx.tx, key) : undefined;
  if (!found || now >= found.request.expiresAt) throw new ProvisionNotFound(requestId);
  const { request: kept, counts: counted } = found;
  const overdue = isOverdue(kept, now);
  const request = overdue ? { ...kept, completedAt: kept.deadlineAt, updatedAt: kept.deadlineAt, success: false } : kept;
  const counts = overdue ? { ...counted, failed: counted.failed + counted.pending, pending: 0 } : counted;
  if (!wish) return { request, counts };
  const { state, startIndex, count } = wish;
  const total = state ? counts[state] : counts.total;
  if (!overdue) {
    const page = await selectOperations(ctx.tx, key, { ...(state ? { state } : {}), offset: startIndex - 1, limit: count });
    return { request, counts, operations: { total, startIndex, page } };
  }
  const all = (await selectOperations(ctx.tx, key)).map(timedOut).filter((operation) => !state || operation.state === state);
  return { request, counts, operations: { total, startIndex, page: all.slice(startIndex - 1, startIndex - 1 + count) } };
}
