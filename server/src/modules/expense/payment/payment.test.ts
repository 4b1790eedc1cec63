import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import {
  asCompany,
  asUser,
  inContext,
  lunch,
  openOffice,
  readReport,
  run,
  submitted,
  type Office,
} from '../../../../test/harness/expense.ts';
import { cashDesk } from '../../../../test/harness/payment.ts';
import { EPOCH, testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { decimal } from '../../../platform/money/money.ts';

describe('the payment of a report', () => {
  let program: TestProgram;
  let office: Office;
  let desk: ReturnType<typeof cashDesk>;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
    desk = cashDesk(program, office);
  });
  after(() => program.close());

  const now = (id: string) => readReport(program, office, id);

  it('goes from P_NOTP over P_PROC to P_PAID and P_PAYC, with its moments and amounts', async () => {
    const report = await desk.approved([lunch(office), lunch(office, { paymentTypeId: office.paymentTypes['IBCP']?.id ?? '' })]);
    assert.deepEqual([report.paymentStatus, report.processingPaymentAt, report.paidAt], ['P_NOTP', null, null]);
    assert.equal(await desk.pay('markProcessing', report), 'done');
    const processing = await now(report.id);
    assert.deepEqual([processing.paymentStatus, processing.processingPaymentAt], ['P_PROC', EPOCH]);
    assert.equal(await desk.pay('markPaid', report), 'done');
    const paid = await now(report.id);
    assert.deepEqual([paid.paymentStatus, paid.paidAt], ['P_PAID', EPOCH]);
    assert.deepEqual([paid.totals.paidEmployee.toFixed(), paid.totals.paymentConfirmed.toFixed()], ['12', '0']);
    assert.equal(await desk.pay('confirmPayment', report), 'done');
    const confirmed = await now(report.id);
    assert.equal(confirmed.paymentStatus, 'P_PAYC');
    assert.deepEqual([confirmed.totals.paidEmployee.toFixed(), confirmed.totals.paymentConfirmed.toFixed()], ['12', '12']);
  });

  it('is told once, when it is paid, as PAIDREPORT', async () => {
    const report = await desk.approved();
    const before = (await desk.told(report)).length;
    await desk.pay('markProcessing', report);
    assert.equal((await desk.told(report)).length, before);
    await desk.pay('markPaid', report);
    const facts = (await desk.told(report)).slice(before);
    assert.equal(facts.length, 1);
    const { processId, ...told } = facts[0] ?? {};
    assert.match(String(processId), /^[0-9A-F]{32}$/);
    for (const [name, value] of Object.entries({
      previousApprovalStatus: 'A_APPR',
      currentApprovalStatus: 'A_APPR',
      previousPaymentStatus: 'P_PROC',
      currentPaymentStatus: 'P_PAID',
      stepCode: 'PAIDREPORT',
      startingStep: null,
      userId: null,
      actingUserId: null,
    }))
      assert.deepEqual(told[name], value, name);
  });

  it('may be confirmed before the financial system has said its word', async () => {
    const report = await desk.approved();
    for (const verb of ['markProcessing', 'confirmPayment', 'markPaid'] as const)
      assert.equal(await desk.pay(verb, report), 'done');
    const paid = await now(report.id);
    assert.deepEqual([paid.paymentStatus, paid.paidAt], ['P_PAID', EPOCH]);
    assert.equal(paid.totals.paymentConfirmed.toFixed(), '12');
    assert.equal((await desk.journal(report))[0]?.jobRunKey, 'MANUAL');
  });

  it('waits while it is held, and cannot be held once it is extracted', async () => {
    const report = await desk.approved();
    assert.equal(await desk.pay('holdPayment', report), 'done');
    assert.equal((await now(report.id)).paymentStatus, 'P_HOLD');
    assert.equal(await desk.pay('markProcessing', report), 'expense.payment.not-possible');
    assert.equal(await desk.pay('releasePayment', report), 'done');
    assert.equal(await desk.pay('markProcessing', report), 'done');
    assert.equal(await desk.pay('holdPayment', report), 'done');
    assert.equal((await now(report.id)).processingPaymentAt, null);
    await desk.pay('releasePayment', report);
    await desk.pay('markProcessing', report);
    const ids = (await desk.journal(report)).map(({ id }) => id);
    await desk.asked((expense, ctx) => expense.markExtracted(ctx, { ids, jobRunKey: 'RUN1' }));
    assert.equal(await desk.pay('holdPayment', report), 'expense.payment.extracted');
  });

  it('ends only with what was extracted where that is asked, and says who extracted it', async () => {
    const report = await desk.approved();
    await desk.pay('markProcessing', report);
    assert.equal(await desk.pay('markPaid', report, { onlyExtracted: true }), 'expense.payment.not-extracted');
    const ids = (await desk.journal(report)).map(({ id }) => id);
    await desk.asked((expense, ctx) => expense.markExtracted(ctx, { ids, jobRunKey: 'RUN1' }));
    assert.equal(await desk.pay('markPaid', report, { onlyExtracted: true }), 'done');
    assert.equal((await desk.journal(report))[0]?.jobRunKey, 'RUN1');
    const other = await desk.approved();
    await desk.pay('markProcessing', other);
    assert.equal(await desk.pay('markPaid', other, { jobRunKey: 'ERP' }), 'done');
    assert.equal((await desk.journal(other))[0]?.jobRunKey, 'ERP');
  });

  it('is for processors, administrators and programs, never for one’s own report', async () => {
    const report = await desk.approved();
    for (const user of [office.traveler, office.manager, office.colleague])
      assert.equal(await desk.pay('markProcessing', report, { by: user }), 'expense.access.denied');
    assert.equal(await desk.pay('markProcessing', report, { by: office.processor }), 'done');
    assert.equal(await desk.pay('markPaid', report, { by: office.admin }), 'done');
    const mine = await desk.approved();
    await sql`update report set owner_id = ${office.processor.id} where id = ${mine.id}`.execute(program.database.root);
    assert.equal(await desk.pay('markProcessing', mine, { by: office.processor }), 'expense.approve.own-report');
    const draft = await submitted(program, office);
    assert.equal(await desk.pay('markProcessing', draft), 'expense.payment.not-possible');
    assert.equal(await desk.pay('markPaid', { id: '00000000-0000-7000-8000-000000000000' }), 'expense.report.not-found');
  });

  it('writes what it does into the audit trail', async () => {
    const report = await desk.approved();
    for (const verb of ['holdPayment', 'releasePayment', 'markProcessing', 'markPaid', 'confirmPayment'] as const)
      assert.equal(await desk.pay(verb, report), 'done');
    const { rows } = await sql<{ action: string }>`select action from audit_entry
      where subject_id = ${report.id} and action like 'pa%' order by id`.execute(program.database.root);
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['payment-held', 'payment-released', 'payment-started', 'paid', 'payment-confirmed'],
    );
  });

  it('expense 22: paid is the end: no edit, send back, exception or comment', async () => {
    const report = await desk.approved();
    const [entry] = await desk.asked((expense, ctx) =>
      expense.listEntries(ctx, { access: { kind: 'company' }, reportId: report.id }),
    );
    await desk.pay('markProcessing', report);
    const company = { access: { kind: 'company' }, reportId: report.id } as const;
    const mine = { access: inContext('TRAVELER', office.traveler), reportId: report.id } as const;
    const entryId = entry?.id ?? '';
    for (const verb of ['markPaid', 'confirmPayment'] as const) {
      assert.equal(await desk.pay(verb, report), 'done');
      const refused = async (work: Parameters<typeof run>[2], code: string, by = asCompany(office)) =>
        assert.rejects(run(program, by, work), { code });
      const paid = 'expense.report.paid';
      await refused((expense, ctx) => expense.updateSubmittedReport(ctx, { ...company, changes: { name: 'x' } }), paid);
      await refused(
        (expense, ctx) => expense.updateSubmittedEntry(ctx, { ...company, entryId, changes: { businessPurpose: 'x' } }),
        paid,
      );
      await refused((expense, ctx) => expense.addException(ctx, { ...company, exceptionCode: 'APIWARN' }), paid);
      await refused((expense, ctx) => expense.removeException(ctx, { ...company, exceptionCode: 'APIWARN' }), paid);
      await refused((expense, ctx) => expense.addComment(ctx, { ...company, text: 'x' }), paid);
      await refused((expense, ctx) => expense.sendBackReport(ctx, { ...company, comment: 'x' }), paid);
      await refused((expense, ctx) => expense.approveReport(ctx, company), paid);
      const owner = asUser(office.traveler);
      await refused((expense, ctx) => expense.updateReport(ctx, { ...mine, changes: { name: 'x' } }), paid, owner);
      await refused(
        (expense, ctx) => expense.updateEntry(ctx, { ...mine, entryId, changes: { transactionAmount: decimal(1) } }),
        paid,
        owner,
      );
      await refused((expense, ctx) => expense.deleteEntry(ctx, { ...mine, entryId }), paid, owner);
      await refused((expense, ctx) => expense.deleteReport(ctx, mine), paid, owner);
      await refused((expense, ctx) => expense.setCashAdvances(ctx, { ...mine, cashAdvanceIds: [] }), paid, owner);
      await refused((expense, ctx) => expense.recallReport(ctx, mine), 'expense.recall.not-possible', owner);
    }
  });

  it('starts for whatever is approved, in every company, by the run of payments', async () => {
    const fresh = await testProgram();
    const offices = [await openOffice(fresh), await openOffice(fresh)];
    const due = [];
    for (const place of offices) due.push({ place, report: await cashDesk(fresh, place).approved() });
    const held = await cashDesk(fresh, offices[0] ?? office).approved();
    await cashDesk(fresh, offices[0] ?? office).pay('holdPayment', held);
    const [job] = fresh.modules.expense.jobs(fresh.unitOfWork);
    const once = { id: 'run', data: {}, attempt: 1, signal: new AbortController().signal };
    await job?.run(once);
    await job?.run(once);
    for (const { place, report } of due) assert.equal((await readReport(fresh, place, report.id)).paymentStatus, 'P_PROC');
    assert.equal((await readReport(fresh, offices[0] ?? office, held.id)).paymentStatus, 'P_HOLD');
    await fresh.close();
  });
});
