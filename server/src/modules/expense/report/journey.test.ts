import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  asCompany,
  asUser,
  inContext,
  lunch,
  newReport,
  openOffice,
  readReport,
  run,
  type Office,
} from '../../../../test/harness/expense.ts';
import { auditOf, eventsOf, type RecordedEvent } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { hex32, reportKey } from '../../../platform/ids/index.ts';
import { toWire } from '../../../platform/money/money.ts';

const told = (event: RecordedEvent) => {
  const { previousApprovalStatus: from, currentApprovalStatus: to, stepCode, userId, actingUserId } = event.facts;
  return event.type === 'statusChanged'
    ? { type: event.type, from, to, stepCode, userId, actingUserId }
    : { type: event.type, userId, actingUserId };
};

describe('the life of a report', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
  });
  after(() => program.close());

  it('goes from creation over a return to the last approval, and tells exactly that', async () => {
    const { traveler, manager, processor } = office;
    const told0 = (await eventsOf(program, office.company)).length;
    const audited0 = (await auditOf(program, office.company)).length;
    const report = await newReport(program, office, []);
    const on = { access: inContext('TRAVELER', traveler), reportId: report.id };
    assert.equal(report.approvalStatus, 'A_NOTF');
    assert.equal(report.paymentStatus, 'P_NOTP');
    assert.match(report.number, /^[0-9A-Z]{6}$/);

    await run(program, asUser(traveler), (expense, ctx) => expense.addEntry(ctx, { ...on, ...lunch(office) }));
    await run(program, asUser(traveler), (expense, ctx) =>
      expense.updateReport(ctx, { ...on, changes: { name: 'February trip' } }),
    );
    program.clock.advance(60_000);
    const now = () => readReport(program, office, report.id);
    await run(program, asUser(traveler), (expense, ctx) => expense.submitReport(ctx, on));
    const first = await now();
    assert.equal(first.approvalStatus, 'A_PEND');
    assert.equal(first.currentStep?.approver?.login, manager.userName);
    assert.equal(first.flags.defaultFieldAccess, 'RO');
    assert.equal(first.flags.canRecall, true);
    assert.deepEqual(first.submittedAt, program.clock.now());

    const atManager = { access: inContext('MANAGER', manager), reportId: report.id };
    await run(program, asUser(manager), (expense, ctx) =>
      expense.sendBackReport(ctx, { ...atManager, comment: 'Who was there?' }),
    );
    const back = await now();
    assert.deepEqual(
      [back.approvalStatus, back.isSentBack, back.isEverSentBack, back.lastComment, back.currentStep],
      ['A_RESU', true, true, 'Who was there?', null],
    );
    await run(program, asUser(traveler), (expense, ctx) => expense.submitReport(ctx, on));
    const recallable = await now();
    assert.equal(recallable.isSentBack, false);
    assert.equal(recallable.isEverSentBack, true);
    assert.notEqual(recallable.currentStep?.stepId, first.currentStep?.stepId, 'the workflow is walked anew');
    await run(program, asUser(traveler), (expense, ctx) => expense.recallReport(ctx, on));
    const recalled = await now();
    assert.deepEqual([recalled.approvalStatus, recalled.isSentBack], ['A_RESU', false]);

    await run(program, asUser(traveler), (expense, ctx) => expense.submitReport(ctx, on));
    await run(program, asUser(manager), (expense, ctx) => expense.approveReport(ctx, { ...atManager, comment: 'Fine' }));
    const passed = await now();
    assert.equal(passed.approvalStatus, 'A_ACCO');
    assert.equal(passed.currentStep?.approver, null);
    await run(program, asUser(processor), (expense, ctx) =>
      expense.approveReport(ctx, { access: inContext('MANAGER', processor), reportId: report.id }),
    );
    const done = await now();
    assert.deepEqual(
      [done.approvalStatus, done.paymentStatus, done.currentStep, done.flags.canRecall],
      ['A_APPR', 'P_NOTP', null, false],
    );
    assert.equal(toWire(done.totals.approved), 12);

    const owner = { userId: traveler.id, actingUserId: null };
    const changed = (from: string, to: string, userId: string, stepCode: string | null = null) => ({
      type: 'statusChanged',
      from,
      to,
      stepCode,
      userId,
      actingUserId: null,
    });
    const events = (await eventsOf(program, office.company)).slice(told0);
    assert.deepEqual(events.map(told), [
      { type: 'reportCreated', ...owner },
      { type: 'reportUpdated', ...owner },
      changed('A_NOTF', 'A_PEND', traveler.id),
      changed('A_PEND', 'A_RESU', manager.id, 'SENDBACK'),
      changed('A_RESU', 'A_PEND', traveler.id),
      changed('A_PEND', 'A_RESU', traveler.id, 'RECALL'),
      changed('A_RESU', 'A_PEND', traveler.id),
      changed('A_PEND', 'A_ACCO', manager.id),
      changed('A_ACCO', 'A_APPR', processor.id),
    ]);
    assert.deepEqual(events[2]?.facts, {
      companyId: office.company.companyId,
      userId: traveler.id,
      actingUserId: null,
      reportId: reportKey(report.id),
      reportType: 'Regular',
      lastModifiedDate: program.clock.now().toISOString(),
      previousApprovalStatus: 'A_NOTF',
      currentApprovalStatus: 'A_PEND',
      previousPaymentStatus: 'P_NOTP',
      currentPaymentStatus: 'P_NOTP',
      stepCode: null,
      processId: hex32(first.currentStep?.processId ?? ''),
      startingStep: {
        roleCode: 'MANAGER',
        stepInstances: [{ id: hex32(first.currentStep?.stepId ?? ''), assignedUserId: manager.id }],
      },
    });
    const atProcessor = events.at(-2)?.facts['startingStep'] as { stepInstances: Record<string, unknown>[] };
    assert.deepEqual(
      atProcessor.stepInstances.map((instance) => instance['assignedUserId']),
      [null],
    );
    assert.ok(events.every((event) => event.topic === 'public.concur.expense.report' && !('href' in event.facts)));

    assert.deepEqual((await auditOf(program, office.company)).slice(audited0), [
      'report created',
      'entry created',
      'report updated',
      'report submitted',
      'report sent-back',
      'report submitted',
      'report recalled',
      'report submitted',
      'report approved',
      'report approved',
    ]);

    const steps = await program.unitOfWork.read(asUser(traveler), (ctx) =>
      program.modules.workflow.steps(ctx, { kind: 'report', id: report.id }),
    );
    assert.deepEqual(
      steps.map((step) => [step.role, step.state, step.actedBy]),
      [
        ['MANAGER', 'sent-back', manager.id],
        ['MANAGER', 'recalled', traveler.id],
        ['MANAGER', 'approved', manager.id],
        ['ACCT_CLERK', 'approved', processor.id],
      ],
    );
  });

  it('is changed by nobody where a company token changes it, in whosever context', async () => {
    const report = await newReport(program, office);
    const access = inContext('TRAVELER', office.traveler);
    await run(program, asCompany(office), (expense, ctx) =>
      expense.updateReport(ctx, { access, reportId: report.id, changes: { name: 'By the ERP' } }),
    );
    const { type, facts } = (await eventsOf(program, office.company)).at(-1) ?? {};
    assert.deepEqual([type, facts?.['userId'], facts?.['actingUserId']], ['reportUpdated', null, null]);
  });

  it('ends with a deletion, which leaves nothing but the trail', async () => {
    const report = await newReport(program, office);
    await run(program, asUser(office.traveler), (expense, ctx) =>
      expense.deleteReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId: report.id }),
    );
    assert.equal((await eventsOf(program, office.company)).at(-1)?.type, 'reportDeleted');
    await assert.rejects(
      run(program, asUser(office.traveler), (expense, ctx) =>
        expense.getReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId: report.id }),
      ),
      { code: 'expense.report.not-found' },
    );
  });
});
