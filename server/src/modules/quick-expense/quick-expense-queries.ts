import type { Insertable, Selectable } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { tables } from '../../platform/db/tx.ts';
import { decimal } from '../../platform/money/money.ts';
import type { QuickExpense } from './quick-expense.ts';
import type { QuickExpenseTable, QuickExpenseTables } from './tables.ts';

const db = (ctx: Context) => tables<QuickExpenseTables>(ctx.tx);

export async function insertQuickExpense(ctx: Context, row: Omit<Insertable<QuickExpenseTable>, 'company_id'>): Promise<void> {
  await db(ctx)
    .insertInto('quick_expense')
    .values({ ...row, company_id: ctx.companyId })
    .execute();
}

/** Locked, so that of two who put it on a report one finds it used. */
export async function lockQuickExpense(ctx: Context, id: string): Promise<QuickExpense | undefined> {
  const row = await db(ctx)
    .selectFrom('quick_expense')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toQuickExpense(row);
}

/** Those on no report, in the order they were made. */
export async function inboxOf(ctx: Context, ownerId: string): Promise<QuickExpense[]> {
  const rows = await db(ctx)
    .selectFrom('quick_expense')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('owner_id', '=', ownerId)
    .where('entry_id', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toQuickExpense);
}

export async function setEntry(ctx: Context, id: string, entryId: string): Promise<void> {
  await db(ctx)
    .updateTable('quick_expense')
    .set({ entry_id: entryId })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .execute();
}

const toQuickExpense = (row: Selectable<QuickExpenseTable>): QuickExpense => ({
  id: row.id,
  ownerId: row.owner_id,
  expenseTypeId: row.expense_type_id,
  ...(row.payment_type === null ? {} : { paymentType: row.payment_type }),
  transactionDate: row.transaction_date,
  transactionAmount: decimal(row.transaction_amount),
  transactionCurrency: row.transaction_currency,
  ...(row.vendor_name === null ? {} : { vendorName: row.vendor_name }),
  ...(row.comment === null ? {} : { comment: row.comment }),
  ...(row.entry_details === null ? {} : { entryDetails: row.entry_details }),
  ...(row.location === null ? {} : { location: row.location }),
  receiptId: row.receipt_id,
  entryId: row.entry_id,
  createdAt: row.created_at,
});
