import type { Context } from '../../../platform/context.ts';
import { invariant } from '../../../platform/errors.ts';
import { announce } from '../../../platform/db/sending.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { Capacity, Claim, ExpectedStep, WorkflowAction } from '../../workflow/index.ts';
import { actingUser, type Standing } from '../access.ts';
import { wrongTotalsQuery } from '../attendee/association-queries.ts';
import { refuseWrongTotals, uncountAttendees } from '../attendee/count-spending.ts';
import { authorOf } from '../comment/authorship.ts';
import { insertComments } from '../comment/comment-queries.ts';
import type { ExpenseDeps } from '../deps.ts';
import {
  AllocationFieldsToApprove,
  CannotRecall,
  OwnReport,
  ReceiptReviewIncomplete,
  RejectedCommentRequired,
  StatusUnknown,
  StepBlocked,
} from '../errors.ts';
import { lackingAllocationFields } from '../form/check-submission.ts';
import type { Approval, ExpectedStep as Expectation, OnReport, Recall, SendingBack } from '../inputs.ts';
import type { Access } from '../types.ts';
import { checkText, MAX_COMMENT } from '../values.ts';
import { adjustEntries } from './adjust-entries.ts';
import { loadReport, type Loaded } from './load-report.ts';
import { approvalMove, moveReport } from './move-report.ts';
import { splitRejected } from './split-report.ts';
import { itemOf } from './report-item.ts';
import { lockReport, type HeldRow } from './report-queries.ts';
import { approvalFactsOf, approvalFactsQuery, unreviewedReceipts } from './submission-queries.ts';
import { isForProcessors, isProcessor } from './report-policy.ts';
import { stateOf } from './report-view.ts';
import { OUTCOMES, recalled, sentBack, stateRefusal, type ReportState } from './report.ts';

/**
 * The report is read without a lock and the workflow then locks the process at the step that was seen: who comes second waits there, and is
 * refused because the report is no longer at that step.
 */

/** Passes the current step. @throws OwnReport, StatusUnknown, ReportPaid, NothingPending, StepBlocked, RejectedCommentRequired, AllRejected and the workflow's refusals. */
export async function approveReport(ctx: Context, deps: ExpenseDeps, input: Approval): Promise<void> {
  if (input.statusId !== undefined && input.statusId !== OUTCOMES.passed) throw new StatusUnknown(input.statusId);
  const loaded = await loadForAction(ctx, deps, input, 'approve');
  const attempt = { action: 'approve', input, comment: input.comment } as const;
  const { id } = loaded.row;
  const [asFacts, asTotals] = [approvalFactsQuery(ctx, id), wrongTotalsQuery(ctx, id)];
  const claimed = await claim(ctx, deps, loaded, { ...attempt, forwardTo: input.forwardTo, announced: [asFacts, asTotals] });
  const facts = await approvalFactsOf(ctx, id, asFacts);
  if (facts.blocking.length > 0) throw new StepBlocked(facts.blocking);
  await refuseWrongTotals(ctx, asTotals);
  await refuseUnfinished(ctx, deps, loaded.row, claimed);
  if (facts.rejected.length > 0) await uncountAttendees(ctx, deps, id, facts.rejected);
  const row = await changeEntries(ctx, loaded, input, facts.rejected);
  const moved = await deps.workflow.settle(ctx, claimed, itemOf(ctx, row, facts));
  await comment(ctx, loaded, claimed, input.comment);
  const action = input.forwardTo === undefined ? 'approved' : 'forwarded';
  await moveReport(ctx, loaded, { ...approvalMove(stateOf(row), moved), action, comment: input.comment });
}

/** @throws AllocationFieldsToApprove, ReceiptReviewIncomplete for what has to be done before the step is passed. */
async function refuseUnfinished(ctx: Context, deps: ExpenseDeps, row: HeldRow, { held }: Claim): Promise<void> {
  const lacking = await lackingAllocationFields(ctx, deps, row);
  if (lacking.length > 0) throw new AllocationFieldsToApprove(lacking);
  const unreviewed = held.stop.step.reviewsReceipts ? await unreviewedReceipts(ctx, row.id) : [];
  if (unreviewed.length > 0) throw new ReceiptReviewIncomplete(unreviewed);
}

/** Back to the owner, with a comment that says why. */
export async function sendBackReport(ctx: Context, deps: ExpenseDeps, input: SendingBack): Promise<void> {
  const loaded = await loadForAction(ctx, deps, input, 'send-back');
  await takeBack(ctx, deps, loaded, { attempt: { action: 'send-back', input, comment: input.comment }, after: sentBack });
}

/** The owner takes the report back while it waits for approval. */
export async function recallReport(ctx: Context, deps: ExpenseDeps, input: Recall): Promise<void> {
  const loaded = await loadReport(ctx, deps, input, 'recall');
  const refusal = stateRefusal(stateOf(loaded.row), 'recall');
  if (refusal) throw refusal;
  await takeBack(ctx, deps, loaded, { attempt: { action: 'recall', input, comment: input.comment }, after: recalled });
}

const TOLD = { 'send-back': ['sent-back', 'SENDBACK'], recall: ['recalled', 'RECALL'] } as const;

async function takeBack(
  ctx: Context,
  deps: ExpenseDeps,
  loaded: Loaded,
  how: { attempt: Act & { action: 'send-back' | 'recall' }; after: (state: ReportState) => ReportState },
): Promise<void> {
  const claimed = await claim(ctx, deps, loaded, how.attempt);
  const moved = await deps.workflow.settle(ctx, claimed, itemOf(ctx, loaded.row, { hasExceptions: false }));
  await uncountAttendees(ctx, deps, loaded.row.id);
  await comment(ctx, loaded, claimed, how.attempt.comment);
  const before = { ...stateOf(loaded.row), approvalStatus: moved.from.approvalStatus };
  const [action, stepCode] = TOLD[how.attempt.action];
  await moveReport(ctx, loaded, {
    action,
    before,
    after: how.after(before),
    processId: moved.from.processId,
    stop: null,
    started: [],
    stepCode,
    isTold: true,
    comment: how.attempt.comment,
  });
}

async function loadForAction(ctx: Context, deps: ExpenseDeps, input: OnReport, action: 'approve' | 'send-back'): Promise<Loaded> {
  const loaded = await loadReport(ctx, deps, input, action, (row) => {
    if (action === 'approve' && actors(ctx, input.access).includes(row.owner_id)) throw new OwnReport();
  });
  const refusal = stateRefusal(stateOf(loaded.row), action);
  if (refusal) throw refusal;
  return loaded;
}

/** Both the user of the path and that of the token: a delegate must not approve its own report either. */
const actors = (ctx: Context, access: Access): (string | null)[] => [
  actingUser(ctx),
  access.kind === 'user' ? access.userId : null,
];

interface Act {
  readonly action: WorkflowAction;
  readonly input: Expectation;
  readonly comment: string | undefined;
  readonly forwardTo?: string | undefined;
  /** What will be asked once the process is held. */
  readonly announced?: Parameters<typeof announce>[1][];
}

async function claim(ctx: Context, deps: ExpenseDeps, { row, standing }: Loaded, attempt: Act): Promise<Claim> {
  if (row.process_id === null || row.step_sequence === null) throw new CannotRecall();
  checkText('comment', attempt.comment ?? null, MAX_COMMENT);
  const capacity = await capacityOf(ctx, deps, row, standing);
  await announce(ctx.tx, ...(attempt.announced ?? []));
  return deps.workflow.claim(ctx, {
    processId: row.process_id,
    sequence: row.step_sequence,
    action: attempt.action,
    capacity,
    actedBy: actingUser(ctx),
    onBehalfOf: standing.actingUserId === null ? null : standing.userId,
    expected: expectedOf(attempt.input),
    comment: attempt.comment,
    ...(attempt.forwardTo === undefined ? {} : { forwardTo: attempt.forwardTo }),
  });
}

/** What the approver grants and rejects; the report as it is afterwards. */
async function changeEntries(ctx: Context, loaded: Loaded, input: Approval, rejected: readonly string[]): Promise<HeldRow> {
  const { adjustments = [] } = input;
  if (adjustments.length === 0 && rejected.length === 0) return loaded.row;
  const why = checkText('expenseRejectedComment', input.expenseRejectedComment ?? null, MAX_COMMENT);
  if (rejected.length > 0 && !why?.trim()) throw new RejectedCommentRequired();
  const { id } = loaded.row;
  await lockReport(ctx, id);
  await adjustEntries(ctx, id, adjustments);
  if (rejected.length > 0) await splitRejected(ctx, loaded, { entryIds: rejected, comment: why ?? '' });
  const now = await lockReport(ctx, id);
  invariant(now, 'A report that is being approved stays');
  return now;
}

async function comment(ctx: Context, { row, standing }: Loaded, claimed: Claim, text: string | undefined): Promise<void> {
  if (!text?.trim()) return;
  const author = authorOf(ctx, standing);
  const stepId = claimed.meant[0]?.stepId ?? null;
  await insertComments(ctx, [{ id: newId(ctx.clock), report_id: row.id, entry_id: null, text, ...author, step_id: stepId }]);
}

async function capacityOf(ctx: Context, deps: ExpenseDeps, row: HeldRow, standing: Standing): Promise<Capacity> {
  if (standing.capacity === 'company') return { kind: 'program' };
  if (standing.capacity === 'administrator') return { kind: 'administrator' };
  invariant(standing.userId, 'Only a company token acts for nobody');
  const mayProcess =
    standing.capacity === 'processor' ||
    (isForProcessors(row.step_role) && isProcessor(await deps.people.rolesOf(ctx, standing.userId)));
  return { kind: 'user', userId: standing.userId, isProcessor: mayProcess };
}

const expectedOf = (input: Expectation): ExpectedStep => ({
  ...(input.expectedStepCode === undefined ? {} : { stepCode: input.expectedStepCode }),
  ...(input.expectedStepSequence === undefined ? {} : { sequence: input.expectedStepSequence }),
  ...(input.expectedStepId === undefined ? {} : { stepId: input.expectedStepId }),
});
