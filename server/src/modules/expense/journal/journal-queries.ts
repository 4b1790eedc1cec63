import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { forLater } from '../../../platform/db/sending.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { tables } from '../../../platform/db/tx.ts';
import { newId } from '../../../platform/ids/index.ts';
import { toSql } from '../../../platform/money/money.ts';
import type { ExpenseTables, JournalEntryTable } from '../tables.ts';
import type { PageRequest } from '../types.ts';
import type { Posting } from './journal.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

export interface ChargeRow {
  readonly entry_id: string;
  readonly approved: string;
  readonly personal: string;
  readonly payment_code: string;
  readonly payment_name: string;
  readonly account_code: string | null;
  readonly clearing_account_code: string | null;
  /** None where nobody allocated the entry. */
  readonly shares: readonly { readonly id: string; readonly weight: string }[];
}

/** Of an itemised entry what its itemizations leave over, so that nothing is counted twice. */
const charges = prepared(
  (_tx, { companyId, reportId }: { companyId: string; reportId: string }) => sql<ChargeRow>`
    select e.id as entry_id, e.approved_amount - coalesce(i.approved, 0) as approved,
      e.posted_amount - e.claimed_amount - coalesce(i.personal, 0) as personal,
      p.code as payment_code, p.name as payment_name, t.account_code, p.clearing_account_code,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'weight', a.weight::text) order by a.position) from allocation a
        where a.company_id = e.company_id and a.entry_id = e.id and e.itemization_count = 0), '[]') as shares
    from entry e
    join expense_type t on t.company_id = e.company_id and t.id = e.expense_type_id
    join payment_type p on p.company_id = e.company_id and p.id = e.payment_type_id
    left join lateral (select sum(c.approved_amount) as approved, sum(c.posted_amount - c.claimed_amount) as personal from entry c
      where c.company_id = e.company_id and c.parent_id = e.id) i on e.itemization_count > 0
    where e.company_id = ${companyId} and e.report_id = ${reportId}
    order by e.transaction_date, e.id`,
);

/** What a report's entries come to, as they are now. */
export const chargesOf = async (ctx: Context, reportId: string): Promise<ChargeRow[]> =>
  (await ctx.tx.executeQuery(charges({ companyId: ctx.companyId, reportId }))).rows;

const insert = prepared(
  (_tx, to: { companyId: string; reportId: string; currency: string; postedOn: string }, { lines }: { lines: string }) => sql`
    insert into journal_entry (company_id, id, report_id, line, entry_id, allocation_id, kind, account_code, clearing_account_code,
      amount, currency_code, payer_code, payee_code, posted_on)
    select ${to.companyId}::uuid, l.id, ${to.reportId}::uuid, l.line, l.entry_id, l.allocation_id, l.kind, l.account_code,
      l.clearing_account_code, l.amount, ${to.currency}::text, l.payer, l.payee, ${to.postedOn}::date
    from jsonb_to_recordset(${lines}::jsonb) as l (id uuid, line integer, entry_id uuid, allocation_id uuid, kind text,
      account_code text, clearing_account_code text, amount numeric, payer text, payee text)
    on conflict (company_id, report_id, line) do nothing`,
);

/** In one statement, however many. A journal that is there already stays. */
export async function insertJournal(
  ctx: Context,
  report: { readonly reportId: string; readonly currency: string; readonly postedOn: string },
  lines: readonly Posting[],
): Promise<void> {
  const rows = lines.map((line, index) => ({
    id: newId(ctx.clock),
    line: index + 1,
    entry_id: line.entryId,
    allocation_id: line.allocationId,
    kind: line.kind,
    account_code: line.accountCode,
    clearing_account_code: line.clearingAccountCode,
    amount: toSql(line.amount),
    payer: line.payer,
    payee: line.payee,
  }));
  const query = insert({ companyId: ctx.companyId, ...report }, { lines: JSON.stringify(rows) });
  await ctx.tx.executeQuery(forLater(query));
}

export type JournalRow = Omit<JournalEntryTable, 'company_id'>;

export const journalRowsOf = (ctx: Context, reportId: string): Promise<JournalRow[]> =>
  db(ctx)
    .selectFrom('journal_entry')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .orderBy('line')
    .execute();

/** Of reports in payment, in the order in which they were posted; one more than the limit. */
export const waitingRows = (ctx: Context, page: PageRequest): Promise<JournalRow[]> =>
  db(ctx)
    .selectFrom('journal_entry as j')
    .innerJoin('report as r', (join) => join.onRef('r.company_id', '=', 'j.company_id').onRef('r.id', '=', 'j.report_id'))
    .selectAll('j')
    .where('j.company_id', '=', ctx.companyId)
    .where('j.extracted_at', 'is', null)
    .where('r.payment_status', '=', 'P_PROC')
    .$if(page.after !== undefined, (query) => query.where('j.id', '>', page.after as string))
    .orderBy('j.id')
    .limit(page.limit + 1)
    .execute();

/** Those of them that nobody has taken before. */
export async function markExtractedRows(ctx: Context, ids: readonly string[], jobRunKey: string): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    update journal_entry j set extracted_at = ${ctx.clock.now()}, job_run_key = ${jobRunKey}
    from report r
    where j.company_id = ${ctx.companyId} and j.id = any(${ids}::uuid[]) and j.extracted_at is null
      and r.company_id = j.company_id and r.id = j.report_id and r.payment_status = 'P_PROC'
    returning j.id`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

const settle = prepared(
  (_tx, { companyId, reportId }: { companyId: string; reportId: string }, by: { jobRunKey: string; at: Date }) => sql`
    update journal_entry set extracted_at = ${by.at}, job_run_key = ${by.jobRunKey}
    where company_id = ${companyId} and report_id = ${reportId} and extracted_at is null`,
);

/** What of a report nobody has extracted is settled otherwise. */
export async function markReportExtracted(ctx: Context, reportId: string, jobRunKey: string): Promise<void> {
  const query = settle({ companyId: ctx.companyId, reportId }, { jobRunKey, at: ctx.clock.now() });
  await ctx.tx.executeQuery(forLater(query));
}

export async function extractionOf(
  ctx: Context,
  reportId: string,
): Promise<{ readonly waiting: number; readonly extracted: number }> {
  const row = await db(ctx)
    .selectFrom('journal_entry')
    .select((eb) => [eb.fn.countAll<number>().as('all'), eb.fn.count<number>('extracted_at').as('extracted')])
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .executeTakeFirstOrThrow();
  return { waiting: row.all - row.extracted, extracted: row.extracted };
}
