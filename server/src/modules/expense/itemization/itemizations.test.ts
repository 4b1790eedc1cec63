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
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { decimal, toWire } from '../../../platform/money/money.ts';
import type { EntryWithParts, Report } from '../index.ts';

describe('itemised and allocated entries', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
  });
  after(() => program.close());

  const on = (report: Report) => ({ access: inContext('TRAVELER', office.traveler), reportId: report.id });
  const hotel = (given: Partial<EntryWithParts> = {}): EntryWithParts => ({
    ...lunch(office, { expenseTypeId: 'LODNG', transactionAmount: decimal(100) }),
    itemizations: [
      { expenseTypeId: 'ROOMR', transactionDate: '2026-02-27', transactionAmount: decimal(80) },
      { expenseTypeId: 'MISCL', transactionDate: '2026-02-27', transactionAmount: decimal(20), isPersonal: true },
    ],
    allocations: [{ percentage: decimal(50), custom: { orgUnit1: { value: 'X' } } }, { percentage: decimal(50) }],
    ...given,
  });
  const all = (report: Report) =>
    run(program, asUser(office.traveler), (expense, ctx) =>
      expense.listEntries(ctx, { ...on(report), includeItemizations: true }),
    );
  const allocationsOf = (report: Report, entryId: string) =>
    run(program, asUser(office.traveler), (expense, ctx) => expense.listAllocations(ctx, { ...on(report), entryId }));
  const approve = (report: Report, adjustments: readonly { entryId: string; approvedAmount: ReturnType<typeof decimal> }[]) =>
    run(program, asUser(office.manager), (expense, ctx) =>
      expense.approveReport(ctx, { access: inContext('MANAGER', office.manager), reportId: report.id, adjustments }),
    );
  const submit = (report: Report) =>
    run(program, asUser(office.traveler), (expense, ctx) => expense.submitReport(ctx, on(report)));

  it('come with their report as they would come one by one', async () => {
    const report = await newReport(program, office, [hotel(), lunch(office)]);
    assert.deepEqual(
      [report.entryCount, report.totals.total, report.totals.claimed, report.totals.personal].map(Number),
      [2, 112, 92, 20],
    );
    const entries = await all(report);
    const whole = entries.find(({ itemizationCount }) => itemizationCount === 2);
    assert.deepEqual([whole?.claimed.amount, whole?.approved.amount].map(Number), [80, 80]);
    const parts = entries.filter(({ parentId }) => parentId === whole?.id);
    assert.deepEqual(
      parts.map(({ claimed, allocationState }) => [toWire(claimed.amount), allocationState]),
      [
        [80, 'FULLY_ALLOCATED'],
        [0, 'FULLY_ALLOCATED'],
      ],
    );
    const allocations = await allocationsOf(report, whole?.id ?? '');
    assert.deepEqual(
      allocations.map(({ amount }) => toWire(amount.amount)),
      [40, 40, 10, 10],
    );
    await assert.rejects(newReport(program, office, [hotel({ itemizations: [{ ...lunch(office), expenseTypeId: 'NOPE' }] })]), {
      code: 'expense.reference.unknown',
    });
  });

  it('pass what an approver grants of the whole on to the parts, and of a part to the whole', async () => {
    const report = await newReport(program, office, [hotel()]);
    const [whole, ...parts] = await all(report);
    const room = parts.find(({ isPersonal }) => !isPersonal);
    await submit(report);
    const tooMuch = [{ entryId: whole?.id ?? '', approvedAmount: decimal(81) }];
    await assert.rejects(approve(report, tooMuch), { code: 'expense.value.refused' });
    await approve(report, [{ entryId: whole?.id ?? '', approvedAmount: decimal(60) }]);
    const granted = async () => (await all(report)).map(({ approved }) => toWire(approved.amount));
    assert.deepEqual(await granted(), [60, 60, 0]);
    const { totals } = await readReport(program, office, report.id);
    assert.deepEqual([totals.approved, totals.notApproved, totals.dueEmployee].map(Number), [60, 20, 60]);
    const [first] = await allocationsOf(report, room?.id ?? '');
    assert.deepEqual([first?.claimed.amount, first?.approved.amount].map(Number), [40, 30]);

    const other = await newReport(program, office, [hotel()]);
    const part = (await all(other)).find(({ expenseType }) => expenseType.id === 'ROOMR');
    await submit(other);
    await approve(other, [{ entryId: part?.id ?? '', approvedAmount: decimal(70) }]);
    assert.equal(toWire((await readReport(program, office, other.id)).totals.approved), 70);
  });

  for (const [amounts, granted, expected] of [
    [[-60, -40], -50, [-30, -20]],
    [[100, -10], 45, [50, -5]],
    [[100, -10], 0, [0, 0]],
    [[-100, 10], -45, [-50, 5]],
  ] as const)
    it(`${amounts.join(' and ')} are granted ${granted} in proportion`, async () => {
      const itemizations = amounts.map((amount) => ({
        expenseTypeId: 'TAXIX',
        transactionDate: '2026-02-27',
        transactionAmount: decimal(amount),
      }));
      const transactionAmount = decimal(amounts[0] + amounts[1]);
      const report = await newReport(program, office, [
        lunch(office, { transactionAmount: decimal(200) }),
        { ...lunch(office, { expenseTypeId: 'TAXIX', transactionAmount }), itemizations },
      ]);
      const entries = await all(report);
      const whole = entries.find(({ itemizationCount }) => itemizationCount === 2);
      await submit(report);
      await approve(report, [{ entryId: whole?.id ?? '', approvedAmount: decimal(granted) }]);
      const parts = (await all(report)).filter(({ parentId }) => parentId === whole?.id);
      assert.deepEqual(new Set(parts.map(({ approved }) => Number(approved.amount))), new Set(expected));
    });

  it('are rejected and sent on as a whole', async () => {
    const report = await newReport(program, office, [hotel(), lunch(office)]);
    const entries = await all(report);
    const whole = entries.find(({ itemizationCount }) => itemizationCount > 0);
    const part = entries.find(({ parentId }) => parentId !== null);
    await submit(report);
    const reject = (entryId: string) =>
      run(program, asCompany(office), (expense, ctx) =>
        expense.updateSubmittedEntry(ctx, {
          access: { kind: 'company' },
          reportId: report.id,
          entryId,
          changes: { isRejected: true },
        }),
      );
    await assert.rejects(reject(part?.id ?? ''), { code: 'expense.value.refused' });
    await reject(whole?.id ?? '');
    await run(program, asUser(office.manager), (expense, ctx) =>
      expense.approveReport(ctx, {
        access: inContext('MANAGER', office.manager),
        reportId: report.id,
        expenseRejectedComment: 'Which hotel?',
      }),
    );
    assert.deepEqual(
      (await all(report)).map(({ expenseType }) => expenseType.id),
      ['LUNCH'],
    );
    const moved = await run(program, asUser(office.traveler), (expense, ctx) =>
      expense.getEntry(ctx, { access: { kind: 'any' }, entryId: part?.id ?? '' }),
    );
    assert.notEqual(moved.reportId, report.id);
  });

  it('follow their entry in everything that they share', async () => {
    const report = await newReport(program, office, [hotel({ transactionCurrency: 'EUR', exchangeRate: decimal('1.1') })]);
    const [whole] = await all(report);
    const entryId = whole?.id ?? '';
    const card = office.paymentTypes['CBCP']?.id ?? '';
    await run(program, asUser(office.traveler), (expense, ctx) =>
      expense.updateEntry(ctx, { ...on(report), entryId, changes: { exchangeRate: decimal('1.333'), paymentTypeId: card } }),
    );
    const [after, ...parts] = await all(report);
    assert.deepEqual([after?.posted.amount, ...parts.map(({ posted }) => posted.amount)].map(Number), [133.3, 106.64, 26.66]);
    assert.ok(parts.every(({ paymentType }) => paymentType.id === card));
    const { totals } = await readReport(program, office, report.id);
    assert.deepEqual([totals.dueCompanyCard, totals.dueCompany, totals.personal].map(Number), [106.64, 26.66, 26.66]);
    await run(program, asUser(office.traveler), (expense, ctx) => expense.deleteEntry(ctx, { ...on(report), entryId }));
    assert.deepEqual(await all(report), []);
  });
});
