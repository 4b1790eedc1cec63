import { sql, type Selectable } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { tables, type Tx } from '../../platform/db/tx.ts';
import { lowestIdAt } from '../../platform/ids/index.ts';
import type { ExchangeContent, ExchangeLine } from './exchange.ts';
import type { ExchangeRow } from './keep.ts';
import { unpack } from './pack.ts';
import type { ExchangeLogTables, ExchangeTable } from './tables.ts';

const db = (tx: Tx) => tables<ExchangeLogTables>(tx);

const toLine = (row: Selectable<ExchangeTable>): ExchangeLine => ({
  id: row.id,
  appId: row.app_id,
  receivedAt: row.received_at,
  milliseconds: row.duration_us / 1000,
  method: row.method,
  path: row.path,
  query: row.query,
  operation: row.operation ?? undefined,
  status: row.status,
  correlationId: row.correlation_id,
  principal: { kind: row.principal_kind, id: row.principal_id ?? undefined },
  proven: row.proven,
  refusalCode: row.refusal_code ?? undefined,
  faultId: row.fault_id ?? undefined,
});

/** Exchanges of one company that lie together. */
export interface ExchangeBundle {
  readonly companyId: string;
  readonly lines: readonly ExchangeRow['line'][];
  /** Their contents, packed, in the same order. */
  readonly packed: string;
}

/** One statement for all of them: the database takes the rows apart. */
export async function insertBundle(tx: Tx, { companyId, lines, packed }: ExchangeBundle): Promise<void> {
  // The latest: what is older than an id may be deleted, and with it every content below that id.
  const contentId = lines.reduce((latest, { id }) => (id > latest ? id : latest), '');
  const rows = JSON.stringify(lines.map((line, place) => ({ ...line, content_id: contentId, content_place: place })));
  await sql`with lines as (insert into exchange select * from json_populate_recordset(null::exchange, ${rows}::text::json))
    insert into exchange_content (company_id, id, content) values (${companyId}, ${contentId}, ${packed})`.execute(tx);
}

export interface ExchangeFilter {
  readonly appId?: string;
  readonly method?: string;
  /** A whole status, or the class of one: 4 for every 4xx. */
  readonly status?: number;
  readonly statusClass?: number;
  readonly principalId?: string;
  readonly correlationId?: string;
  /** All of these words are in the path, the query or the operation. */
  readonly words?: readonly string[];
  readonly from?: Date;
  readonly to?: Date;
}

const likeSafe = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Newest first; `after` is the id of the last line of the page before. */
export async function selectLines(
  ctx: Context,
  filter: ExchangeFilter,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<ExchangeLine[]> {
  let query = db(ctx.tx).selectFrom('exchange').selectAll().where('company_id', '=', ctx.companyId);
  if (page.after !== undefined) query = query.where('id', '<', page.after);
  if (filter.appId !== undefined) query = query.where('app_id', '=', filter.appId);
  if (filter.method !== undefined) query = query.where('method', '=', filter.method);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.statusClass !== undefined) query = query.where(sql`status / 100`, '=', filter.statusClass);
  if (filter.principalId !== undefined) query = query.where('principal_id', '=', filter.principalId);
  if (filter.correlationId !== undefined) query = query.where('correlation_id', '=', filter.correlationId);
  if (filter.from) query = query.where('id', '>=', lowestIdAt(filter.from));
  if (filter.to) query = query.where('id', '<', lowestIdAt(filter.to));
  for (const word of filter.words ?? [])
    query = query.where(sql`path || '?' || query || ' ' || coalesce(operation, '')`, 'ilike', likeSafe(word));
  return (await query.orderBy('id', 'desc').limit(page.limit).execute()).map(toLine);
}

export async function selectExchange(
  ctx: Context,
  id: string,
): Promise<(ExchangeLine & { readonly content: ExchangeContent }) | undefined> {
  const row = await db(ctx.tx)
    .selectFrom('exchange as e')
    .innerJoin('exchange_content as c', (join) =>
      join.onRef('c.company_id', '=', 'e.company_id').onRef('c.id', '=', 'e.content_id'),
    )
    .selectAll('e')
    .select('c.content')
    .where('e.company_id', '=', ctx.companyId)
    .where('e.id', '=', id)
    .executeTakeFirst();
  const content = row && (await unpack(row.content))[row.content_place];
  return content && { ...toLine(row), content };
}

/** The apps of a company's exchanges. */
export async function selectApps(ctx: Context): Promise<string[]> {
  const rows = await db(ctx.tx)
    .selectFrom('exchange')
    .select('app_id')
    .distinct()
    .where('company_id', '=', ctx.companyId)
    .execute();
  return rows.map(({ app_id }) => app_id);
}

export async function deleteAll(ctx: Context): Promise<void> {
  await db(ctx.tx).deleteFrom('exchange_content').where('company_id', '=', ctx.companyId).execute();
  await db(ctx.tx).deleteFrom('exchange').where('company_id', '=', ctx.companyId).execute();
}
