import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { tables } from '../../../platform/db/tx.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { ExceptionDefinition } from '../inputs.ts';
import type { ExpenseTables } from '../tables.ts';
import type { ExceptionVisibility, ReportException } from '../types.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

/** In the order they arose. `entryId` null for the report's own, undefined for all. */
export async function exceptionsOf(
  ctx: Context,
  reportId: string,
  entryId: string | null | undefined,
): Promise<ReportException[]> {
  const rows = await db(ctx)
    .selectFrom('report_exception as x')
    .innerJoin('exception_definition as d', (join) =>
      join.onRef('d.company_id', '=', 'x.company_id').onRef('d.code', '=', 'x.code'),
    )
    .select(['x.code', 'x.entry_id', 'x.origin', 'x.created_at', 'd.message', 'd.severity', 'd.is_blocking'])
    .select((expression) => expression.fn.coalesce('x.visibility', 'd.visibility').as('visibility'))
    .where('x.company_id', '=', ctx.companyId)
    .where('x.report_id', '=', reportId)
    .$if(entryId === null, (query) => query.where('x.entry_id', 'is', null))
    .$if(typeof entryId === 'string', (query) => query.where('x.entry_id', '=', entryId as string))
    .orderBy('x.id')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    message: row.message,
    severity: row.severity,
    visibility: row.visibility,
    isBlocking: row.is_blocking,
    entryId: row.entry_id,
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

export interface RaisedException {
  readonly reportId: string;
  readonly entryId: string | null;
  readonly code: string;
  readonly origin: 'system' | 'api';
  /** Where it is not what the definition says. */
  readonly visibility?: ExceptionVisibility | undefined;
}

/** One that stands already stays as it is. A code that the company has not defined raises nothing. */
export async function raiseExceptions(ctx: Context, raised: readonly RaisedException[]): Promise<void> {
  if (raised.length === 0) return;
  const rows = raised.map(
    (each) =>
      sql`(${newId(ctx.clock)}::uuid, ${each.reportId}::uuid, ${each.entryId}::uuid, ${each.code}, ${each.origin}, ${each.visibility ?? null}::text)`,
  );
  await sql`insert into report_exception (company_id, id, report_id, entry_id, code, origin, visibility, created_at)
    select d.company_id, v.id, v.report_id, v.entry_id, d.code, v.origin, v.visibility, ${ctx.clock.now()}::timestamptz
    from (values ${sql.join(rows)}) as v (id, report_id, entry_id, code, origin, visibility)
    join exception_definition d on d.company_id = ${ctx.companyId} and d.code = v.code
    on conflict do nothing`.execute(ctx.tx);
}

/** Takes away those of ours; with `alsoReports` everything of ours that stands at the report itself. */
export async function clearSystemExceptions(
  ctx: Context,
  reportId: string,
  cleared: readonly { readonly entryId: string | null; readonly code: string }[],
  alsoReports: boolean,
): Promise<void> {
  const named = cleared.map(({ entryId, code }) => sql`(entry_id is not distinct from ${entryId}::uuid and code = ${code})`);
  if (alsoReports) named.push(sql`entry_id is null`);
  await sql`delete from report_exception where company_id = ${ctx.companyId} and report_id = ${reportId} and origin = 'system'
    and (${sql.join(named, sql` or `)})`.execute(ctx.tx);
}

/** Whether one stood there to be cleared. */
export async function clearException(ctx: Context, cleared: RaisedException): Promise<boolean> {
  const result = await db(ctx)
    .deleteFrom('report_exception')
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', cleared.reportId)
    .where('entry_id', cleared.entryId === null ? 'is' : '=', cleared.entryId)
    .where('code', '=', cleared.code)
    .where('origin', '=', cleared.origin)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
