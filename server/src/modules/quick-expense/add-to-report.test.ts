import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { asUser, inContext, newReport, openOffice, run, submitted, type Office } from '../../../test/harness/expense.ts';
import { PNG } from '../../../test/harness/receipts.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { decimal } from '../../platform/money/money.ts';
import type { NewQuickExpense } from './index.ts';

describe('a quick expense on its way to a report', () => {
  let program: TestProgram;
  let office: Office;
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'perdiem-quick-'));
    program = await testProgram({ config: { dataDir } });
    office = await openOffice(program);
    await program.unitOfWork.write(office.company, (ctx) =>
      program.modules.exchangeRates.setRates(ctx, [{ from: 'EUR', to: 'USD', startDate: '2026-01-01', rate: decimal('1.1') }]),
    );
  });
  after(async () => {
    await program.close();
    await rm(dataDir, { recursive: true });
  });

  const create = async (given: Partial<NewQuickExpense> = {}) => {
    const { quickExpenses, receipts } = program.modules;
    const { companyId, id: ownerId } = office.traveler;
    const image = await receipts.keep({ companyId, bytes: PNG, fileName: 'lunch.png' });
    const input = { ownerId, expenseTypeId: 'LUNCH', transactionDate: '2026-02-10', transactionAmount: decimal(10) };
    const more = { transactionCurrency: 'EUR', paymentType: 'CPAID', comment: 'Team', vendorName: 'Diner' } as const;
    return program.unitOfWork.write(asUser(office.traveler), (ctx) =>
      quickExpenses.createQuickExpense(ctx, {
        ...input,
        ...more,
        location: { name: 'Gare du Nord', city: 'Paris', countryCode: 'fr' },
        ...given,
        image,
      }),
    );
  };
  const put = (reportId: string, quickExpenseId: string) =>
    program.unitOfWork.write(asUser(office.traveler), (ctx) =>
      program.modules.quickExpenses.addToReport(ctx, {
        access: inContext('TRAVELER', office.traveler),
        reportId,
        quickExpenseId,
      }),
    );
  const inbox = () =>
    program.unitOfWork.read(asUser(office.traveler), async (ctx) =>
      (await program.modules.quickExpenses.listQuickExpenses(ctx, { ownerId: office.traveler.id })).map(({ id }) => id),
    );

  it('becomes an entry with its receipt, at the rate of its day, and returns to the inbox with the entry deleted', async () => {
    const report = await newReport(program, office);
    const { id } = await create();
    assert.deepEqual(await inbox(), [id]);
    const { entryId } = await put(report.id, id);
    const on = { access: inContext('TRAVELER', office.traveler), reportId: report.id };
    const entry = await run(program, asUser(office.traveler), (expense, ctx) => expense.getEntry(ctx, { ...on, entryId }));
    assert.deepEqual(
      [
        entry.posted.amount.toString(),
        entry.exchangeRate.value.toString(),
        entry.paymentType.code,
        entry.vendorName,
        entry.lastComment,
      ],
      ['11', '1.1', 'CPAID', 'Diner', 'Team'],
    );
    const { name, city, countryCode } = entry.location;
    assert.deepEqual([name, city, countryCode], ['Gare du Nord', 'Paris', 'FR']);
    assert.ok(entry.receiptImageId);
    assert.deepEqual(await inbox(), []);
    await assert.rejects(put(report.id, id), { code: 'quick-expense.used' });
    await run(program, asUser(office.traveler), (expense, ctx) => expense.deleteEntry(ctx, { ...on, entryId }));
    assert.deepEqual(await inbox(), [id]);
    await put(report.id, id);
  });

  it('goes onto a report of its owner alone, while that can be changed', async () => {
    const { id } = await create();
    const closed = await submitted(program, office);
    await assert.rejects(put(closed.id, id), { code: 'expense.report.not-editable' });
    const report = await newReport(program, office);
    await assert.rejects(put(report.id, report.id), { code: 'quick-expense.not-found' });
    const other = await program.unitOfWork.write(asUser(office.colleague), (ctx) =>
      program.modules.quickExpenses.createQuickExpense(ctx, {
        ownerId: office.colleague.id,
        expenseTypeId: 'LUNCH',
        transactionDate: '2026-02-10',
        transactionAmount: decimal(10),
        transactionCurrency: 'USD',
      }),
    );
    await assert.rejects(put(report.id, other.id), { code: 'quick-expense.not-found' });
  });
});
