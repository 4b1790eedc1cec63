import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { tables } from '../../../platform/db/tx.ts';
import { FORM_COLUMNS } from '../entry/entry-queries.ts';
import type { ExpenseTables } from '../tables.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

interface On {
  readonly companyId: string;
  readonly reportId: string;
}

const filledIn = prepared((tx, { companyId, reportId }: On) =>
  tables<ExpenseTables>(tx)
    .selectFrom('entry as e')
    .innerJoin('expense_type as t', (join) =>
      join.onRef('t.company_id', '=', 'e.company_id').onRef('t.id', '=', 'e.expense_type_id'),
    )
    .select(FORM_COLUMNS.map((column) => `e.${column}` as const))
    .select(['e.is_rejected', 'e.itemization_count', 't.code as type_code', 't.itemization as type_itemization'])
    .select(
      sql<boolean>`exists (select 1 from report_comment c
        where c.company_id = ${companyId} and c.report_id = ${reportId} and not c.is_locked)`.as('report_has_new_comments'),
    )
    .where('e.company_id', '=', companyId)
    .where('e.report_id', '=', reportId)
    .orderBy('e.transaction_date')
    .orderBy('e.id'),
);
export type SubmissionRow = Awaited<ReturnType<typeof submissionRows>>[number];

export const submissionRowsQuery = (ctx: Context, reportId: string) => filledIn({ companyId: ctx.companyId, reportId });

/** Entries and itemizations, as far as a submission looks at them. */
export const submissionRows = async (ctx: Context, reportId: string) =>
  (await ctx.tx.executeQuery(submissionRowsQuery(ctx, reportId))).rows;

const objections = prepared((tx, { companyId, reportId }: On) =>
  tables<ExpenseTables>(tx)
    .selectFrom('report_exception as x')
    .innerJoin('exception_definition as d', (join) =>
      join.onRef('d.company_id', '=', 'x.company_id').onRef('d.code', '=', 'x.code'),
    )
    .select(['x.entry_id as entryId', 'x.code', 'd.is_blocking as isBlocking'])
    .where('x.company_id', '=', companyId)
    .where('x.report_id', '=', reportId)
    .orderBy('x.id'),
);

export const objectionsQuery = (ctx: Context, reportId: string) => objections({ companyId: ctx.companyId, reportId });

/** The exceptions of a report, in the order in which they arose. */
export const objectionsTo = async (ctx: Context, reportId: string) =>
  (await ctx.tx.executeQuery(objectionsQuery(ctx, reportId))).rows;

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
