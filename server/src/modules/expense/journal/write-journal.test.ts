import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import {
  asUser,
  inContext,
  lunch,
  newReport,
  openOffice,
  run,
  submitted,
  type Office,
} from '../../../../test/harness/expense.ts';
import { cashDesk } from '../../../../test/harness/payment.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { decimal, sum } from '../../../platform/money/money.ts';

describe('the journal of a report', () => {
  let program: TestProgram;
  let office: Office;
  let desk: ReturnType<typeof cashDesk>;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
    desk = cashDesk(program, office);
  });
  after(() => program.close());

  const paidBy = (code: string) => ({ paymentTypeId: office.paymentTypes[code]?.id ?? '' });

  it('is written at the last approval: who pays whom, on which accounts', async () => {
    const report = await desk.approved([
      lunch(office),
      lunch(office, { transactionAmount: decimal('30.10'), ...paidBy('IBCP') }),
      lunch(office, { transactionAmount: decimal(49), ...paidBy('CBCP'), isPersonal: true }),
    ]);
    const lines = await desk.journal(report);
    assert.deepEqual(
      lines.map(({ kind, payer, payee, accountCode, clearingAccountCode, amount }) =>
        [kind, payer, payee, accountCode, clearingAccountCode, amount.toFixed(2)].join(' '),
      ),
      [
        'expense COMP EMPL 620100 211000 12.00',
        'expense COMP IBCP 620100 212000 30.10',
        'personal COMP CBCP 213000  49.00',
        'personal EMPL COMP 213000  -49.00',
      ],
    );
    const [first] = lines;
    assert.deepEqual(
      { ...first, id: '', entryId: '', allocationId: first?.allocationId === first?.entryId, amount: '' },
      {
        id: '',
        reportId: report.id,
        entryId: '',
        allocationId: true,
        kind: 'expense',
        accountCode: '620100',
        clearingAccountCode: '211000',
        amount: '',
        currencyCode: 'USD',
        payer: 'COMP',
        payee: 'EMPL',
        postedOn: '2026-03-02',
        jobRunKey: null,
        extractedAt: null,
      },
    );
    const owed = lines.filter(({ payee }) => payee === 'EMPL').map(({ amount }) => amount);
    assert.ok(sum(owed).eq(report.totals.dueEmployee));
    assert.ok(sum(lines.map(({ amount }) => amount)).eq(report.totals.approved));
  });

  it('is written by allocation, of itemizations in place of what they make up', async () => {
    const draft = await newReport(program, office, [lunch(office, { transactionAmount: decimal('10') })]);
    const owner = asUser(office.traveler);
    const on = { access: inContext('TRAVELER', office.traveler), reportId: draft.id };
    const add = (amount: string) =>
      run(program, owner, (expense, ctx) =>
        expense.addEntry(ctx, { ...on, ...lunch(office, { expenseTypeId: 'TAXIX', transactionAmount: decimal(amount) }) }),
      );
    const { id: allocated } = await add('100.01');
    const { id: itemised } = await add('20');
    await run(program, owner, async (expense, ctx) => {
      await expense.setAllocations(ctx, {
        ...on,
        entryIds: [allocated],
        allocations: [{ percentage: decimal(50) }, { percentage: decimal(50) }],
      });
      for (const [amount, isPersonal] of [
        ['15', false],
        ['5', true],
      ] as const)
        await expense.addItemization(ctx, {
          ...on,
          parentId: itemised,
          expenseTypeId: 'TAXIX',
          transactionDate: '2026-02-27',
          transactionAmount: decimal(amount),
          isPersonal,
        });
      await expense.submitReport(ctx, on);
    });
    for (const user of [office.manager, office.processor])
      await run(program, asUser(user), (expense, ctx) =>
        expense.approveReport(ctx, { access: { kind: 'any' }, reportId: draft.id }),
      );
    const lines = await desk.journal(draft);
    assert.deepEqual(
      lines.map(({ amount }) => amount.toFixed(2)),
      ['10.00', '50.01', '50.00', '15.00'],
    );
    const halves = lines.filter(({ entryId }) => entryId === allocated);
    assert.equal(new Set(halves.map(({ allocationId }) => allocationId)).size, 2);
    assert.ok(!lines.some(({ entryId }) => entryId === itemised));
  });

  it('is not there before, and never changes after', async () => {
    const pending = await submitted(program, office);
    assert.deepEqual(await desk.journal(pending), []);
    const report = await desk.approved();
    const lines = await desk.journal(report);
    await sql`update expense_type set account_code = '1' where company_id = ${office.company.companyId} and id = 'LUNCH'`.execute(
      program.database.root,
    );
    await desk.pay('markProcessing', report);
    assert.deepEqual(await desk.journal(report), lines);
  });

  it('holds what was approved: no expense is rejected after that', async () => {
    const report = await desk.approved([lunch(office), lunch(office)]);
    const access = { kind: 'company' } as const;
    const [entry] = await desk.asked((expense, ctx) => expense.listEntries(ctx, { access, reportId: report.id }));
    const reject = () =>
      desk.asked((expense, ctx) =>
        expense.updateSubmittedEntry(ctx, {
          access,
          reportId: report.id,
          entryId: entry?.id ?? '',
          changes: { isRejected: true },
        }),
      );
    await assert.rejects(reject, { code: 'expense.value.refused' });
    await desk.pay('markProcessing', report);
    await assert.rejects(reject, { code: 'expense.value.refused' });
  });

  it('cannot be written where a payment type has no clearing account: nothing is approved', async () => {
    const other = await testProgram();
    const place = await openOffice(other);
    const till = cashDesk(other, place);
    const ids = await run(other, place.company, async (expense, ctx) => {
      const [type] = await expense.createPaymentTypes(ctx, [
        { shortId: '1022', code: 'CBCP', name: 'Old card', isDefault: false },
      ]);
      return type?.id ?? '';
    });
    await assert.rejects(till.approved([lunch(place, { paymentTypeId: ids })]), { code: 'expense.approve.no-clearing-code' });
    const { rows } = await sql<{ approval_status: string }>`select approval_status from report`.execute(other.database.root);
    assert.deepEqual(rows, [{ approval_status: 'A_ACCO' }]);
    await other.close();
  });

  it('goes to financial systems page by page, once, while its report is in payment', async () => {
    const fresh = await testProgram();
    const place = await openOffice(fresh);
    const till = cashDesk(fresh, place);
    const reports = [await till.approved(), await till.approved([lunch(place), lunch(place)]), await till.approved()];
    for (const report of reports.slice(0, 2)) assert.equal(await till.pay('markProcessing', report), 'done');
    const page = (after?: string) =>
      till.asked((expense, ctx) => expense.waitingJournal(ctx, { limit: 2, ...(after === undefined ? {} : { after }) }));
    const first = await page();
    assert.equal(first.items.length, 2);
    const second = await page(first.next);
    assert.deepEqual([second.items.length, second.next], [1, undefined]);
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    assert.deepEqual(ids, [...ids].sort());
    const held = await till.journal(reports[2] ?? { id: '' });
    const take = (list: readonly string[]) =>
      till.asked((expense, ctx) => expense.markExtracted(ctx, { ids: list, jobRunKey: 'RUN7' }));
    const taken = await take([...ids.slice(0, 1), ...held.map(({ id }) => id)]);
    assert.deepEqual(taken, ids.slice(0, 1));
    assert.deepEqual(await take(ids.slice(0, 1)), []);
    assert.equal((await page()).items.length, 2);
    const [line] = await till.journal(reports[0] ?? { id: '' });
    assert.deepEqual([line?.jobRunKey, line?.extractedAt], ['RUN7', fresh.clock.now()]);
    await assert.rejects(
      take([]).then(() => till.asked((expense, ctx) => expense.markExtracted(ctx, { ids, jobRunKey: '' }))),
      {
        code: 'expense.value.refused',
      },
    );
    await fresh.close();
  });

  it('is for those who pay', async () => {
    const report = await desk.approved();
    const reading = (user: Office['traveler']) =>
      run(program, asUser(user), (expense, ctx) => expense.journalOf(ctx, { access: { kind: 'any' }, reportId: report.id }));
    await assert.rejects(reading(office.traveler), { code: 'expense.access.denied' });
    await assert.rejects(reading(office.manager), { code: 'expense.access.denied' });
    assert.equal((await reading(office.processor)).length, 1);
    await assert.rejects(
      run(program, asUser(office.traveler), (expense, ctx) => expense.waitingJournal(ctx, { limit: 1 })),
      { code: 'expense.access.denied' },
    );
  });
});
