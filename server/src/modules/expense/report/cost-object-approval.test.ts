import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asUser, inContext, lunch, run } from '../../../../test/harness/expense.ts';
import { eventsOf } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import {
  charged,
  COST_OBJECT,
  EXTERNAL,
  MANAGER,
  PROCESSOR,
  workflowOffice,
  type WorkflowOffice,
} from '../../../../test/harness/workflow.ts';
import type { User } from '../../identity/index.ts';
import type { StepDefinition } from '../../workflow/index.ts';
import type { Report } from '../index.ts';

describe('approval by cost objects, and what is told of any approval', () => {
  let program: TestProgram;
  let desk: WorkflowOffice;
  let sales: User;
  let labs: User;
  let head: User;
  before(async () => {
    program = await testProgram();
    desk = await workflowOffice(program);
    sales = await desk.approver('Sal');
    labs = await desk.approver('Lab');
    head = await desk.approver('Hed');
    await desk.limit(sales, { upTo: 100, group: 'SALES', level: 1 });
    await desk.limit(labs, { upTo: 10_000, group: 'LABS' });
    await desk.limit(head, { upTo: 10_000, group: 'SALES', level: 2 });
  });
  after(() => program.close());

  const walk = async (steps: readonly StepDefinition[], entries: Parameters<WorkflowOffice['create']>[1]) => {
    const report = await desk.create(await desk.policyOf(steps), entries);
    assert.equal(await desk.submit(report), 'done');
    return report;
  };
  const both = () => [charged(desk.office, 150, 'SALES'), charged(desk.office, 40, 'LABS'), charged(desk.office, 10, 'SALES')];
  const told = async (report: Report) =>
    (await eventsOf(program, desk.office.company))
      .filter((event) => event.subjectId === report.id)
      .map(({ type, facts }) => ({ type, facts: facts as Record<string, unknown> & { startingStep: Starting | null } }));
  interface Starting {
    readonly roleCode: string;
    readonly stepInstances: readonly { readonly id: string; readonly assignedUserId: string | null }[];
  }
  const desks = async (user: User, includeDelegate = false) =>
    (
      await run(program, asUser(user), (expense, ctx) =>
        expense.reportsToApprove(ctx, { access: inContext('MANAGER', user), includeDelegate }),
      )
    ).map((report) => [report.id, report.currentStep?.approver?.id]);

  it('expense 24: fills the desks of all approvers of a cost-object step, and empties each when it has approved', async () => {
    const report = await walk([COST_OBJECT, PROCESSOR], both());
    assert.deepEqual(await desks(sales), [[report.id, sales.id]]);
    assert.deepEqual(await desks(labs), [[report.id, labs.id]]);
    assert.deepEqual(await desks(head), []);
    const deputy = await desk.approver('Dep');
    await desk.inOffice((_, ctx) =>
      program.modules.identity.setDelegates(ctx, {
        userId: labs.id,
        delegates: [{ delegateId: deputy.id, product: 'EXP', permissions: ['canApprove'] }],
      }),
    );
    assert.deepEqual(await desks(deputy), []);
    assert.deepEqual(await desks(deputy, true), [[report.id, labs.id]]);
    assert.equal(await desk.approve(labs, report, {}, deputy), 'done');
    assert.deepEqual([await desks(labs), await desks(deputy, true), await desk.status(report)], [[], [], 'A_PECO']);
    assert.equal(await desk.approve(sales, report), 'done');
    assert.deepEqual(
      [await desks(sales), await desks(head)],
      [[], [[report.id, head.id]]],
      'the limit of the first is not enough',
    );
    assert.equal(await desk.approve(head, report), 'done');
    assert.deepEqual([await desks(head), await desk.status(report)], [[], 'A_ACCO']);
  });

  it('shows an approver the cost objects to decide about', async () => {
    const report = await walk([COST_OBJECT, PROCESSOR], both());
    const seenBy = (user: User) =>
      run(program, asUser(user), (expense, ctx) => expense.costObjectsForApprover(ctx, { userId: user.id, reportId: report.id }));
    const [own, ...rest] = await seenBy(sales);
    assert.deepEqual(rest, []);
    assert.deepEqual(
      [own?.name, Number(own?.approved), Number(own?.claimed), own?.approverId, own?.expenses.length],
      ['SALES', 160, 160, sales.id, 2],
    );
    assert.deepEqual(
      [own?.isOwnedByCaller, own?.isFullyApproved, own?.isApprovableAsUser, own?.isApprovableAsDelegate],
      [true, false, true, false],
    );
    await assert.rejects(seenBy(desk.office.colleague), { code: 'expense.access.denied' });
    const open = await walk([{ ...COST_OBJECT, showsAllCostObjects: true }, PROCESSOR], both());
    const all = await run(program, asUser(labs), (expense, ctx) =>
      expense.costObjectsForApprover(ctx, { userId: labs.id, reportId: open.id }),
    );
    assert.deepEqual(
      all.map(({ name, isOwnedByCaller, isApprovableAsUser }) => [name, isOwnedByCaller, isApprovableAsUser]),
      [
        ['SALES', false, false],
        ['LABS', true, true],
      ],
    );
  });

  it('goes back to the owner by the word of one, and needs a limit for every cost object', async () => {
    const report = await walk([COST_OBJECT, PROCESSOR], both());
    assert.equal(await desk.sendBack(labs, report, 'Not ours'), 'done');
    assert.equal(await desk.status(report), 'A_RESU');
    assert.deepEqual(
      await desks(sales),
      (await desks(sales)).filter(([id]) => id !== report.id),
    );
    const dear = await desk.create(await desk.policyOf([COST_OBJECT]), [charged(desk.office, 10_001, 'LABS')]);
    assert.equal(await desk.submit(dear), 'workflow.approver.none-defined');
    const elsewhere = await desk.create(await desk.policyOf([COST_OBJECT]), [charged(desk.office, 1, 'NOWHERE')]);
    assert.equal(await desk.submit(elsewhere), 'workflow.approver.none-defined');
  });

  it('expense 23: tells each transition once with its true statuses, and those who start', async () => {
    const { manager, traveler, processor } = desk.office;
    const report = await walk([MANAGER, COST_OBJECT, { ...PROCESSOR, notify: false }, EXTERNAL], both());
    assert.equal(await desk.approve(manager, report), 'done');
    assert.equal(await desk.approve(labs, report), 'done');
    assert.equal(await desk.approve(sales, report), 'done');
    assert.equal(await desk.approve(head, report), 'done');
    assert.equal(await desk.approve(processor, report), 'done');
    assert.equal(await desk.approveAsSystem(report, { expectedStepCode: 'EXTVAL' }), 'done');
    const events = (await told(report)).slice(1);
    const brief = events.map(({ type, facts }) => [
      type,
      facts['previousApprovalStatus'],
      facts['currentApprovalStatus'],
      facts['stepCode'],
      facts['userId'],
      facts.startingStep?.roleCode,
      facts.startingStep?.stepInstances.map(({ assignedUserId }) => assignedUserId),
    ]);
    assert.deepEqual(brief, [
      ['statusChanged', 'A_NOTF', 'A_PEND', null, traveler.id, 'MANAGER', [manager.id]],
      ['statusChanged', 'A_PEND', 'A_PECO', 'CO_STEP', manager.id, 'CO_APPROVER', [sales.id, labs.id]],
      ['statusChanged', 'A_PECO', 'A_PECO', 'CO_STEP', sales.id, 'CO_APPROVER', [head.id]],
      ['statusChanged', 'A_ACCO', 'A_EXTV', 'EXTVAL', processor.id, 'EXTERNAL_SYSTEM', [null]],
      ['statusChanged', 'A_EXTV', 'A_APPR', null, null, undefined, undefined],
    ]);
    const processes = new Set(events.map(({ facts }) => facts['processId']));
    assert.equal(processes.size, 1);
    assert.match(String([...processes][0]), /^[0-9A-F]{32}$/);
  });

  it('expense 21: moves rejected expenses to an addendum that goes back, and both totals follow', async () => {
    const { manager } = desk.office;
    const report = await walk([MANAGER, PROCESSOR], [lunch(desk.office), charged(desk.office, 30, 'LABS')]);
    const access = { kind: 'company' } as const;
    const [, second] = await desk.inOffice((expense, ctx) => expense.listEntries(ctx, { access, reportId: report.id }));
    const on = { access, reportId: report.id, entryId: second?.id ?? '' };
    await desk.inOffice((expense, ctx) => expense.updateSubmittedEntry(ctx, { ...on, changes: { isRejected: true } }));
    assert.equal(await desk.approve(manager, report), 'expense.approve.rejected-comment-required');
    assert.equal(await desk.approve(manager, report, { expenseRejectedComment: 'Private' }), 'done');
    const rest = await desk.now(report);
    assert.deepEqual(
      [rest.approvalStatus, rest.entryCount, Number(rest.totals.total), rest.lastComment],
      ['A_ACCO', 1, 12, 'Private'],
    );
    const { items } = await desk.inOffice((expense, ctx) => expense.searchReports(ctx, {}, { limit: 100 }));
    const addendum = items.find(({ parentReportId }) => parentReportId === report.id);
    assert.ok(addendum);
    assert.deepEqual(
      [addendum.name, addendum.approvalStatus, addendum.isSentBack, addendum.isEverSentBack, addendum.lastComment],
      ['Walk - Addendum', 'A_RESU', true, true, 'Private'],
    );
    assert.deepEqual([addendum.owner.id, Number(addendum.totals.total), addendum.entryCount], [rest.owner.id, 30, 1]);
    const kinds = (await told(report)).map(({ type }) => type);
    assert.deepEqual(kinds, ['reportCreated', 'statusChanged', 'reportUpdated', 'statusChanged']);
    assert.deepEqual(
      (await told(addendum)).map(({ type }) => type),
      ['reportCreated'],
    );
    assert.equal(await desk.submit(addendum), 'done');
    assert.equal(await desk.approve(manager, addendum), 'done', 'what is submitted anew is no longer rejected');
    const whole = await walk([MANAGER], [lunch(desk.office)]);
    const [only] = await desk.inOffice((expense, ctx) => expense.listEntries(ctx, { access, reportId: whole.id }));
    const all = { access, reportId: whole.id, entryId: only?.id ?? '', changes: { isRejected: true } };
    await desk.inOffice((expense, ctx) => expense.updateSubmittedEntry(ctx, all));
    assert.equal(await desk.approve(manager, whole, { expenseRejectedComment: 'All' }), 'expense.approve.all-rejected');
  });

  it('lists by approver whoever stands beside others too', async () => {
    const report = await walk([COST_OBJECT, PROCESSOR], both());
    for (const user of [sales, labs]) {
      const found = await run(program, asUser(user), (expense, ctx) =>
        expense.searchReports(ctx, { approverId: user.id }, { limit: 100 }),
      );
      assert.ok(found.items.some(({ id }) => id === report.id));
      const read = await run(program, asUser(user), (expense, ctx) =>
        expense.getReport(ctx, { access: { kind: 'any' }, reportId: report.id }),
      );
      assert.equal(read.id, report.id);
    }
  });
});
