import Type from 'typebox';
import { InstanceOutOfDate } from '../../../modules/workflow/index.ts';
import type { Access, Expense } from '../../../modules/expense/index.ts';
import type { Identity } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { isPaymentStep, parseStepReference, type StepReference } from '../step-reference.ts';
import { reportIdOf } from './ids.ts';
import { orFailure } from './outcome.ts';
import { actionSchema, actionStatusSchema, exceptionsToWire, submitResultSchema, type Action } from './workflow-wire.ts';

const common = { method: 'POST', scopes: ['EXPRPT'], principals: ['user', 'company'] } as const;

/** What this façade asks of the people of a company. */
export type People = Pick<Identity, 'findUserByLogin'>;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The owner whom the header names; the page spells it X_UserID and X-UserID. */
async function submitAccess(ctx: Context, people: People, headers: Headers): Promise<Access> {
  const login = headers['x-userid'] ?? headers['x_userid'];
  if (typeof login !== 'string' || login === '') return { kind: 'any' };
  const owner = await people.findUserByLogin(ctx, login);
  if (!owner) throw new InvalidInput('headers', [{ path: 'X-UserID', rule: 'unknown', message: 'Invalid User' }]);
  return { kind: 'any', ownerId: owner.id };
}

export const workflowRoutes = (expense: Expense, people: People): Route[] => [
  route({
    ...common,
    effect: 'manual',
    operation: 'submitReport',
    path: '/report/{reportKey}/submit',
    summary: 'Submits a report as its owner, whom X-UserID names',
    doc: 'api-reference/expense/expense-report/post-report-submission.markdown',
    xmlRoot: 'ReportStatus',
    schema: { params: Type.Object({ reportKey: Type.String() }), responses: { 200: submitResultSchema } },
    handler: async ({ work, caller, params, headers }) => {
      const reportId = reportIdOf(params.reportKey);
      const access = await work.read(caller, (ctx) => submitAccess(ctx, people, headers));
      const submit = async () => {
        await work.write(caller, (ctx) => expense.submitReport(ctx, { access, reportId }));
        return { Status: 'SUCCESS' };
      };
      const status = await orFailure(submit, (message) => ({ Message: message, Status: 'FAILURE' }));
      const met = await work.read(caller, (ctx) => exceptionsOf(ctx, expense, { access, reportId }));
      return { body: { ...status, ...met } };
    },
  }),
  route({
    ...common,
    effect: 'manual',
    operation: 'actOnWorkflowStep',
    path: '/report/{workflowStepId}/workflowaction',
    summary: 'Approves, sends back or recalls a report at its current step',
    doc: 'api-reference/expense/expense-report/post-report-workflow-action.markdown',
    xmlRoot: 'ActionStatus',
    schema: {
      params: Type.Object({ workflowStepId: Type.String() }),
      body: actionSchema,
      responses: { 200: actionStatusSchema },
    },
    handler: async ({ work, caller, params, body }) => {
      const attempt = async () => {
        await work.write(caller, (ctx) => act(ctx, expense, stepOf(params.workflowStepId), body));
        return { Message: 'SUCCESS!', Status: 'SUCCESS!' };
      };
      return { body: await orFailure(attempt, (message) => ({ Message: message, Status: 'FAILURE' })) };
    },
  }),
];

async function exceptionsOf(ctx: Context, expense: Expense, on: { access: Access; reportId: string }) {
  const exceptions = await expense.listExceptions(ctx, { ...on, includeEntries: true });
  return exceptionsToWire(exceptions, exceptions.length > 0 ? await expense.listEntries(ctx, on) : []);
}

/** An address that no step has, or has any more, is answered as one that someone else has left behind. */
function stepOf(text: string): StepReference {
  const step = parseStepReference(text);
  if (!step) throw new InstanceOutOfDate();
  return step;
}

function act(ctx: Context, expense: Expense, step: StepReference, { Action, Comment }: { Action: Action; Comment?: string }) {
  const at = { access: { kind: 'any' }, reportId: step.reportId, expectedStepId: step.stepId } as const;
  if (Action === 'Send Back to Employee') return expense.sendBackReport(ctx, { ...at, comment: Comment });
  const said = { ...at, ...(Comment ? { comment: Comment } : {}) };
  // post-report-workflow-action: from Processing Payment an approval leads to Paid, once every entry is extracted.
  if (Action === 'Approve' && isPaymentStep(step)) return expense.markPaid(ctx, { ...at, onlyExtracted: true });
  return Action === 'Recall to Employee' ? expense.recallReport(ctx, said) : expense.approveReport(ctx, said);
}
