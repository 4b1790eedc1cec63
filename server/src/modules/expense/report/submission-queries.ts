import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { tables } from '../../../platform/db/tx.ts';
import type { ExpenseTables } from '../tables.ts';
import type { SubmitFacts } from './report.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

/** What a submission looks at, as it is now: in the order it was made. */
export async function submitFactsOf(
  ctx: Context,
  reportId: string,
): Promise<SubmitFacts & { readonly hasExceptions: boolean; readonly hasRejected: boolean }> {
  const { rows } = await sql<{
    kind: 'entry' | 'exception';
    id: string;
    entry_id: string | null;
    code: string;
    /** Of an exception whether it blocks, of an entry whether an approver has rejected it. */
    is_marked: boolean;
  }>`
    select 'entry' as kind, e.id, e.id as entry_id, e.expense_type_id as code, e.is_rejected as is_marked from entry e
    where e.company_id = ${ctx.companyId} and e.report_id = ${reportId}
    union all
    select 'exception', x.id, x.entry_id, x.code, d.is_blocking from report_exception x
    join exception_definition d on d.company_id = x.company_id and d.code = x.code
    where x.company_id = ${ctx.companyId} and x.report_id = ${reportId}
    order by kind, id`.execute(ctx.tx);
  const entries = rows.filter((row) => row.kind === 'entry');
  const exceptions = rows.filter((row) => row.kind === 'exception');
  return {
    entries: entries.map((row) => ({ id: row.id, expenseTypeId: row.code })),
    blocking: exceptions.filter((row) => row.is_marked).map((row) => ({ code: row.code, entryId: row.entry_id })),
    hasExceptions: exceptions.length > 0,
    hasRejected: entries.some((row) => row.is_marked),
  };
}

/** What an approval looks at, as it is now. */
export async function approvalFactsOf(
  ctx: Context,
  reportId: string,
): Promise<{ blocking: readonly string[]; hasExceptions: boolean; rejected: readonly string[] }> {
  const { rows } = await sql<{ blocking: string[] | null; has_exceptions: boolean; rejected: string[] }>`
    select jsonb_agg(distinct d.code) filter (where d.is_blocking) as blocking, count(*) > 0 as has_exceptions,
      array(select e.id from entry e where e.company_id = ${ctx.companyId} and e.report_id = ${reportId} and e.is_rejected
        order by e.id) as rejected
    from report_exception x join exception_definition d on d.company_id = x.company_id and d.code = x.code
    where x.company_id = ${ctx.companyId} and x.report_id = ${reportId}`.execute(ctx.tx);
  const [row] = rows;
  return { blocking: row?.blocking ?? [], hasExceptions: row?.has_exceptions ?? false, rejected: row?.rejected ?? [] };
}

/** Entries go to another report with what was said and objected about them. */
export async function moveEntriesTo(ctx: Context, reportId: string, entryIds: readonly string[]): Promise<void> {
  const ids = sql.join(entryIds);
  await sql`with entries as (
      update entry set report_id = ${reportId} where company_id = ${ctx.companyId} and id in (${ids})
    ), comments as (
      update report_comment set report_id = ${reportId} where company_id = ${ctx.companyId} and entry_id in (${ids})
    ) update report_exception set report_id = ${reportId} where company_id = ${ctx.companyId} and entry_id in (${ids})`.execute(
    ctx.tx,
  );
}

/** A submission asks anew about what was rejected before. */
export async function clearRejections(ctx: Context, reportId: string): Promise<void> {
  await db(ctx)
    .updateTable('entry')
    .set({ is_rejected: false })
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .where('is_rejected', '=', true)
    .execute();
}
