import type { Context } from '../../../platform/context.ts';
import type { ExpenseDeps } from '../deps.ts';
import type { Loaded } from './load-report.ts';
import { approvalMove, moveReport } from './move-report.ts';
import { areReceiptsMissing, itemOf } from './report-item.ts';
import { findHeld } from './report-queries.ts';
import { approvalFactsOf } from './submission-queries.ts';
import { stateOf } from './report-view.ts';

/** Lets a report that was held for its receipts go on once the last of them has come. To be called after a change of them. */
export async function releaseHold(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'workflow'>,
  { row: { id, step_role }, standing }: Loaded,
) {
  if (step_role !== 'RECEIPT_HOLD') return;
  const row = await findHeld(ctx, id);
  if (!row || row.process_id === null || row.step_sequence === null || areReceiptsMissing(row)) return;
  const claimed = await deps.workflow.claim(ctx, {
    processId: row.process_id,
    sequence: row.step_sequence,
    action: 'approve',
    capacity: { kind: 'program' },
    actedBy: null,
    onBehalfOf: null,
    comment: undefined,
  });
  const moved = await deps.workflow.settle(ctx, claimed, itemOf(ctx, row, await approvalFactsOf(ctx, id)));
  await moveReport(ctx, { row, standing }, { ...approvalMove(stateOf(row), moved), action: 'approved' });
}
