import type { Context } from '../../../platform/context.ts';
import { invariant } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { Capacity, ExpectedStep, Moved, WorkflowAction } from '../../workflow/index.ts';
import { actingUser, type Standing } from '../access.ts';
import { authorOf } from '../comment/authorship.ts';
import { insertComments } from '../comment/comment-queries.ts';
import type { ExpenseDeps } from '../deps.ts';
import { CannotRecall, OwnReport, StatusUnknown } from '../errors.ts';
import type { Approval, ExpectedStep as Expectation, OnReport, Recall, SendingBack } from '../inputs.ts';
import type { Access } from '../types.ts';
import { checkText, MAX_COMMENT } from '../values.ts';
import { loadReport, type Loaded } from './load-report.ts';
import { moveReport } from './move-report.ts';
import type { HeldRow } from './report-queries.ts';
import { isProcessor } from './report-policy.ts';
import { stateOf } from './report-view.ts';
import { approved, recalled, sentBack, stateRefusal } from './report.ts';

/**
 * The report is read without a lock and the workflow then locks its step: who comes second waits there, and is refused because the step that
 * it has seen is no longer pending.
 */

/** Passes the current step. @throws OwnReport, StatusUnknown, ReportPaid, NothingPending and the workflow's refusals. */
export async function approveReport(ctx: Context, deps: ExpenseDeps, input: Approval): Promise<void> {
  if (input.statusId !== undefined && input.statusId !== 'A_APPR') throw new StatusUnknown(input.statusId);
  const loaded = await loadForAction(ctx, deps, input, 'approve');
  const moved = await act(ctx, deps, loaded, { action: 'approve', input, comment: input.comment });
  const { next } = moved;
  await moveReport(ctx, loaded, {
    action: 'approved',
    after: approved(stateOf(loaded.row), next?.approvalStatus ?? null),
    processId: moved.from.processId,
    step: next,
    stepCode: next?.stepCode ?? null,
    ...(input.comment === undefined ? {} : { comment: input.comment }),
  });
}

/** Back to the owner, with a comment that says why. */
export async function sendBackReport(ctx: Context, deps: ExpenseDeps, input: SendingBack): Promise<void> {
  const loaded = await loadForAction(ctx, deps, input, 'send-back');
  const moved = await act(ctx, deps, loaded, { action: 'send-back', input, comment: input.comment });
  await moveReport(ctx, loaded, {
    action: 'sent-back',
    after: sentBack(stateOf(loaded.row)),
    processId: moved.from.processId,
    step: null,
    stepCode: 'SENDBACK',
    ...(input.comment === undefined ? {} : { comment: input.comment }),
  });
}

/** The owner takes the report back while it waits for approval. */
export async function recallReport(ctx: Context, deps: ExpenseDeps, input: Recall): Promise<void> {
  const loaded = await loadReport(ctx, deps, input, 'recall');
  const refusal = stateRefusal(stateOf(loaded.row), 'recall');
  if (refusal) throw refusal;
  const moved = await act(ctx, deps, loaded, { action: 'recall', input, comment: input.comment });
  await moveReport(ctx, loaded, {
    action: 'recalled',
    after: recalled(stateOf(loaded.row)),
    processId: moved.from.processId,
    step: null,
    stepCode: 'RECALL',
    ...(input.comment === undefined ? {} : { comment: input.comment }),
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

async function act(
  ctx: Context,
  deps: ExpenseDeps,
  { row, standing }: Loaded,
  attempt: { action: WorkflowAction; input: Expectation; comment: string | undefined },
): Promise<Moved> {
  if (row.process_id === null || row.step_id === null) throw new CannotRecall();
  checkText('comment', attempt.comment ?? null, MAX_COMMENT);
  const moved = await deps.workflow.act(ctx, {
    processId: row.process_id,
    stepId: row.step_id,
    action: attempt.action,
    capacity: await capacityOf(ctx, deps, row, standing),
    actedBy: actingUser(ctx),
    onBehalfOf: standing.actingUserId === null ? null : standing.userId,
    expected: expectedOf(attempt.input),
    ...(attempt.comment === undefined ? {} : { comment: attempt.comment }),
  });
  if (attempt.comment?.trim())
    await insertComments(ctx, [
      {
        id: newId(ctx.clock),
        report_id: row.id,
        entry_id: null,
        text: attempt.comment,
        ...authorOf(ctx, standing),
        step_id: row.step_id,
      },
    ]);
  return moved;
}

async function capacityOf(ctx: Context, deps: ExpenseDeps, row: HeldRow, standing: Standing): Promise<Capacity> {
  if (standing.capacity === 'company') return { kind: 'program' };
  if (standing.capacity === 'administrator') return { kind: 'administrator' };
  invariant(standing.userId, 'Only a company token acts for nobody');
  const mayProcess =
    standing.capacity === 'processor' ||
    (row.step_role === 'ACCT_CLERK' && isProcessor(await deps.people.rolesOf(ctx, standing.userId)));
  return { kind: 'user', userId: standing.userId, isProcessor: mayProcess };
}

const expectedOf = (input: Expectation): ExpectedStep => ({
  ...(input.expectedStepCode === undefined ? {} : { stepCode: input.expectedStepCode }),
  ...(input.expectedStepSequence === undefined ? {} : { sequence: input.expectedStepSequence }),
  ...(input.expectedStepId === undefined ? {} : { stepId: input.expectedStepId }),
});
