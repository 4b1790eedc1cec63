import type { Context } from '../../../platform/context.ts';
import type { WalkedStep } from '../../workflow/index.ts';
import { inNameOf } from '../access.ts';
import type { ExpenseDeps } from '../deps.ts';
import { AccessDenied, ReportNotFound } from '../errors.ts';
import type { ApprovableCostObject } from '../inputs.ts';
import { costObjectsIn, type ChargedCostObject } from './cost-objects.ts';
import { costSharesOf } from './cost-object-queries.ts';
import { findHeld } from './report-queries.ts';

/**
 * The cost objects of a report that this approver, or somebody who lets it approve, can decide about now; all of them where the step does not
 * filter. Empty where the report waits for no cost object: api-reference/expense/expense-report/v4.workflows.
 * @throws ReportNotFound, AccessDenied for who never stood at a step of the report.
 */
export async function costObjectsForApprover(
  ctx: Context,
  deps: ExpenseDeps,
  input: { readonly userId: string; readonly reportId: string },
): Promise<ApprovableCostObject[]> {
  const { userId, reportId } = input;
  const row = await findHeld(ctx, reportId);
  if (!row) throw new ReportNotFound();
  await inNameOf(ctx, deps, { userId, capacity: 'approver', operation: 'list-approvals' });
  const delegators = (await deps.people.delegatorsOf(ctx, userId)).filter(({ canApprove }) => canApprove);
  const caller: Caller = { userId, delegators: new Set(delegators.map(({ delegatorId }) => delegatorId)) };
  const subject = { kind: 'report', id: reportId } as const;
  const steps = await deps.workflow.steps(ctx, subject);
  if (!(await deps.workflow.wasInvolved(ctx, subject, [userId, ...caller.delegators])))
    throw new AccessDenied('the place of an approver of this report');
  const walked = steps.filter(({ processId, costObject }) => costObject !== null && processId === steps.at(-1)?.processId);
  const [first] = walked;
  if (!first) return [];
  const definition = await deps.workflow.definitionOfProcess(ctx, first.processId);
  const step = definition.steps[first.sequence - 1];
  const objects = costObjectsIn(await costSharesOf(ctx, reportId), step?.costObjectFields ?? []);
  const all = objects.flatMap((object) => forCaller(object, { walked, caller, currencyCode: row.currency_code }));
  return step?.showsAllCostObjects ? all : all.filter((one) => one.isApprovableAsUser || one.isApprovableAsDelegate);
}

interface Caller {
  readonly userId: string;
  readonly delegators: ReadonlySet<string>;
}

/** Nothing for an object that was named since the report came to the step. */
function forCaller(
  object: ChargedCostObject,
  at: { walked: readonly WalkedStep[]; caller: Caller; currencyCode: string },
): ApprovableCostObject[] {
  const own = at.walked.filter(({ costObject }) => costObject?.code === object.code);
  const pending = own.find(({ state }) => state === 'pending');
  const approverId = (pending ?? own.at(-1))?.assigneeId;
  if (typeof approverId !== 'string') return [];
  const { userId, delegators } = at.caller;
  return [
    {
      name: object.name,
      currencyCode: at.currencyCode,
      approved: object.approved,
      claimed: object.claimed,
      approverId,
      expenses: object.expenses,
      isOwnedByCaller: own.some(({ assigneeId, ladder }) => assigneeId === userId || ladder.includes(userId)),
      isFullyApproved: own.every(({ state }) => state === 'approved'),
      isApprovableAsUser: pending?.assigneeId === userId,
      isApprovableAsDelegate: typeof pending?.assigneeId === 'string' && delegators.has(pending.assigneeId),
    },
  ];
}
