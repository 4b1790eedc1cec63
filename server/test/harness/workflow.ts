import type { Access, Approval, EntryFields, Report } from '../../src/modules/expense/index.ts';
import type { User } from '../../src/modules/identity/index.ts';
import type { StepDefinition } from '../../src/modules/workflow/index.ts';
import type { Caller } from '../../src/platform/context.ts';
import { decimal } from '../../src/platform/money/money.ts';
import { asCompany, asUser, inContext, lunch, openOffice, readReport, run, type Office } from './expense.ts';
import { hire } from './people.ts';
import type { TestProgram } from './program.ts';

export const MANAGER: StepDefinition = { role: 'MANAGER', approvalStatus: 'A_PEND', stepCode: null };
export const PROCESSOR: StepDefinition = { role: 'ACCT_CLERK', approvalStatus: 'A_ACCO', stepCode: null };
export const EXTERNAL: StepDefinition = { role: 'EXTERNAL_SYSTEM', approvalStatus: 'A_EXTV', stepCode: 'EXTVAL' };
export const COST_OBJECT: StepDefinition = {
  role: 'CO_APPROVER',
  approvalStatus: 'A_PECO',
  stepCode: 'CO_STEP',
  costObjectFields: ['orgUnit1'],
};

const COMPANY: Access = { kind: 'company' };

/** An office with workflows of any make, and hands for those who walk them. */
export async function workflowOffice(program: TestProgram) {
  const office = await openOffice(program);
  const { identity, workflow } = program.modules;
  await costObjectsOf(program, office.company, ['SALES', 'LABS', 'OWN', 'L', 'R']);
  const approver = (givenName: string) =>
    hire(program, office.company, {
      name: { givenName, familyName: 'Approver' },
      roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }],
      spend: { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' },
    });

  /** A policy whose reports walk these steps. */
  const policyOf = async (steps: readonly StepDefinition[], given: { receiptRequiredFrom?: number } = {}): Promise<string> =>
    run(program, office.company, async (expense, ctx) => {
      const { id } = await workflow.createDefinition(ctx, { name: 'Test', steps });
      const receipts = { receiptRequiredFrom: decimal(given.receiptRequiredFrom ?? 100_000), receiptCurrency: 'USD' };
      return (await expense.createPolicy(ctx, { name: 'Test', workflowDefinitionId: id, ...receipts })).id;
    });

  const create = async (policyId: string, entries: readonly EntryFields[] = [lunch(office)]): Promise<Report> => {
    const made = await run(program, asUser(office.traveler), (expense, ctx) =>
      expense.createReport(ctx, { access: inContext('TRAVELER', office.traveler), name: 'Walk', policyId, entries }),
    );
    return readReport(program, office, made.id);
  };

  /** `done`, or the code of the refusal. */
  const outcome = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: Error & { code?: string }) => error.code ?? error.message,
    );
  const submit = (report: Report) =>
    outcome(
      run(program, asUser(office.traveler), (expense, ctx) =>
        expense.submitReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId: report.id }),
      ),
    );
  const approve = (user: User, report: Report, given: Partial<Approval> = {}, as: User = user) =>
    outcome(
      run(program, asUser(as), (expense, ctx) =>
        expense.approveReport(ctx, { access: inContext('MANAGER', user), reportId: report.id, ...given }),
      ),
    );
  const sendBack = (user: User, report: Report, comment: string | undefined) =>
    outcome(
      run(program, asUser(user), (expense, ctx) =>
        expense.sendBackReport(ctx, { access: inContext('MANAGER', user), reportId: report.id, comment }),
      ),
    );
  const recall = (report: Report) =>
    outcome(
      run(program, asUser(office.traveler), (expense, ctx) =>
        expense.recallReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId: report.id }),
      ),
    );
  const approveAsSystem = (report: Report, given: Partial<Approval> = {}) =>
    outcome(
      run(program, asCompany(office), (expense, ctx) =>
        expense.approveReport(ctx, { access: COMPANY, reportId: report.id, ...given }),
      ),
    );

  /** Lets the jobs run that transactions left, each once. */
  const ranJobs = new Set<unknown>();
  async function runJobs(): Promise<void> {
    const jobs = workflow.jobs(program.unitOfWork, { report: program.modules.expense.expireReport });
    for (const left of program.enqueued.filter((job) => !ranJobs.has(job))) {
      ranJobs.add(left);
      const job = jobs.find(({ name }) => name === left.name);
      await job?.run({ id: 'job', data: left.data, attempt: 1, signal: new AbortController().signal });
    }
  }

  const inOffice = <T>(work: Parameters<typeof run<T>>[2], caller: Caller = office.company): Promise<T> =>
    run(program, caller, work);
  const setApprovers = (owner: User, ...approvers: readonly User[]) =>
    inOffice((_, ctx) =>
      identity.setApprovers(ctx, {
        userId: owner.id,
        approvers: approvers.map((user, index) => ({ kind: 'report', approverId: user.id, primary: index === 0 })),
      }),
    );
  /** Up to how much somebody approves, or approves for cost objects. */
  const limit = (
    user: User,
    ...limits: readonly { upTo: number; group?: string; level?: number; exceptions?: boolean; currency?: string }[]
  ) =>
    inOffice((_, ctx) =>
      identity.changeSpending(ctx, {
        userId: user.id,
        approverLimits: limits.map(({ upTo, group, level, exceptions, currency = 'USD' }) => ({
          authority: group === undefined ? 'authorized' : 'costObject',
          approvalType: 'report',
          exceptionAuthority: exceptions ?? true,
          amount: decimal(upTo),
          currency,
          group: group ?? '',
          level: level ?? 1,
        })),
      }),
    );

  const now = (report: Report) => readReport(program, office, report.id);
  const status = async (report: Report) => (await now(report)).approvalStatus;
  const history = (report: Report) => inOffice((_, ctx) => workflow.history(ctx, { kind: 'report', id: report.id }));
  return {
    office,
    approver,
    policyOf,
    create,
    submit,
    approve,
    sendBack,
    recall,
    approveAsSystem,
    runJobs,
    inOffice,
    setApprovers,
    limit,
    now,
    status,
    history,
  };
}

export type WorkflowOffice = Awaited<ReturnType<typeof workflowOffice>>;

/** A company's approval hierarchy: cost objects by their codes. */
export const costObjectsOf = (program: TestProgram, company: Caller, codes: readonly string[]): Promise<void> =>
  program.unitOfWork.write(company, async (ctx) => {
    const { lists, identity } = program.modules;
    const list = await lists.createList(ctx, { name: 'Cost Objects' });
    await lists.addItems(ctx, { listId: list.id, items: codes.map((code) => ({ shortCode: code, value: code })) });
    await identity.setGroupHierarchy(ctx, { area: 'Approval', listId: list.id });
  });

/** An entry for a cost object. */
export const charged = (office: Office, value: number, orgUnit1: string): EntryFields =>
  lunch(office, { transactionAmount: decimal(value), custom: { orgUnit1: { value: orgUnit1 } } });
