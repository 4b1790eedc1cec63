import type { Context } from '../../platform/context.ts';
import { tables } from '../../platform/db/tx.ts';
import type { ReportPrintTable, ReportPrintTables } from './tables.ts';

const db = (ctx: Context) => tables<ReportPrintTables>(ctx.tx);

/** What was printed before counts no longer. */
export async function writeRequest(ctx: Context, reportId: string): Promise<void> {
  const columns = { requested_at: ctx.clock.now(), printed_at: null };
  await db(ctx)
    .insertInto('report_print')
    .values({ company_id: ctx.companyId, report_id: reportId, ...columns })
    .onConflict((conflict) => conflict.columns(['company_id', 'report_id']).doUpdateSet(columns))
    .execute();
}

export async function markPrinted(ctx: Context, reportId: string): Promise<void> {
  await db(ctx)
    .updateTable('report_print')
    .set({ printed_at: ctx.clock.now() })
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .execute();
}

export const findPrint = (ctx: Context, reportId: string): Promise<ReportPrintTable | undefined> =>
  db(ctx)
    .selectFrom('report_print')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .executeTakeFirst();
