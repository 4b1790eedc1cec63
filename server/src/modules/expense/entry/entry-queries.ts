import {
  sql,
  type CompiledQuery,
  type Insertable,
  type RawBuilder,
  type Selectable,
  type SqlBool,
  type Updateable,
} from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { forLater, plannedAnew } from '../../../platform/db/sending.ts';
import { tables } from '../../../platform/db/tx.ts';
import { hasAttendee, hasAttendeeOf } from '../attendee/association-queries.ts';
import { RAISED_OF } from '../exception/exception-queries.ts';
import type { RaisedExceptions } from '../exception/raised.ts';
import type { WithTypes } from '../filters.ts';
import { pageOf } from '../report/page.ts';
import type { EntryFold } from '../report/report-folds.ts';
import type { EntryTable, ExpenseTables, ReportTable } from '../tables.ts';
import type { EntryFilters, ItemizationRule, Page, PageRequest } from '../types.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

/** An entry with what its types, report, comments and exceptions add to it. */
export type EntryRow = Selectable<EntryTable> & {
  currency_code: string;
  /** Of the report's current step. */
  approver_id: string | null;
  policy_id: string;
  setup_version: string;
  type_code: string;
  type_name: string;
  type_is_deleted: boolean;
  spend_category_code: string;
  type_itemization: ItemizationRule;
  has_allocation_form: boolean;
  payment_short_id: string;
  payment_code: string;
  payment_name: string;
  last_comment: string | null;
  raised: RaisedExceptions | null;
  /** Null without taxes; both in the report's currency. */
  tax_posted: string | null;
  reclaim_posted: string | null;
};

const LAST_COMMENT = sql`(select c.text from report_comment c
  where c.company_id = e.company_id and c.entry_id = e.id order by c.id desc limit 1)`;
const RAISED = sql`(select ${RAISED_OF} from report_exception x
  join exception_definition d on d.company_id = x.company_id and d.code = x.code
  where x.company_id = e.company_id and x.entry_id = e.id)`;
const taxes = (column: 'tax_posted_amount' | 'reclaim_posted_amount') =>
  sql`(select sum(${sql.ref(`x.${column}`)}) from entry_tax x where x.company_id = e.company_id and x.entry_id = e.id)`;

const OF_TYPES = sql`r.currency_code, r.approver_id, r.policy_id, y.setup_version, t.code as type_code, t.name as type_name, t.is_deleted as type_is_deleted,
  t.spend_category_code, t.itemization as type_itemization, y.has_allocation_form,
  p.short_id as payment_short_id, p.code as payment_code, p.name as payment_name`;
const JOINED = sql`join report r on r.company_id = e.company_id and r.id = e.report_id
  join expense_policy y on y.company_id = r.company_id and y.id = r.policy_id
  join expense_type t on t.company_id = e.company_id and t.id = e.expense_type_id
  join payment_type p on p.company_id = e.company_id and p.id = e.payment_type_id`;

interface OfCompany {
  readonly companyId: string;
}
type Place = OfCompany & { readonly reportId: string };

const one = prepared(
  (_tx, { companyId, id }: OfCompany & { id: string }) => sql<EntryRow>`
    select e.*, ${OF_TYPES}, ${LAST_COMMENT} as last_comment, ${RAISED} as raised,
      ${taxes('tax_posted_amount')} as tax_posted, ${taxes('reclaim_posted_amount')} as reclaim_posted
    from entry e ${JOINED} where e.company_id = ${companyId} and e.id = ${id}`,
);

/** As with reports, what is added to the entries of a list is read once for all of them. */
const listOf = (companyId: string, where: RawBuilder<SqlBool>, order = sql`e.transaction_date, e.id`) => sql<EntryRow>`
  with page as materialized (select e.* from entry e where e.company_id = ${companyId} and ${where}),
  comments as (
    select distinct on (c.entry_id) c.entry_id, c.text from report_comment c
    where c.company_id = ${companyId} and c.entry_id = any(array(select id from page)) order by c.entry_id, c.id desc),
  flags as (
    select x.entry_id, ${RAISED_OF} as raised from report_exception x
    join exception_definition d on d.company_id = x.company_id and d.code = x.code
    where x.company_id = ${companyId} and x.entry_id = any(array(select id from page)) group by x.entry_id),
  taxed as (
    select x.entry_id, sum(x.tax_posted_amount) as tax_posted, sum(x.reclaim_posted_amount) as reclaim_posted from entry_tax x
    where x.company_id = ${companyId} and x.entry_id = any(array(select id from page)) group by x.entry_id)
  select e.*, ${OF_TYPES}, comments.text as last_comment, flags.raised, taxed.tax_posted, taxed.reclaim_posted
  from page e ${JOINED} left join comments on comments.entry_id = e.id left join flags on flags.entry_id = e.id
  left join taxed on taxed.entry_id = e.id
  order by ${order}`;

const some = prepared((_tx, { companyId, ids }: OfCompany & { ids: readonly string[] }) =>
  listOf(companyId, sql`e.id = any(${ids}::uuid[])`, sql`e.id desc`),
);
const listed = prepared((_tx, { companyId, reportId }: Place) =>
  listOf(companyId, sql`e.report_id = ${reportId} and e.parent_id is null`),
);
const allOf = prepared((_tx, { companyId, reportId }: Place) => listOf(companyId, sql`e.report_id = ${reportId}`));
const partsOf = prepared((_tx, { companyId, parentId }: OfCompany & { parentId: string }) =>
  listOf(companyId, sql`e.parent_id = ${parentId}`),
);

export const findEntry = async (ctx: Context, id: string): Promise<EntryRow | undefined> =>
  (await ctx.tx.executeQuery(one({ companyId: ctx.companyId, id }))).rows[0];

/** Newest first. */
export const findEntries = async (ctx: Context, ids: readonly string[]): Promise<EntryRow[]> =>
  ids.length === 0 ? [] : (await ctx.tx.executeQuery(some({ companyId: ctx.companyId, ids }))).rows;

const reportOf = prepared((tx, { companyId, id }: OfCompany & { id: string }) =>
  tables<ExpenseTables>(tx).selectFrom('entry').select('report_id').where('company_id', '=', companyId).where('id', '=', id),
);

export async function isEntryOn(ctx: Context, reportId: string, entryId: string): Promise<boolean> {
  const { rows } = await ctx.tx.executeQuery(reportOf({ companyId: ctx.companyId, id: entryId }));
  return rows[0]?.report_id === reportId;
}

/** Each entry before its itemizations, which are left out unless asked for. */
export const entryRowsOf = async (ctx: Context, reportId: string, withItemizations = false): Promise<EntryRow[]> =>
  (await ctx.tx.executeQuery((withItemizations ? allOf : listed)({ companyId: ctx.companyId, reportId }))).rows;

/** What the forms of entries and itemizations look at. */
export const FORM_COLUMNS = [
  'id',
  'parent_id',
  'expense_type_id',
  'transaction_date',
  'transaction_amount',
  'transaction_currency',
  'payment_type_id',
  'vendor_name',
  'location_name',
  'business_purpose',
  'custom',
] as const satisfies readonly (keyof EntryTable)[];
export type FormRow = Pick<EntryRow, (typeof FORM_COLUMNS)[number]>;

const filledIn = prepared((tx, { companyId, reportId }: Place) =>
  tables<ExpenseTables>(tx)
    .selectFrom('entry')
    .select(FORM_COLUMNS)
    .where('company_id', '=', companyId)
    .where('report_id', '=', reportId)
    .orderBy('transaction_date')
    .orderBy('id'),
);

/** Entries and itemizations of a report. To be announced and run. */
export const formRowsQuery = (ctx: Context, reportId: string): CompiledQuery<FormRow> =>
  filledIn({ companyId: ctx.companyId, reportId });

export const itemizationRowsOf = async (ctx: Context, parentId: string): Promise<EntryRow[]> =>
  (await ctx.tx.executeQuery(partsOf({ companyId: ctx.companyId, parentId }))).rows;

/** Newest first. As with reports, which ones match is planned for the values, and then they are read. */
export async function searchEntryRows(
  ctx: Context,
  kind: 'entry' | 'itemization',
  filters: WithTypes<EntryFilters>,
  page: PageRequest,
): Promise<Page<EntryRow>> {
  const query = db(ctx)
    .selectFrom('entry as e')
    .select('e.id')
    .where('e.company_id', '=', ctx.companyId)
    .where('e.parent_id', kind === 'entry' ? 'is' : 'is not', null)
    .$if(filters.parentId !== undefined, (query) => query.where('e.parent_id', '=', filters.parentId as string))
    .$if(filters.isBillable !== undefined, (query) => query.where('e.is_billable', '=', filters.isBillable as boolean))
    .$if(filters.ownerId !== undefined, (query) => query.where('e.owner_id', '=', filters.ownerId as string))
    .$if(filters.reportId !== undefined, (query) => query.where('e.report_id', '=', filters.reportId as string))
    .$if(filters.paymentTypeId !== undefined, (query) => query.where('e.payment_type_id', '=', filters.paymentTypeId as string))
    .$if(filters.expenseTypeId !== undefined, (query) => query.where('e.expense_type_id', '=', filters.expenseTypeId as string))
    .$if(filters.attendeeId !== undefined, (query) => query.where(hasAttendee(filters.attendeeId as string)))
    .$if(filters.attendeeTypeIds !== undefined, (query) => query.where(hasAttendeeOf(filters.attendeeTypeIds as string[])))
    .$if(filters.hasAttendees !== undefined, (query) => query.where('e.attendee_count', filters.hasAttendees ? '>' : '=', 0))
    .$if(filters.hasTaxes !== undefined, (query) => query.where(filters.hasTaxes ? HAS_TAXES : sql<SqlBool>`not ${HAS_TAXES}`))
    .$if(page.after !== undefined, (query) => query.where('e.id', '<', page.after as string))
    .orderBy('e.id', 'desc')
    .limit(page.limit + 1);
  const found = pageOf((await ctx.tx.executeQuery(plannedAnew(query.compile()))).rows, page.limit);
  const rows = await findEntries(
    ctx,
    found.items.map(({ id }) => id),
  );
  return { items: rows, next: found.next };
}

const HAS_TAXES = sql<SqlBool>`exists (select 1 from entry_tax x where x.company_id = e.company_id and x.entry_id = e.id)`;

const folds = prepared((tx, { companyId, reportId }: { companyId: string; reportId: string }) =>
  tables<ExpenseTables>(tx)
    .selectFrom('entry as e')
    .innerJoin('payment_type as p', (join) =>
      join.onRef('p.company_id', '=', 'e.company_id').onRef('p.id', '=', 'e.payment_type_id'),
    )
    .innerJoin('expense_type as t', (join) =>
      join.onRef('t.company_id', '=', 'e.company_id').onRef('t.id', '=', 'e.expense_type_id'),
    )
    .select([
      'e.id',
      'e.expense_type_id',
      'e.posted_amount',
      'e.claimed_amount',
      'e.approved_amount',
      'p.code as payment_code',
      'e.is_image_required',
      'e.receipt_image_id',
      'e.is_paper_receipt_received',
      't.code as type_code',
      't.spend_category_code',
      'e.transaction_date',
      'e.transaction_amount',
      'e.transaction_currency',
      'e.is_personal',
      'e.vendor_name',
      'e.location_city',
      'e.location_name',
      'e.location_country_code',
      'e.business_purpose',
      'e.itemization_count',
      'e.custom',
      'e.attendee_count',
      sql<EntryFold['mileage']>`e.details->'mileage'`.as('mileage'),
      sql<
        EntryFold['raised']
      >`(select coalesce(jsonb_agg(jsonb_build_object('code', x.code, 'allocationId', x.allocation_id)), '[]')
        from report_exception x where x.company_id = e.company_id and x.entry_id = e.id and x.origin = 'system')`.as('raised'),
      sql<string[]>`array(select x.code from report_exception x
        where x.company_id = ${companyId} and x.report_id = ${reportId} and x.entry_id is null and x.origin = 'system')`.as(
        'report_raised',
      ),
      sql<boolean>`exists (select 1 from entry i join entry_attendee x on x.company_id = i.company_id and x.entry_id = i.id
        where i.company_id = ${companyId} and i.report_id = ${reportId})`.as('report_has_attendees'),
      'e.has_missing_receipt_declaration',
    ])
    .where('e.company_id', '=', companyId)
    .where('e.report_id', '=', reportId)
    .where('e.parent_id', 'is', null),
);

/** What a report's row repeats of the entries that it lists. */
export const foldsOf = (ctx: Context, reportId: string): CompiledQuery<EntryFold> =>
  folds({ companyId: ctx.companyId, reportId });

export const entryFolds = async (ctx: Context, reportId: string): Promise<EntryFold[]> =>
  (await ctx.tx.executeQuery(foldsOf(ctx, reportId))).rows;

export type NewEntryRow = Omit<Insertable<EntryTable>, 'company_id' | 'legacy_id'>;

/** Rows of one statement, which takes no more than 65,535 values. */
const ROWS_AT_ONCE = 1000;

/** An entry goes before its itemizations. */
export async function insertEntries(ctx: Context, rows: readonly NewEntryRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const values = rows.slice(start, start + ROWS_AT_ONCE).map((row) => ({ ...row, company_id: ctx.companyId }));
    await ctx.tx.executeQuery(forLater(db(ctx).insertInto('entry').values(values).compile()));
  }
}

const insertInto = prepared(
  (tx, row: Insertable<EntryTable>, report: Updateable<ReportTable>, { seen }: { readonly seen?: string | undefined }) =>
    tables<ExpenseTables>(tx)
      .with('added', (query) => query.insertInto('entry').values(row))
      .updateTable('report')
      .set(report)
      .where('company_id', '=', row.company_id)
      .where('id', '=', row.report_id)
      .$if(seen !== undefined, (query) => query.where(sql<boolean>`(report.xmin::text = ${seen} or changed_meanwhile())`)),
);

/**
 * One more entry, and with it the columns of its report that follow from all of them. For a report that was read and not locked, `seen` is what
 * it was read as: where it is another by then, the unit of work is run again.
 */
export async function insertEntryInto(
  ctx: Context,
  row: NewEntryRow,
  { columns, seen }: { readonly columns: Updateable<ReportTable>; readonly seen: string | undefined },
): Promise<void> {
  const report = { ...columns, modified_at: ctx.clock.now() };
  await ctx.tx.executeQuery(forLater(insertInto({ ...row, company_id: ctx.companyId }, report, { seen })));
}

export async function updateEntryRow(
  ctx: Context,
  entryId: string,
  change: Omit<Updateable<EntryTable>, 'company_id' | 'id' | 'legacy_id'>,
): Promise<void> {
  await db(ctx)
    .updateTable('entry')
    .set({ ...change, modified_at: ctx.clock.now() })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', entryId)
    .execute();
}

export async function deleteEntryRow(ctx: Context, entryId: string): Promise<void> {
  await db(ctx).deleteFrom('entry').where('company_id', '=', ctx.companyId).where('id', '=', entryId).execute();
}
