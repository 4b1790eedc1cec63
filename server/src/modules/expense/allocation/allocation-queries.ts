import { sql, type Insertable, type RawBuilder, type SqlBool } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared, preparedPage } from '../../../platform/db/prepared.ts';
import { forLater } from '../../../platform/db/sending.ts';
import { tables } from '../../../platform/db/tx.ts';
import { forgetAllocationExceptions } from '../exception/exception-queries.ts';
import type { AllocationTable, ExpenseTables } from '../tables.ts';
import type { AllocationFilters, AllocationState, CustomValues, PageRequest } from '../types.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

/** An allocation with what its entry, and the others of it, add. */
export interface AllocationRow {
  readonly id: string;
  readonly entry_id: string;
  readonly parent_id: string | null;
  readonly report_id: string;
  readonly set_id: string | null;
  readonly position: number;
  readonly percentage: string;
  readonly is_percent_edited: boolean;
  readonly is_system: boolean;
  readonly custom: CustomValues;
  readonly weight: string;
  /** Of all of the entry, by position; null where all of them are read anyway. */
  readonly weights: readonly string[] | null;
  readonly posted_amount: string;
  readonly claimed_amount: string;
  readonly approved_amount: string;
  readonly currency_code: string;
  readonly account_code: string | null;
  readonly over_limit_account_code: string | null;
}

const OF_ENTRY = sql`e.parent_id, e.report_id, e.posted_amount, e.claimed_amount, e.approved_amount, r.currency_code,
  t.account_code, t.over_limit_account_code`;
const JOINED = sql`join report r on r.company_id = e.company_id and r.id = e.report_id
  join expense_type t on t.company_id = e.company_id and t.id = e.expense_type_id`;
const WEIGHTS = sql`(select jsonb_agg(b.weight::text order by b.position) from allocation b
  where b.company_id = a.company_id and b.entry_id = a.entry_id)`;

/** Which allocations; those of an itemised entry are those of its itemizations. */
interface Sought {
  readonly companyId: string;
  readonly allocationId?: string;
  readonly ownerId?: string | undefined;
  readonly reportId?: string | undefined;
  readonly entryId?: string | undefined;
  readonly itemizationId?: string | undefined;
  /** The id that the page before ended with. */
  readonly after?: string | undefined;
}

/** Conditions on rows that have this id and owner, with their entry `e`. */
function conditionsOf(sought: Sought, id: RawBuilder<unknown>, owner: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const { allocationId, ownerId, reportId, entryId, itemizationId, after } = sought;
  const given = [
    ...(allocationId === undefined ? [] : [sql`${id} = ${allocationId}`]),
    ...(ownerId === undefined ? [] : [sql`${owner} = ${ownerId}`]),
    ...(reportId === undefined ? [] : [sql`e.report_id = ${reportId}`]),
    ...(entryId === undefined ? [] : [sql`(e.id = ${entryId} or e.parent_id = ${entryId})`]),
    ...(itemizationId === undefined ? [] : [sql`e.id = ${itemizationId} and e.parent_id is not null`]),
    ...(after === undefined ? [] : [sql`${id} < ${after}::uuid`]),
  ];
  return given.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(given, sql` and `)}`;
}

/**
 * Newest first. An entry that nobody allocated answers with the hidden allocation that no row stands for; one that is itemised leaves that to
 * its itemizations.
 */
const select = (
  sought: Sought,
  { end, weights }: { end: RawBuilder<unknown>; weights: RawBuilder<unknown> },
) => sql<AllocationRow>`
  select * from (
    (select a.id, a.entry_id, a.set_id, a.position, a.percentage, a.is_percent_edited, a.is_system, a.custom,
      a.weight, ${weights} as weights, ${OF_ENTRY}
    from allocation a join entry e on e.company_id = a.company_id and e.id = a.entry_id ${JOINED}
    where a.company_id = ${sought.companyId} and e.itemization_count = 0 and ${conditionsOf(sought, sql`a.id`, sql`a.owner_id`)}
    order by a.id desc ${end})
    union all
    (select e.id, e.id, null::uuid, 0, 100::numeric, false, true, '{}'::jsonb, 100::numeric, null::jsonb, ${OF_ENTRY}
    from entry e ${JOINED}
    where e.company_id = ${sought.companyId} and e.itemization_count = 0 and e.allocation_state = 'NOT_ALLOCATED'
      and ${conditionsOf(sought, sql`e.id`, sql`e.owner_id`)}
    order by e.id desc ${end})
  ) found order by id desc ${end}`;

const page = preparedPage((_tx, end, sought: Sought) => select(sought, { end, weights: WEIGHTS }));
const whole = prepared((_tx, sought: Sought) => select(sought, { end: sql``, weights: sql`null::jsonb` }));

/** One more than the limit. */
export const searchAllocationRows = async (
  ctx: Context,
  filters: AllocationFilters,
  { limit, after }: PageRequest,
): Promise<AllocationRow[]> => (await ctx.tx.executeQuery(page(limit + 1, { ...filters, after, companyId: ctx.companyId }))).rows;

/** By entry, then as they were made; of an itemised entry those of its itemizations. */
export const allocationRowsOf = (ctx: Context, entryId: string): Promise<AllocationRow[]> => wholeEntries(ctx, { entryId });

/** Of a whole report, by entry. */
export const allocationRowsOn = (ctx: Context, reportId: string): Promise<AllocationRow[]> => wholeEntries(ctx, { reportId });

async function wholeEntries(ctx: Context, sought: Omit<Sought, 'companyId'>): Promise<AllocationRow[]> {
  const { rows } = await ctx.tx.executeQuery(whole({ ...sought, companyId: ctx.companyId }));
  return rows.toSorted((a, b) => a.entry_id.localeCompare(b.entry_id) || a.position - b.position);
}

export const findAllocation = async (ctx: Context, allocationId: string): Promise<AllocationRow | undefined> =>
  (await ctx.tx.executeQuery(page(1, { allocationId, companyId: ctx.companyId }))).rows[0];

export type NewAllocationRow = Omit<Insertable<AllocationTable>, 'company_id'>;

/** As one value, however many they are: a statement takes no more than 65,535. */
export async function insertAllocations(ctx: Context, rows: readonly NewAllocationRow[]): Promise<void> {
  if (rows.length === 0) return;
  const given = JSON.stringify(rows.map((row) => ({ ...row, custom: JSON.parse(row.custom ?? '{}') as unknown })));
  const query =
    sql`insert into allocation (company_id, id, entry_id, owner_id, set_id, position, weight, percentage, is_percent_edited, is_system, custom)
    select ${ctx.companyId}::uuid, v.* from jsonb_to_recordset(${given}::jsonb) as v (id uuid, entry_id uuid, owner_id uuid, set_id uuid,
      position integer, weight numeric, percentage numeric, is_percent_edited boolean, is_system boolean, custom jsonb)`.compile(
      ctx.tx,
    );
  await ctx.tx.executeQuery(forLater(query));
}

/** What these entries were charged to before is gone. */
export async function replaceAllocations(
  ctx: Context,
  entryIds: readonly string[],
  rows: readonly NewAllocationRow[],
  state: { readonly allocation_state: AllocationState; readonly allocation_set_id: string | null },
): Promise<void> {
  await db(ctx).deleteFrom('allocation').where('company_id', '=', ctx.companyId).where('entry_id', 'in', entryIds).execute();
  await forgetAllocationExceptions(ctx, entryIds);
  await insertAllocations(ctx, rows);
  await db(ctx)
    .updateTable('entry')
    .set({ ...state, modified_at: ctx.clock.now() })
    .where('company_id', '=', ctx.companyId)
    .where('id', 'in', entryIds)
    .execute();
}

/** The rows of one entry as they are kept, also of one that is itemised. */
export const keptAllocations = (ctx: Context, entryId: string) =>
  db(ctx)
    .selectFrom('allocation')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('entry_id', '=', entryId)
    .orderBy('position')
    .execute();

/** Those in the same place of a set, of these entries. */
export const alliedAllocations = (
  ctx: Context,
  place: { readonly setId: string; readonly position: number; readonly entryIds: readonly string[] },
) =>
  db(ctx)
    .selectFrom('allocation')
    .select(['id', 'entry_id', 'custom'])
    .where('company_id', '=', ctx.companyId)
    .where('set_id', '=', place.setId)
    .where('position', '=', place.position)
    .where('entry_id', 'in', place.entryIds)
    .execute();

export async function updateAllocationCustom(ctx: Context, allocationId: string, custom: CustomValues): Promise<void> {
  await db(ctx)
    .updateTable('allocation')
    .set({ custom: JSON.stringify(custom) })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', allocationId)
    .execute();
}
