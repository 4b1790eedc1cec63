import type { Context } from '../../../platform/context.ts';
import { allows, isTold, type Moved, type StepInstance, type Stop } from '../../workflow/index.ts';
import type { Standing } from '../access.ts';
import { emitStatusChanged } from '../events.ts';
import { writeJournal } from '../journal/write-journal.ts';
import { updateReportRow, type HeldRow } from './report-queries.ts';
import { approved, OUTCOMES, type ReportState } from './report.ts';

/** One step of a report's way through its workflow, as it is written and told. */
export interface Move {
  readonly action: 'submitted' | 'approved' | 'forwarded' | 'sent-back' | 'recalled' | 'expired';
  readonly before: ReportState;
  readonly after: ReportState;
  readonly processId: string;
  /** Where the report now waits; null when it has left its workflow. */
  readonly stop: Stop | null;
  /** The instances that start with this move. */
  readonly started: readonly StepInstance[];
  /** SENDBACK or RECALL; of the step that starts otherwise. */
  readonly stepCode: string | null;
  /** Whether programs are told. */
  readonly isTold: boolean;
  readonly comment?: string | undefined;
}

/** Writes the new state, its audit entry and its event. */
export async function moveReport(
  ctx: Context,
  report: { readonly row: HeldRow; readonly standing: Standing },
  move: Move,
  also: Parameters<typeof updateReportRow>[2] = {},
): Promise<void> {
  const { row, standing } = report;
  const { before, after, stop } = move;
  await updateReportRow(ctx, row.id, {
    approval_status: after.approvalStatus,
    payment_status: after.paymentStatus,
    is_sent_back: after.isSentBack,
    is_ever_sent_back: after.isEverSentBack,
    is_pending_delegator_review: after.isPendingDelegatorReview,
    ...positionColumns(stop),
    ...also,
  });
  if (stop === null && after.approvalStatus === OUTCOMES.passed) await writeJournal(ctx, row);
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
  if (move.isTold) emitStatusChanged(ctx, row, standing, move);
}

/** Of several instances the first one that waits; the others are the workflow's to know. */
const positionColumns = (stop: Stop | null) => ({
  process_id: stop && stop.processId,
  step_id: stop?.instances[0]?.stepId ?? null,
  step_sequence: stop && stop.sequence,
  step_code: stop && stop.step.stepCode,
  step_role: stop && stop.step.role,
  step_can_recall: stop && allows(stop.step, 'recall'),
  approver_id: stop?.instances[0]?.assigneeId ?? null,
});

/**
 * What an approval does to a report. Where others have still to decide at the step, nothing changes that could be told; the end of the workflow
 * is told whatever the steps say, as the documents are silent on it.
 */
export const approvalMove = (state: ReportState, moved: Moved): Omit<Move, 'action'> => {
  const { stop } = moved;
  const before = { ...state, approvalStatus: moved.from.approvalStatus };
  return {
    before,
    after: approved(before, stop && stop.approvalStatus, stop !== null && allows(stop.step, 'recall')),
    processId: moved.from.processId,
    stop,
    started: moved.started,
    stepCode: stepCodeOf(stop),
    isTold: stop === null || (moved.started.length > 0 && isTold(stop.step)),
  };
};

/** A step that programs are not told of has no code in events either: event-topics/expense/v4.expense-events, facts schema. */
export function stepCodeOf(stop: Stop | null): string | null {
  if (!stop || !isTold(stop.step)) return null;
  return stop.step.stepCode ?? (stop.step.role === 'EXTERNAL_SYSTEM' ? 'EXTVAL' : null);
}
