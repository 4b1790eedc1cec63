import type { Context } from '../../../platform/context.ts';
import { actingUser, type Standing } from '../access.ts';
import { lockComments } from '../comment/comment-queries.ts';
import type { ExpenseDeps } from '../deps.ts';
import { CannotSubmitAsDelegate } from '../errors.ts';
import type { OnReport } from '../inputs.ts';
import { loadForChange } from './load-report.ts';
import { moveReport } from './move-report.ts';
import { submitFactsOf, updateReportRow, type HeldRow } from './report-queries.ts';
import { stateOf } from './report-view.ts';
import { handedToOwner, submitRefusal, submitted } from './report.ts';

export type SubmitOutcome = 'submitted' | 'owner-notified';

/** Sends a report into its policy's workflow, at the first step. */
export async function submitReport(ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<SubmitOutcome> {
  const { row, standing } = await loadForChange(ctx, deps, input, { operation: 'submit', action: 'submit' });
  const refusal = submitRefusal(stateOf(row), await submitFactsOf(ctx, row.id));
  if (refusal) throw refusal;
  if (submits(standing)) {
    await submit(ctx, deps, { row, standing });
    return 'submitted';
  }
  await handOver(ctx, row);
  return 'owner-notified';
}

/** Whether this caller submits; a delegate who may only prepare hands the report to its owner instead. */
function submits(standing: Standing): boolean {
  const rights = standing.delegateRights;
  if (!rights || rights.canSubmit) return true;
  if (!rights.canPrepare) throw new CannotSubmitAsDelegate();
  return false;
}

async function submit(ctx: Context, deps: ExpenseDeps, report: { row: HeldRow; standing: Standing }): Promise<void> {
  const { row } = report;
  const step = await deps.workflow.start(ctx, {
    definitionId: row.workflow_definition_id,
    subject: { kind: 'report', id: row.id },
    ownerId: row.owner_id,
  });
  await lockComments(ctx, row.id);
  await moveReport(
    ctx,
    report,
    {
      action: 'submitted',
      after: submitted(stateOf(row), step.approvalStatus),
      processId: step.processId,
      step,
      stepCode: step.stepCode,
    },
    { submitted_at: ctx.clock.now(), submitter_id: actingUser(ctx) ?? row.owner_id },
  );
}

async function handOver(ctx: Context, row: HeldRow): Promise<void> {
  const after = handedToOwner(stateOf(row));
  await updateReportRow(ctx, row.id, { is_pending_delegator_review: after.isPendingDelegatorReview });
  ctx.record({ subjectKind: 'report', subjectId: row.id, action: 'handed-to-owner' });
}
