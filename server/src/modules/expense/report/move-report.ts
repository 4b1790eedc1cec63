import type { Context } from '../../../platform/context.ts';
import type { PendingStep } from '../../workflow/index.ts';
import type { Standing } from '../access.ts';
import { emitStatusChanged } from '../events.ts';
import { updateReportRow, type HeldRow } from './report-queries.ts';
import { stateOf } from './report-view.ts';
import type { ReportState } from './report.ts';

/** One step of a report's way through its workflow, as it is written and told. */
export interface Move {
  readonly action: 'submitted' | 'approved' | 'sent-back' | 'recalled';
  readonly after: ReportState;
  readonly processId: string;
  /** Where the report now waits; null when it has left its workflow. */
  readonly step: PendingStep | null;
  /** SENDBACK or RECALL; of the step that starts otherwise. */
  readonly stepCode: string | null;
  readonly comment?: string;
}

/** Writes the new state, its audit entry and its event. */
export async function moveReport(
  ctx: Context,
  report: { readonly row: HeldRow; readonly standing: Standing },
  move: Move,
  also: Parameters<typeof updateReportRow>[2] = {},
): Promise<void> {
  const { row, standing } = report;
  const { after, step } = move;
  const before = stateOf(row);
  await updateReportRow(ctx, row.id, {
    approval_status: after.approvalStatus,
    payment_status: after.paymentStatus,
    is_sent_back: after.isSentBack,
    is_ever_sent_back: after.isEverSentBack,
    is_pending_delegator_review: after.isPendingDelegatorReview,
    process_id: step && step.processId,
    step_id: step && step.stepId,
    step_sequence: step && step.sequence,
    step_code: step && step.stepCode,
    step_role: step && step.role,
    approver_id: step && step.assigneeId,
    ...also,
  });
  ctx.record({
    subjectKind: 'report',
    subjectId: row.id,
    action: move.action,
    details: {
      from: before.approvalStatus,
      to: after.approvalStatus,
      onBehalfOf: standing.actingUserId === null ? null : standing.userId,
      ...(move.comment === undefined ? {} : { comment: move.comment }),
    },
  });
  emitStatusChanged(ctx, row, standing, {
    before,
    after,
    stepCode: move.stepCode,
    processId: move.processId,
    startingStep: step,
  });
}
