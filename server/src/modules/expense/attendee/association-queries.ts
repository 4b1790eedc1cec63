import { sql, type Insertable, type Selectable, type SqlBool } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { EntryAttendeeTable, ExpenseTables } from '../tables.ts';
import type { PageRequest } from '../types.ts';
import type { AssociationFilters } from './types.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

export type AssociationRow = Selectable<EntryAttendeeTable>;

const associations = (ctx: Context) =>
  db(ctx).selectFrom('entry_attendee as x').selectAll('x').where('x.company_id', '=', ctx.companyId);

/** As they were named. */
export const associationsOf = (ctx: Context, ...entryIds: string[]): Promise<AssociationRow[]> =>
  entryIds.length === 0 ? Promise.resolve([]) : associations(ctx).where('x.entry_id', 'in', entryIds).orderBy('x.id').execute();

export const findAssociation = (ctx: Context, id: string): Promise<AssociationRow | undefined> =>
  associations(ctx).where('x.id', '=', id).executeTakeFirst();

/** Newest first; one more than the limit. */
export const searchAssociationRows = (ctx: Context, filters: AssociationFilters, page: PageRequest): Promise<AssociationRow[]> =>
  associations(ctx)
    .$if(filters.ownerId !== undefined, (query) => query.where('x.owner_id', '=', filters.ownerId as string))
    .$if(filters.entryId !== undefined, (query) => query.where('x.entry_id', '=', filters.entryId as string))
    .$if(page.after !== undefined, (query) => query.where('x.id', '<', page.after as string))
    .orderBy('x.id', 'desc')
    .limit(page.limit + 1)
    .execute();

/** In place of all that the entry has, with the entry's count of heads. */
export async function replaceAssociations(
  ctx: Context,
  entryId: string,
  rows: readonly Omit<Insertable<EntryAttendeeTable>, 'company_id' | 'entry_id'>[],
): Promise<void> {
  const { companyId: company_id } = ctx;
  await db(ctx).deleteFrom('entry_attendee').where('company_id', '=', company_id).where('entry_id', '=', entryId).execute();
  if (rows.length > 0)
    await db(ctx)
      .insertInto('entry_attendee')
      .values(rows.map((row) => ({ ...row, company_id, entry_id: entryId })))
      .execute();
}

interface On {
  readonly companyId: string;
  readonly reportId: string;
}

const ofReport = (tx: Tx, { companyId, reportId }: On) =>
  tables<ExpenseTables>(tx)
    .selectFrom('entry_attendee as x')
    .innerJoin('entry as e', (join) => join.onRef('e.company_id', '=', 'x.company_id').onRef('e.id', '=', 'x.entry_id'))
    .innerJoin('report as r', (join) => join.onRef('r.company_id', '=', 'e.company_id').onRef('r.id', '=', 'e.report_id'))
    .where('e.company_id', '=', companyId)
    .where('e.report_id', '=', reportId);

/**
 * What yearly totals depend on, for each association of a report but those of no-shows, and of a whole whose parts have attendees of their own:
 * the amount would count twice.
 */
const spending = prepared((tx, on: On) =>
  ofReport(tx, on)
    .select(['x.id', 'x.entry_id', 'e.parent_id', 'x.attendee_id', 'x.transaction_amount', 'x.counted_amount', 'x.counted_year'])
    .select(['e.transaction_currency', 'e.transaction_date', 'e.exchange_rate', 'e.rate_operation', 'e.is_personal'])
    .select(['r.owner_id', 'r.currency_code'])
    .where('x.is_no_show', '=', false)
    .where(
      sql<SqlBool>`not exists (select 1 from entry p join entry_attendee y on y.company_id = p.company_id and y.entry_id = p.id
        where p.company_id = e.company_id and p.parent_id = e.id)`,
    )
    .orderBy('x.id'),
);

export const spendingOf = async (ctx: Context, reportId: string) =>
  (await ctx.tx.executeQuery(spending({ companyId: ctx.companyId, reportId }))).rows;

export type SpendingRow = Awaited<ReturnType<typeof spendingOf>>[number];

export async function writeCounted(
  ctx: Context,
  rows: readonly { readonly id: string; readonly amount: string | null; readonly year: number | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`update entry_attendee x set counted_amount = c.amount::numeric, counted_year = c.year
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ amount }) => amount)}::text[], ${rows.map(({ year }) => year)}::int[])
      as c(id, amount, year)
    where x.company_id = ${ctx.companyId} and x.id = c.id`.execute(ctx.tx);
}

const wrong = prepared((tx, on: On) =>
  ofReport(tx, on)
    .select('e.id')
    .leftJoin('entry as w', (join) => join.onRef('w.company_id', '=', 'e.company_id').onRef('w.id', '=', 'e.parent_id'))
    .where('e.is_rejected', '=', false)
    .where((where) => where.or([where('w.is_rejected', 'is', null), where('w.is_rejected', '=', false)]))
    .groupBy(['e.id', 'e.transaction_amount'])
    .having(sql<boolean>`sum(x.transaction_amount) <> e.transaction_amount`),
);

/** To be announced and run. */
export const wrongTotalsQuery = (ctx: Context, reportId: string) => wrong({ companyId: ctx.companyId, reportId });

/** Entries whose attendees' amounts do not add up to theirs, but for those that an approver leaves out. */
export const wrongTotals = async (ctx: Context, query: ReturnType<typeof wrongTotalsQuery>): Promise<string[]> =>
  (await ctx.tx.executeQuery(query)).rows.map(({ id }) => id);

const audited = prepared((tx, on: On) =>
  ofReport(tx, on)
    .innerJoin('attendee_kind as k', (join) =>
      join.onRef('k.company_id', '=', 'x.company_id').onRef('k.id', '=', 'x.attendee_id'),
    )
    .select(['x.entry_id', 'x.transaction_amount', 'x.associated_count', 'x.is_no_show', 'x.custom', 'k.type_id'])
    .select(['e.exchange_rate', 'e.rate_operation', 'r.currency_code'])
    .select((expression) => expression.fn.coalesce('e.parent_id', 'e.id').as('listed_id'))
    .orderBy('x.id'),
);

/** What rules look at, for each association of a report's entries and their itemizations; `listed_id` is the entry that the report lists. */
export const auditedAttendees = async (ctx: Context, reportId: string) =>
  (await ctx.tx.executeQuery(audited({ companyId: ctx.companyId, reportId }))).rows;

export type AssociationFact = Awaited<ReturnType<typeof auditedAttendees>>[number];

/** Of an entry `e`: somebody of one of these types was there. */
export const hasAttendeeOf = (typeIds: readonly string[]) =>
  typeIds.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`exists (select 1 from entry_attendee x join attendee_kind k on k.company_id = x.company_id and k.id = x.attendee_id
        where x.company_id = e.company_id and x.entry_id = e.id and k.type_id in (${sql.join(typeIds)}))`;

/** Of an entry `e`: this one was there. */
export const hasAttendee = (attendeeId: string) => sql<SqlBool>`exists (select 1 from entry_attendee x
  where x.company_id = e.company_id and x.entry_id = e.id and x.attendee_id = ${attendeeId})`;
