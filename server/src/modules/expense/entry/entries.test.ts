import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  asCompany,
  asUser,
  inContext,
  lunch,
  newReport,
  openOffice,
  run,
  submitted,
  type Office,
} from '../../../../test/harness/expense.ts';
import { eventsOf } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { decimal, toWire } from '../../../platform/money/money.ts';
import type { EntryChanges, EntryFields, Report } from '../index.ts';

describe('entries', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
    await program.unitOfWork.write(office.company, (ctx) =>
      program.modules.exchangeRates.setRates(ctx, [
        { from: 'EUR', to: 'USD', startDate: '2026-01-01', rate: decimal('1.10') },
        { from: 'EUR', to: 'USD', startDate: '2026-02-15', rate: decimal('1.20') },
        { from: 'USD', to: 'JPY', startDate: '2026-01-01', rate: decimal('150') },
      ]),
    );
  });
  after(() => program.close());

  const on = (report: Report) => ({ access: inContext('TRAVELER', office.traveler), reportId: report.id });
  const traveler = () => asUser(office.traveler);
  const add = async (report: Report, given: Partial<EntryFields> = {}) => {
    const { id } = await run(program, traveler(), (expense, ctx) =>
      expense.addEntry(ctx, { ...on(report), ...lunch(office, given) }),
    );
    return entryOf(report, id);
  };
  const entryOf = (report: Report, entryId: string) =>
    run(program, traveler(), (expense, ctx) => expense.getEntry(ctx, { ...on(report), entryId }));
  const reread = (report: Report) => run(program, traveler(), (expense, ctx) => expense.getReport(ctx, on(report)));
  const totals = async (report: Report) => {
    const { totals } = await reread(report);
    return [totals.total, totals.claimed, totals.personal, totals.dueEmployee, totals.dueCompanyCard].map(toWire);
  };

  it('carry the totals of their report with every change', async () => {
    const report = await newReport(program, office);
    assert.deepEqual(await totals(report), [12, 12, 0, 12, 0]);
    const hotel = await add(report, { transactionAmount: decimal(200), paymentTypeId: office.paymentTypes['CBCP']?.id ?? '' });
    assert.deepEqual(await totals(report), [212, 212, 0, 12, 200]);
    const change = (changes: object) =>
      run(program, traveler(), (expense, ctx) => expense.updateEntry(ctx, { ...on(report), entryId: hotel.id, changes }));
    await change({ transactionAmount: decimal('150.5'), vendorName: 'Inn', location: { name: 'Oslo' } });
    const changed = await entryOf(report, hotel.id);
    assert.deepEqual([toWire(changed.posted.amount), changed.vendorName, changed.location.name], [150.5, 'Inn', 'Oslo']);
    assert.deepEqual(await totals(report), [162.5, 162.5, 0, 12, 150.5]);
    await change({ isPersonal: true });
    assert.deepEqual(await totals(report), [162.5, 12, 150.5, 12, 0]);
    await run(program, traveler(), (expense, ctx) => expense.deleteEntry(ctx, { ...on(report), entryId: hotel.id }));
    assert.deepEqual(await totals(report), [12, 12, 0, 12, 0]);
    assert.equal((await reread(report)).entryCount, 1);
  });

  it('name a payment type by its id, by its short id, or mean the default of the company', async () => {
    const report = await newReport(program, office);
    const { CASH: cash, CBCP: card } = office.paymentTypes;
    const { paymentTypeId: _none, ...unpaid } = lunch(office);
    const { id } = await run(program, traveler(), (expense, ctx) => expense.addEntry(ctx, { ...on(report), ...unpaid }));
    const paidBy = async () => (await entryOf(report, id)).paymentType.id;
    const change = (changes: EntryChanges) =>
      run(program, traveler(), (expense, ctx) => expense.updateEntry(ctx, { ...on(report), entryId: id, changes }));
    const all = await run(program, traveler(), (expense, ctx) => expense.listPaymentTypes(ctx));
    assert.equal(await paidBy(), all.find((type) => type.isDefault)?.id);
    await change({ paymentTypeShortId: card?.shortId ?? '' });
    assert.equal(await paidBy(), card?.id);
    await change({ expenseTypeId: 'DINNR' });
    assert.equal(await paidBy(), card?.id);
    await change({ paymentTypeId: cash?.id ?? '' });
    assert.equal(await paidBy(), cash?.id);
    await assert.rejects(change({ paymentTypeShortId: 'NOPE' }), { code: 'expense.reference.unknown' });
  });

  it('can be of types that the company makes later, and be paid for by payment types that it makes later', async () => {
    const report = await newReport(program, office);
    const unknown = { code: 'expense.reference.unknown' };
    await assert.rejects(add(report, { expenseTypeId: 'ZOOXX' }), unknown);
    await run(program, asCompany(office), (expense, ctx) =>
      expense.createExpenseTypes(ctx, [{ id: 'ZOOXX', code: 'OTHER', name: 'Zoo', spendCategoryCode: 'OTHER' }]),
    );
    assert.equal((await add(report, { expenseTypeId: 'ZOOXX' })).expenseType.name, 'Zoo');
    const [voucher] = await run(program, asCompany(office), (expense, ctx) =>
      expense.createPaymentTypes(ctx, [{ shortId: 'VOUC', code: 'CASH', name: 'Voucher', isDefault: false }]),
    );
    assert.equal((await add(report, { paymentTypeId: voucher?.id ?? '' })).paymentType.shortId, 'VOUC');
  });

  it('are told of by no event but those of their report', async () => {
    const report = await newReport(program, office);
    const before = (await eventsOf(program, office.company)).length;
    await add(report);
    assert.equal((await eventsOf(program, office.company)).length, before);
  });

  it('convert at the rate of their day, its inverse, their own, or 1.0', async () => {
    const report = await newReport(program, office, []);
    const posted = async (given: Partial<EntryFields>) => {
      const entry = await add(report, { transactionAmount: decimal(100), ...given });
      return [
        toWire(entry.posted.amount),
        entry.exchangeRate.operation,
        toWire(entry.exchangeRate.value),
        entry.transaction.currencyCode,
      ];
    };
    const eur = { transactionCurrency: 'eur' };
    assert.deepEqual(await posted({ ...eur, transactionDate: '2026-01-31' }), [110, 'MULTIPLY', 1.1, 'EUR']);
    assert.deepEqual(await posted({ ...eur, transactionDate: '2026-02-27' }), [120, 'MULTIPLY', 1.2, 'EUR']);
    assert.deepEqual(await posted({ transactionCurrency: 'JPY' }), [0.67, 'DIVIDE', 150, 'JPY']);
    assert.deepEqual(await posted({ ...eur, exchangeRate: decimal('1.5') }), [150, 'MULTIPLY', 1.5, 'EUR']);
    assert.deepEqual(await posted({ ...eur, exchangeRate: decimal('2'), rateOperation: 'DIVIDE' }), [50, 'DIVIDE', 2, 'EUR']);
    assert.deepEqual(await posted({ transactionCurrency: 'CHF' }), [100, 'MULTIPLY', 1, 'CHF']);
    assert.deepEqual(await posted({ exchangeRate: decimal('3') }), [100, 'MULTIPLY', 1, 'USD']);
    assert.deepEqual(await totals(report), [630.67, 630.67, 0, 630.67, 0]);
  });

  it('keep their rate when the currency changes, and look it up for another day', async () => {
    const report = await newReport(program, office, []);
    const entry = await add(report, { transactionAmount: decimal(100), transactionCurrency: 'EUR' });
    const change = async (changes: object) => {
      await run(program, traveler(), (expense, ctx) => expense.updateEntry(ctx, { ...on(report), entryId: entry.id, changes }));
      const after = await entryOf(report, entry.id);
      return [toWire(after.exchangeRate.value), toWire(after.posted.amount)];
    };
    assert.deepEqual(await change({ transactionCurrency: 'CHF' }), [1.2, 120]);
    assert.deepEqual(await change({ transactionCurrency: 'EUR', transactionDate: '2026-01-10' }), [1.1, 110]);
    assert.deepEqual(await change({ transactionCurrency: 'USD' }), [1, 100]);
    assert.deepEqual(await change({ transactionCurrency: 'EUR' }), [1.1, 110]);
  });

  it('refuse what the company does not know and what cannot be kept', async () => {
    const report = await newReport(program, office, []);
    const cases: [Partial<EntryFields>, string][] = [
      [{ expenseTypeId: 'NOPE' }, 'expense.reference.unknown'],
      [{ paymentTypeId: '0195a000-0000-7000-8000-000000000001' }, 'expense.reference.unknown'],
      [{ transactionCurrency: 'XXQ' }, 'expense.reference.unknown'],
      [{ transactionDate: '2026-02-30' }, 'expense.value.refused'],
      [{ businessPurpose: 'x'.repeat(65) }, 'expense.value.refused'],
      [{ custom: { custom41: { value: 'x' } } }, 'expense.value.refused'],
      [{ transactionCurrency: 'EUR', exchangeRate: decimal('0.000000000000001') }, 'expense.value.refused'],
      [{ transactionCurrency: 'EUR', transactionAmount: decimal('999999999999999') }, 'expense.value.refused'],
    ];
    for (const [given, code] of cases) await assert.rejects(add(report, given), { code }, JSON.stringify(given));
    assert.equal((await reread(report)).entryCount, 0);
  });

  it('stop being added and changed once submitted; the older rule counts any submission', async () => {
    const report = await submitted(program, office);
    await assert.rejects(add(report), { code: 'expense.report.not-editable' });
    await run(program, traveler(), (expense, ctx) => expense.recallReport(ctx, on(report)));
    await assert.rejects(
      run(program, traveler(), (expense, ctx) =>
        expense.addEntry(ctx, { ...on(report), ...lunch(office), onlyIfNeverSubmitted: true }),
      ),
      { code: 'expense.report.ever-submitted' },
    );
    assert.equal((await add(report)).reportId, report.id);
  });

  it('miss a receipt from the threshold of the policy on, for as long as the data says so', async () => {
    const report = await newReport(program, office, [lunch(office, { transactionAmount: decimal(25) })]);
    assert.deepEqual([report.hasExceptions, report.hasBlockingExceptions], [true, false]);
    assert.deepEqual([report.flags.isReceiptImageRequired, report.flags.imageStatus], [true, 'NOT_RECEIVED']);
    const [entry] = await run(program, traveler(), (expense, ctx) => expense.listEntries(ctx, on(report)));
    assert.ok(entry);
    assert.deepEqual([entry.isImageRequired, entry.hasExceptions], [true, true]);
    const codes = async (changes: object) => {
      await run(program, traveler(), (expense, ctx) => expense.updateEntry(ctx, { ...on(report), entryId: entry.id, changes }));
      const found = await run(program, traveler(), (expense, ctx) =>
        expense.listExceptions(ctx, { ...on(report), includeEntries: true }),
      );
      return found.map((exception) => exception.code);
    };
    assert.deepEqual(await codes({ transactionAmount: decimal('24.99') }), []);
    assert.deepEqual(await codes({ transactionAmount: decimal('25.01') }), ['NORECEPT']);
    assert.deepEqual(await codes({ isPersonal: true }), []);
    assert.deepEqual(await codes({ isPersonal: false }), ['NORECEPT']);
    assert.deepEqual(await codes({ vendorName: 'still missing' }), ['NORECEPT']);
    assert.deepEqual(await codes({ isPaperReceiptReceived: true }), []);
  });

  it('of a submitted report are changed by a company token in its few fields', async () => {
    const report = await submitted(program, office);
    const [entry] = await run(program, traveler(), (expense, ctx) => expense.listEntries(ctx, on(report)));
    assert.ok(entry);
    const input = {
      access: { kind: 'company' },
      reportId: report.id,
      entryId: entry.id,
      changes: { businessPurpose: 'Checked', custom: { custom1: { value: 'x' } }, isPaperReceiptReceived: true },
    } as const;
    await run(program, asCompany(office), (expense, ctx) => expense.updateSubmittedEntry(ctx, input));
    const after = await entryOf(report, entry.id);
    assert.deepEqual(
      [after.businessPurpose, after.custom, after.isPaperReceiptReceived, toWire(after.posted.amount)],
      ['Checked', { custom1: { value: 'x' } }, true, 12],
    );
    await assert.rejects(
      run(program, traveler(), (expense, ctx) => expense.updateSubmittedEntry(ctx, input)),
      {
        code: 'expense.access.company-only',
      },
    );
  });

  it('have a number of their own, and a page of their owner', async () => {
    const report = await newReport(program, office, [lunch(office), lunch(office), lunch(office)]);
    const entries = await run(program, traveler(), (expense, ctx) => expense.listEntries(ctx, on(report)));
    assert.equal(new Set(entries.map((entry) => entry.legacyId)).size, 3);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await run(program, traveler(), (expense, ctx) =>
        expense.searchEntries(
          ctx,
          { ownerId: office.traveler.id, reportId: report.id },
          { limit: 2, ...(after ? { after } : {}) },
        ),
      );
      seen.push(...page.items.map((entry) => entry.id));
      after = page.next;
    } while (after !== undefined);
    assert.deepEqual(
      seen,
      entries
        .map((entry) => entry.id)
        .sort()
        .toReversed(),
    );
    await assert.rejects(
      run(program, asUser(office.colleague), (expense, ctx) =>
        expense.searchEntries(ctx, { ownerId: office.traveler.id }, { limit: 2 }),
      ),
      { code: 'expense.access.denied' },
    );
  });
});
