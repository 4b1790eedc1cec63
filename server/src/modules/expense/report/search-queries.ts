import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { plannedAnew } from '../../../platform/db/sending.ts';
import { lowestIdAt, momentOf } from '../../../platform/ids/index.ts';
import { hasAttendeeOf } from '../attendee/association-queries.ts';
import type { ExpenseGroup } from '../configuration/group.ts';
import { groupRows } from '../configuration/group-queries.ts';
import type { WithTypes } from '../filters.ts';
import type { PageRequest, ReportFilters } from '../types.ts';
import { pageOf } from './page.ts';
import { newestReports, reportsWhere, waitingFor, type ReportRow } from './report-queries.ts';

type Filters = WithTypes<ReportFilters>;

const ONE_OWNER: ReadonlySet<string> = new Set(['ownerIds'] satisfies (keyof Filters)[]);

/**
 * Newest first, but for a list by a day or moment that no order of ids follows: that one is by it. Which reports match is asked by a statement of
 * its own, which is planned for its values: what many have is found by walking from the newest report on, what few have by an index of its own.
 * What they hold is then read by a statement that is always the same.
 */
export async function searchReportRows(
  ctx: Context,
  filters: Filters,
  page: PageRequest,
): Promise<{ rows: readonly ReportRow[]; next: string | undefined }> {
  const named = Object.entries(filters).filter(([, value]) => value !== undefined);
  const limit = page.limit + 1;
  if (named.every(([name]) => ONE_OWNER.has(name)) && (filters.ownerIds?.length ?? 1) === 1) {
    const narrowed = { ownerId: filters.ownerIds?.[0], after: page.after };
    const { items, next } = pageOf(await newestReports(ctx, narrowed, limit), page.limit);
    return { rows: items, next };
  }
  const date = dateOf(filters);
  const conditions = [sql<SqlBool>`r.company_id = ${ctx.companyId}`, ...conditionsOf(ctx, filters)];
  if (filters.expenseGroupId !== undefined) conditions.push(ownedIn(filters.expenseGroupId, await groupRows(ctx)));
  const matches = all(conditions);
  const query = date
    ? byDate(ctx, date, { where: matches, after: page.after, limit })
    : matchingIds(filters, { where: matches, after: page.after, limit });
  const found = pageOf((await ctx.tx.executeQuery(plannedAnew(query.compile(ctx.tx)))).rows, page.limit);
  const ids = found.items.map(({ id }) => id);
  const where = sql<SqlBool>`r.id = any(${ids}::uuid[])`;
  const order = date ? { order: sql`${sql.ref(date)} desc, r.id desc` } : {};
  const rows = ids.length === 0 ? [] : await reportsWhere(ctx, { where, ...order });
  return { rows, next: found.next };
}

const all = (conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> =>
  conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` and `)}`;

const beyondId = (after: string | undefined): RawBuilder<SqlBool>[] => (after === undefined ? [] : [sql`r.id < ${after}`]);

interface Wanted {
  readonly where: RawBuilder<SqlBool>;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Columns that say nothing about when a report was made, each with an index in its order. */
const DATES = [
  ['r.report_date', 'userDefinedDateBefore', 'userDefinedDateAfter'],
  ['r.paid_at', 'paidBefore', 'paidAfter'],
  ['r.processing_payment_at', 'processingPaymentBefore', 'processingPaymentAfter'],
] as const satisfies readonly (readonly [string, ...(keyof Filters)[]])[];

/** The column that a list is ordered by, if one of them narrows it. */
const dateOf = (filters: Filters): (typeof DATES)[number][0] | undefined =>
  DATES.find(([, ...names]) => names.some((name) => filters[name] !== undefined))?.[0];

/**
 * Latest first. The page begins beyond the report that the one before it ended with; where that is gone, beyond the moment of its creation,
 * which its id holds.
 */
function byDate(ctx: Context, column: (typeof DATES)[number][0], { where, after, limit }: Wanted) {
  const order = sql.ref(column);
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(${order}, r.id) < (coalesce((select ${order} from report r where r.company_id = ${ctx.companyId} and r.id = ${after}),
          ${momentOf(after).toISOString()}), ${after})`;
  return sql<{
    id: string;
  }>`select r.id from report r where ${where} and ${beyond} order by ${order} desc, r.id desc limit ${limit}`;
}

/**
 * Nothing happens to a report before it is made, so what happened before a moment is found by walking from that moment on and not from the
 * newest report. The few reports of which this is not true, addenda and those of a sandbox whose clock was set back, have an index.
 */
function matchingIds(filters: Filters, { where: all, after, limit }: Wanted) {
  const where = sql.join([all, ...beyondId(after)], sql` and `);
  const border = earliest(filters.submittedBefore, filters.modifiedBefore);
  if (border === undefined)
    return sql<{ id: string }>`select r.id from report r where ${where} order by r.id desc limit ${limit}`;
  const bound = lowestIdAt(new Date(border.getTime() + ID_DRIFT));
  return sql<{ id: string }>`select id from (
      (select r.id from report r where ${where} and r.id < ${bound} order by r.id desc limit ${limit})
      union all
      (select r.id from report r where ${where} and r.id >= ${bound}
        and least(r.submitted_at, r.modified_at, r.processing_payment_at, r.paid_at) < r.created_at order by r.id desc limit ${limit})
    ) f order by id desc limit ${limit}`;
}

function earliest(...moments: readonly (Date | undefined)[]): Date | undefined {
  const known = moments.flatMap((moment) => (moment === undefined ? [] : [moment.getTime()]));
  return known.length === 0 ? undefined : new Date(Math.min(...known));
}

/** An id holds its time of creation to within this, in milliseconds: it narrows the index, the column decides. */
const ID_DRIFT = 60_000;

/** Comparisons of one column each. */
type Comparison = readonly [column: string, operator: '=' | '<' | '>' | 'in', value: unknown];

function comparisons(f: Filters): Comparison[] {
  const given: readonly Comparison[] = [
    ['r.owner_id', 'in', f.ownerIds],
    ['r.approval_status', 'in', f.approvalStatuses],
    ['r.payment_status', 'in', f.paymentStatuses],
    ['r.currency_code', '=', f.currencyCode],
    ['r.country_code', '=', f.countryCode],
    ['r.policy_id', '=', f.policyId],
    ['r.report_date', '<', f.userDefinedDateBefore],
    ['r.report_date', '>', f.userDefinedDateAfter],
    ['r.id', '<', f.createdBefore && lowestIdAt(new Date(f.createdBefore.getTime() + ID_DRIFT))],
    ['r.id', '>', f.createdAfter && lowestIdAt(new Date(f.createdAfter.getTime() - ID_DRIFT))],
    ['r.created_at', '<', f.createdBefore],
    ['r.created_at', '>', f.createdAfter],
    ['r.submitted_at', '<', f.submittedBefore],
    ['r.submitted_at', '>', f.submittedAfter],
    ['r.modified_at', '<', f.modifiedBefore],
    ['r.modified_at', '>', f.modifiedAfter],
    ['r.processing_payment_at', '<', f.processingPaymentBefore],
    ['r.processing_payment_at', '>', f.processingPaymentAfter],
    ['r.paid_at', '<', f.paidBefore],
    ['r.paid_at', '>', f.paidAfter],
  ];
  return given.filter(([, , value]) => value !== undefined);
}

function conditionsOf(ctx: Context, filters: Filters): RawBuilder<SqlBool>[] {
  const conditions = comparisons(filters).map(([column, operator, value]) => {
    const left = sql.ref(column);
    if (operator !== 'in') return sql<SqlBool>`${left} ${sql.raw(operator)} ${value}`;
    const values = value as readonly string[];
    return values.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`${left} in (${sql.join(values)})`;
  });
  if (filters.approverId !== undefined) conditions.push(waitingFor(ctx.companyId, [filters.approverId]));
  if (filters.isSubmitted !== undefined)
    conditions.push(sql`r.approval_status ${isOrNot(!filters.isSubmitted)} in ('A_NOTF', 'A_RESU')`);
  if (filters.hasImages !== undefined)
    conditions.push(sql`(r.image_count > 0 or r.receipt_image_id is not null) = ${filters.hasImages}`);
  if (filters.hasAttendees !== undefined) conditions.push(hasEntry(sql`e.attendee_count > 0`, filters.hasAttendees));
  if (filters.hasBillable !== undefined) conditions.push(hasEntry(sql`e.is_billable`, filters.hasBillable));
  if (filters.hasTaxes !== undefined)
    conditions.push(
      hasEntry(sql`exists (select 1 from entry_tax x where x.company_id = e.company_id and x.entry_id = e.id)`, filters.hasTaxes),
    );
  return [...conditions, ...entryConditions(filters).map((some) => hasEntry(some))];
}

/** Whose owner's deepest group is this one: see `findGroup`. */
function ownedIn(groupId: string, groups: readonly ExpenseGroup[]): RawBuilder<SqlBool> {
  const group = groups.find(({ id }) => id === groupId);
  if (!group) return sql`false`;
  const deeper = groups.filter(({ code }) => code.length > group.code.length).map(({ id }) => id);
  const isAt = (ids: readonly string[]) => sql<SqlBool>`exists (select 1 from group_node n where n.company_id = r.company_id
    and n.user_id = r.owner_id and n.area = 'Expense' and n.node = any(${ids}::text[]))`;
  return sql`${group.code === '' ? sql`true` : isAt([groupId])} and not ${isAt(deeper)}`;
}

const isOrNot = (is: boolean) => (is ? sql`` : sql`not`);

const hasEntry = (such: RawBuilder<unknown>, does = true): RawBuilder<SqlBool> =>
  sql`${isOrNot(does)} exists (select 1 from entry e where e.company_id = r.company_id and e.report_id = r.id and ${such})`;

/** Each is true of some entry, perhaps of different ones: the page says "at least one entry" of every filter alone. */
function entryConditions(filters: Filters): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (filters.expenseTypeId !== undefined) conditions.push(sql`e.expense_type_id = ${filters.expenseTypeId}`);
  if (filters.paymentTypeId !== undefined) conditions.push(sql`e.payment_type_id = ${filters.paymentTypeId}`);
  if (filters.attendeeTypeIds !== undefined) conditions.push(hasAttendeeOf(filters.attendeeTypeIds));
  if (filters.vendorName !== undefined) conditions.push(sql`e.vendor_name = ${filters.vendorName}`);
  const days = [];
  if (filters.entryDateBefore !== undefined) days.push(sql`e.transaction_date < ${filters.entryDateBefore}`);
  if (filters.entryDateAfter !== undefined) days.push(sql`e.transaction_date > ${filters.entryDateAfter}`);
  // A span of days asks for one entry within it.
  if (days.length > 0) conditions.push(sql.join(days, sql` and `));
  return conditions;
}
