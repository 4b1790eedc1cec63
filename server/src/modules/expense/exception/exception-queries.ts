import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { forLater } from '../../../platform/db/sending.ts';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { ExceptionDefinition } from '../inputs.ts';
import type { ExpenseTables } from '../tables.ts';
import type { ExceptionVisibility, ReportException } from '../types.ts';
import { VISIBILITIES, type RaisedExceptions } from './raised.ts';

/** Aggregates `x`, exceptions, with their definitions `d`. */
export const RAISED_OF = sql<RaisedExceptions>`array[${sql.join(
  VISIBILITIES.map((one) => sql`bool_or(d.is_blocking) filter (where coalesce(x.visibility, d.visibility) = ${sql.lit(one)})`),
)}]`;

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

/** Both null: the report itself. An allocation is always named with its entry. */
export interface ExceptionPlace {
  readonly entryId: string | null;
  readonly allocationId: string | null;
}

/** Which exceptions of a report are read: with an `entryId` of null the report's own, of undefined all. */
interface ExceptionChoice {
  readonly entryId: string | null | undefined;
  readonly allocationId: string | undefined;
  readonly withItemizations: boolean;
}

interface Sought {
  readonly companyId: string;
  readonly reportId: string;
  readonly entryId?: string;
  readonly parentId?: string;
  readonly allocationId?: string;
}

const raisedOn = (tx: Tx, { companyId, reportId, entryId, parentId, allocationId }: Sought) =>
  tables<ExpenseTables>(tx)
    .selectFrom('report_exception as x')
    .innerJoin('exception_definition as d', (join) =>
      join.onRef('d.company_id', '=', 'x.company_id').onRef('d.code', '=', 'x.code'),
    )
    .leftJoin('entry as e', (join) => join.onRef('e.company_id', '=', 'x.company_id').onRef('e.id', '=', 'x.entry_id'))
    .select(['x.code', 'x.entry_id', 'e.parent_id', 'x.allocation_id', 'x.origin', 'x.created_at'])
    .select(['d.message', 'd.severity', 'd.is_blocking'])
    .select((expression) => expression.fn.coalesce('x.visibility', 'd.visibility').as('visibility'))
    .where('x.company_id', '=', companyId)
    .where('x.report_id', '=', reportId)
    .$if(allocationId !== undefined, (query) => query.where('x.allocation_id', '=', allocationId as string))
    .$if(entryId !== undefined && allocationId === undefined, (query) =>
      query.where((where) =>
        where.or([
          where('x.entry_id', '=', entryId as string),
          ...(parentId === undefined ? [] : [where('e.parent_id', '=', parentId)]),
        ]),
      ),
    )
    .orderBy('x.id');
const raised = prepared(raisedOn);
const raisedOnReport = prepared((tx, sought: Sought) => raisedOn(tx, sought).where('x.entry_id', 'is', null));

/** In the order they arose. */
export async function exceptionsOf(ctx: Context, reportId: string, choice: ExceptionChoice): Promise<ReportException[]> {
  const { entryId, allocationId, withItemizations } = choice;
  const sought = {
    companyId: ctx.companyId,
    reportId,
    ...(allocationId === undefined ? {} : { allocationId }),
    ...(typeof entryId === 'string' ? { entryId, ...(withItemizations ? { parentId: entryId } : {}) } : {}),
  };
  const { rows } = await ctx.tx.executeQuery((entryId === null ? raisedOnReport : raised)(sought));
  return rows.map((row) => ({
    code: row.code,
    message: row.message,
    severity: row.severity,
    visibility: row.visibility,
    isBlocking: row.is_blocking,
    entryId: row.entry_id,
    parentEntryId: row.parent_id,
    allocationId: row.allocation_id,
    origin: row.origin,
    createdAt: row.created_at,
  }));
}

export const findDefinition = async (ctx: Context, code: string): Promise<ExceptionDefinition | undefined> => {
  const row = await db(ctx)
    .selectFrom('exception_definition')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('code', '=', code)
    .executeTakeFirst();
  return (
    row && {
      code: row.code,
      message: row.message,
      severity: row.severity,
      visibility: row.visibility,
      isBlocking: row.is_blocking,
    }
  );
};

export interface RaisedException extends ExceptionPlace {
  readonly code: string;
  readonly origin: 'system' | 'api';
  /** Where it is not what the definition says. */
  readonly visibility?: ExceptionVisibility | undefined;
}

/** One that stands already stays as it is. A code that the company has not defined raises nothing. */
export async function raiseExceptions(ctx: Context, reportId: string, raised: readonly RaisedException[]): Promise<void> {
  if (raised.length === 0) return;
  const rows = raised.map(
    (each) =>
      sql`(${newId(ctx.clock)}::uuid, ${each.entryId}::uuid, ${each.allocationId}::uuid, ${each.code}, ${each.origin}, ${each.visibility ?? null}::text)`,
  );
  const query =
    sql`insert into report_exception (company_id, id, report_id, entry_id, allocation_id, code, origin, visibility, created_at)
    select d.company_id, v.id, ${reportId}::uuid, v.entry_id, v.allocation_id, d.code, v.origin, v.visibility, ${ctx.clock.now()}::timestamptz
    from (values ${sql.join(rows)}) as v (id, entry_id, allocation_id, code, origin, visibility)
    join exception_definition d on d.company_id = ${ctx.companyId} and d.code = v.code
    on conflict do nothing`.compile(ctx.tx);
  await ctx.tx.executeQuery(forLater(query));
}

/** Takes away those of ours; with `alsoReports` everything of ours that stands at the report itself. */
export async function clearSystemExceptions(
  ctx: Context,
  reportId: string,
  cleared: readonly (ExceptionPlace & { readonly code: string })[],
  alsoReports: boolean,
): Promise<void> {
  const named = cleared.map(
    ({ entryId, allocationId, code }) =>
      sql`(entry_id is not distinct from ${entryId}::uuid and allocation_id is not distinct from ${allocationId}::uuid and code = ${code})`,
  );
  if (alsoReports) named.push(sql`entry_id is null`);
  const query =
    sql`delete from report_exception where company_id = ${ctx.companyId} and report_id = ${reportId} and origin = 'system'
    and (${sql.join(named, sql` or `)})`.compile(ctx.tx);
  await ctx.tx.executeQuery(forLater(query));
}

/** Whether one stood there to be cleared. */
export async function clearException(ctx: Context, reportId: string, cleared: RaisedException): Promise<boolean> {
  const result = await db(ctx)
    .deleteFrom('report_exception')
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .where('entry_id', cleared.entryId === null ? 'is' : '=', cleared.entryId)
    .where('allocation_id', cleared.allocationId === null ? 'is' : '=', cleared.allocationId)
    .where('code', '=', cleared.code)
    .where('origin', '=', cleared.origin)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** What stands at allocations that are no more. */
export async function forgetAllocationExceptions(ctx: Context, entryIds: readonly string[]): Promise<void> {
  await db(ctx)
    .deleteFrom('report_exception')
    .where('company_id', '=', ctx.companyId)
    .where('entry_id', 'in', entryIds)
    .where('allocation_id', 'is not', null)
    .execute();
}
