import type { Selectable } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { tables } from '../../../platform/db/tx.ts';
import type { ExpenseFormTable, ExpenseTables } from '../tables.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

export const formRow = (ctx: Context, formId: string): Promise<Selectable<ExpenseFormTable> | undefined> =>
  db(ctx)
    .selectFrom('expense_form')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', formId)
    .executeTakeFirst();

export async function insertForm(ctx: Context, form: Omit<Selectable<ExpenseFormTable>, 'company_id'>): Promise<void> {
  await db(ctx)
    .insertInto('expense_form')
    .values({ ...form, company_id: ctx.companyId })
    .execute();
}
