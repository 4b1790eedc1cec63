import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { tables } from '../../../platform/db/tx.ts';
import type { ExpenseTables } from '../tables.ts';
import type { SubmitFacts, SubmittedEntry } from './report.ts';

type EntryFacts = SubmittedEntry & { readonly isRejected: boolean };
interface ExceptionFacts {
  readonly entryId: string | null;
  readonly code: string;
  readonly isBlocking: boolean;
}

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

interface On {
  readonly companyId: string;
  readonly reportId: string;
}

const submitFacts = prepared(
  (_tx, { companyId, reportId }: On) => sql<{ entries: EntryFacts[]; exceptions: ExceptionFacts[] }>`
    select (
      select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'expenseTypeId', e.expense_type_id, 'typeCode', t.code,
        'itemizationCount', e.itemization_count, 'isRejected', e.is_rejected,
        'mustItemize', t.itemization = 'REQUIRED' and e.parent_id is null,
        'isOff', e.itemization_count > 0 and e.transaction_amount <> (select sum(i.transaction_amount) from entry i
          where i.company_id = e.company_id and i.parent_id = e.id)) order by e.id), '[]')
      from entry e join expense_type t on t.company_id = e.company_id and t.id = e.expense_type_id
      where e.company_id = ${companyId} and e.report_id = ${reportId}
    ) as entries, (
      select coalesce(jsonb_agg(jsonb_build_object('entryId', x.entry_id, 'code', x.code, 'isBlocking', d.is_blocking) order by x.id), '[]')
      from report_exception x join exception_definition d on d.company_id = x.company_id and d.code = x.code
      where x.company_id = ${companyId} and x.report_id = ${reportId}
    ) as exceptions`,
);

/** What a submission looks at, as it is now: in the order it was made. */
export async function submitFactsOf(
  ctx: Context,
  reportId: string,
): Promise<SubmitFacts & { readonly hasExceptions: boolean; readonly hasRejected: boolean }> {
  const { rows } = await ctx.tx.executeQuery(submitFacts({ companyId: ctx.companyId, reportId }));
  const { entries = [], exceptions = [] } = rows[0] ?? {};
  return {
    entries,
    blocking: exceptions.filter(({ isBlocking }) => isBlocking),
    hasExceptions: exceptions.length > 0,
    hasRejected: entries.some(({ isRejected }) => isRejected),
  };
}

const approvalFacts = prepared(
  (_tx, { companyId, reportId }: On) => sql<{ blocking: string[] | null; has_exceptions: boolean; rejected: string[] }>`
    select jsonb_agg(distinct d.code) filter (where d.is_blocking) as blocking, count(*) > 0 as has_exceptions,
      array(select e.id from entry e where e.company_id = ${companyId} and e.report_id = ${reportId} and e.is_rejected
        order by e.id) as rejected
    from report_exception x join exception_definition d on d.company_id = x.company_id and d.code = x.code
    where x.company_id = ${companyId} and x.report_id = ${reportId}`,
);

/** To be announced and run. */
export const approvalFactsQuery = (ctx: Context, reportId: string) => approvalFacts({ companyId: ctx.companyId, reportId });

/** What an approval looks at, as it is now. */
export async function approvalFactsOf(
  ctx: Context,
  reportId: string,
  query = approvalFactsQuery(ctx, reportId),
): Promise<{ blocking: readonly string[]; hasExceptions: boolean; rejected: readonly string[] }> {
  const [row] = (await ctx.tx.executeQuery(query)).rows;
  return { blocking: row?.blocking ?? [], hasExceptions: row?.has_exceptions ?? false, rejected: row?.rejected ?? [] };
}

/** Entries go to another report with their itemizations, and with what was said and objected about them. */
export async function moveEntriesTo(ctx: Context, reportId: string, entryIds: readonly string[]): Promise<void> {
  const ids = sql.join(entryIds);
  const moved = sql`select m.id from entry m where m.company_id = ${ctx.companyId} and (m.id in (${ids}) or m.parent_id in (${ids}))`;
  await sql`with entries as (
      update entry set report_id = ${reportId} where company_id = ${ctx.companyId} and id in (${moved})
    ), comments as (
      update report_comment set report_id = ${reportId} where company_id = ${ctx.companyId} and entry_id in (${moved})
    ) update report_exception set report_id = ${reportId} where company_id = ${ctx.companyId} and entry_id in (${moved})`.execute(
    ctx.tx,
  );
}

/** Expenses with a receipt, or that need one, which nobody has looked at; what is rejected or declared missing has none to look at. */
export async function unreviewedReceipts(ctx: Context, reportId: string): Promise<string[]> {
  const rows = await db(ctx)
    .selectFrom('entry')
    .select('id')
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .where('parent_id', 'is', null)
    .where('is_rejected', '=', false)
    .where('is_paper_receipt_received', '=', false)
    .where('has_missing_receipt_declaration', '=', false)
    .where((where) => where.or([where('is_image_required', '=', true), where('receipt_image_id', 'is not', null)]))
    .execute();
  return rows.map(({ id }) => id);
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
