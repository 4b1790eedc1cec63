import type { Context } from '../../../platform/context.ts';
import { tables } from '../../../platform/db/tx.ts';
import type { ExpenseTables } from '../tables.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

/** In the order in which they were named. */
export async function cashAdvanceIdsOf(ctx: Context, reportId: string): Promise<string[]> {
  const rows = await db(ctx)
    .selectFrom('report_cash_advance')
    .select('cash_advance_id')
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.cash_advance_id);
}

export async function insertCashAdvances(ctx: Context, reportId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db(ctx)
    .insertInto('report_cash_advance')
    .values(ids.map((id, position) => ({ company_id: ctx.companyId, report_id: reportId, cash_advance_id: id, position })))
    .execute();
}

export async function deleteCashAdvances(ctx: Context, reportId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db(ctx)
    .deleteFrom('report_cash_advance')
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .where('cash_advance_id', 'in', ids)
    .execute();
}
