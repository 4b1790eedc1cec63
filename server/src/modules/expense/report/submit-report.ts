import type { Context } from '../../../platform/context.ts';
import { announce } from '../../../platform/db/sending.ts';
import { allows } from '../../workflow/index.ts';
import { actingUser, type Standing } from '../access.ts';
import { countAttendees } from '../attendee/count-spending.ts';
import { lockComments } from '../comment/comment-queries.ts';
import type { ExpenseDeps } from '../deps.ts';
import { assess } from '../audit/assess.ts';
import { likesQuery } from '../audit/audit-queries.ts';
import { entryFolds, foldsOf } from '../entry/entry-queries.ts';
import { isJourney } from '../entry/journey.ts';
import { repriceJourneys } from '../entry/reprice-journeys.ts';
import { CannotSubmitAsDelegate } from '../errors.ts';
import { checkForms } from '../form/check-submission.ts';
import type { OnReport } from '../inputs.ts';
import { loadForChange, type Loaded } from './load-report.ts';
import { moveReport, stepCodeOf } from './move-report.ts';
import { refreshReport } from './refresh-report.ts';
import { anyAttendees, type EntryFold } from './report-folds.ts';
import { itemOf } from './report-item.ts';
import { findHeld, updateReportRow, type HeldRow } from './report-queries.ts';
import { clearRejections, objectionsQuery, objectionsTo, submissionRows, submissionRowsQuery } from './submission-queries.ts';
import { submittedEntries } from './submitted-entries.ts';
import { stateOf } from './report-view.ts';
import { handedToOwner, submitRefusal, submitted } from './report.ts';

export type SubmitOutcome = 'submitted' | 'owner-notified';

/** Sends a report into its policy's workflow, at the first step that stops it. */
export async function submitReport(ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<SubmitOutcome> {
  await announceSubmission(ctx, deps, input);
  const held = await loadForChange(ctx, deps, input, { operation: 'submit', action: 'submit' });
  const { id } = held.row;
  const { entries, loaded } = await upToDate(ctx, deps, held, await entryFolds(ctx, id));
  await assess(ctx, deps, { report: loaded.row, entries, event: 'report-submitted' });
  const [rows, exceptions] = [await submissionRows(ctx, id), await objectionsTo(ctx, id)];
  const blocking = exceptions.filter(({ isBlocking }) => isBlocking);
  const refusal = submitRefusal(stateOf(loaded.row), { entries: submittedEntries(rows), blocking });
  if (refusal) throw refusal;
  await checkForms(ctx, deps, loaded.row, rows);
  if (submits(loaded.standing)) {
    await submit(ctx, deps, loaded, {
      hasExceptions: exceptions.length > 0,
      hasRejected: rows.some((row) => row.is_rejected),
      hasNewComments: rows.some((row) => row.report_has_new_comments),
      hasAttendees: anyAttendees(entries),
    });
    return 'submitted';
  }
  await handOver(ctx, loaded.row);
  return 'owner-notified';
}

/** All that a submission reads is asked for with the lock. */
async function announceSubmission(ctx: Context, deps: ExpenseDeps, { access, reportId }: OnReport): Promise<void> {
  const queries = [foldsOf, likesQuery, submissionRowsQuery, objectionsQuery].map((query) => query(ctx, reportId));
  await announce(ctx.tx, ...queries);
  if (access.kind === 'user' && access.context === 'TRAVELER')
    await deps.workflow.announceStart(ctx, { ownerId: access.userId, kind: 'report' });
}

/** The entries; journeys are paid for what their traveller went on other reports meanwhile, and the report's amounts follow. */
async function upToDate(
  ctx: Context,
  deps: ExpenseDeps,
  loaded: Loaded,
  folds: EntryFold[],
): Promise<{ entries: EntryFold[]; loaded: Loaded }> {
  const { row } = loaded;
  const isMoved = folds.some(({ type_code }) => isJourney(type_code)) && (await repriceJourneys(ctx, deps, row));
  if (!isMoved) return { entries: folds, loaded };
  const entries = await refreshReport(ctx, row.id);
  return { entries, loaded: { ...loaded, row: (await findHeld(ctx, row.id)) ?? row } };
}

/** Whether this caller submits; a delegate who may only prepare hands the report to its owner instead. */
function submits(standing: Standing): boolean {
  const rights = standing.delegateRights;
  if (!rights || rights.canSubmit) return true;
  if (!rights.canPrepare) throw new CannotSubmitAsDelegate();
  return false;
}

async function submit(
  ctx: Context,
  deps: ExpenseDeps,
  report: Loaded,
  facts: {
    readonly hasExceptions: boolean;
    readonly hasRejected: boolean;
    readonly hasNewComments: boolean;
    readonly hasAttendees: boolean;
  },
): Promise<void> {
  const { row, standing } = report;
  const before = stateOf(row);
  const { processId, stop } = await deps.workflow.start(ctx, {
    definitionId: row.workflow_definition_id,
    subject: { kind: 'report', id: row.id },
    ownerId: row.owner_id,
    item: itemOf(ctx, row, facts),
    previousStatus: before.approvalStatus,
    actedBy: actingUser(ctx),
    onBehalfOf: standing.actingUserId === null ? null : standing.userId,
  });
  if (facts.hasAttendees) await countAttendees(ctx, deps, row.id);
  if (facts.hasNewComments) await lockComments(ctx, row.id);
  if (facts.hasRejected) await clearRejections(ctx, row.id);
  await moveReport(
    ctx,
    report,
    {
      action: 'submitted',
      before,
      after: submitted(before, stop && stop.approvalStatus, stop !== null && allows(stop.step, 'recall')),
      processId,
      stop,
      started: stop?.instances ?? [],
      stepCode: stepCodeOf(stop),
      isTold: true,
    },
    { submitted_at: ctx.clock.now(), submitter_id: actingUser(ctx) ?? row.owner_id },
  );
}

async function handOver(ctx: Context, row: HeldRow): Promise<void> {
  const after = handedToOwner(stateOf(row));
  await updateReportRow(ctx, row.id, { is_pending_delegator_review: after.isPendingDelegatorReview });
  ctx.record({ subjectKind: 'report', subjectId: row.id, action: 'handed-to-owner' });
}
