import { sql, type Insertable } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { plannedOnce } from '../../platform/db/sending.ts';
import { tables } from '../../platform/db/tx.ts';
import { decimal } from '../../platform/money/money.ts';
import type { TaxTables } from './tables.ts';
import type { Taxable, TaxLine } from './tax.ts';

/** Rows of a whole catalogue, in the order that their references ask for. */
export interface CatalogueRows {
  readonly tax_authority: readonly Insertable<TaxTables['tax_authority']>[];
  readonly tax_area: readonly Insertable<TaxTables['tax_area']>[];
  readonly tax_rate_type: readonly Insertable<TaxTables['tax_rate_type']>[];
  readonly tax_rate: readonly Insertable<TaxTables['tax_rate']>[];
  readonly tax_rule: readonly Insertable<TaxTables['tax_rule']>[];
}

export async function insertCatalogue(ctx: Context, rows: CatalogueRows): Promise<void> {
  const db = tables<TaxTables>(ctx.tx);
  await db
    .insertInto('tax_authority')
    .values([...rows.tax_authority])
    .execute();
  await db
    .insertInto('tax_area')
    .values([...rows.tax_area])
    .execute();
  await db
    .insertInto('tax_rate_type')
    .values([...rows.tax_rate_type])
    .execute();
  await db
    .insertInto('tax_rate')
    .values([...rows.tax_rate])
    .execute();
  await db
    .insertInto('tax_rule')
    .values([...rows.tax_rule])
    .execute();
}

interface LineRow {
  ord: number;
  position: number;
  authority_id: string;
  rate_type_id: string;
  rule_id: string;
  percent: string;
  reclaim_percent: string;
  tax_code: string | null;
  reclaim_code: string | null;
}

/** The taxes of each of these, in their order; in one statement. A rule for the type goes before one for all, whenever either began. */
export async function taxLinesOf(ctx: Context, expenses: readonly Taxable[]): Promise<TaxLine[][]> {
  const asked = expenses.map(
    (one, ord) => sql`(${ord}::int, ${one.countryCode}, ${one.subdivisionCode ?? ''}, ${one.expenseTypeId}, ${one.date}::date)`,
  );
  const query = sql<LineRow>`
    select q.ord, a.position, a.authority_id, u.rate_type_id, u.id as rule_id, r.percent, u.reclaim_percent, u.tax_code, u.reclaim_code
    from (values ${sql.join(asked)}) as q (ord, country, region, type, day)
    join tax_area a on a.company_id = ${ctx.companyId} and a.country_code = q.country and a.subdivision_code =
      (select max(y.subdivision_code) from tax_area y
        where y.company_id = ${ctx.companyId} and y.country_code = q.country and y.subdivision_code in ('', q.region))
    join lateral (select * from tax_rule x where x.company_id = a.company_id and x.authority_id = a.authority_id
      and x.expense_type_id in ('', q.type) and x.start_date <= q.day
      order by x.expense_type_id desc, x.start_date desc limit 1) u on true
    join lateral (select z.percent from tax_rate z where z.company_id = a.company_id and z.rate_type_id = u.rate_type_id
      and z.start_date <= q.day order by z.start_date desc limit 1) r on true
    order by q.ord, a.position`;
  const { rows } = await ctx.tx.executeQuery(plannedOnce(query.compile(ctx.tx)));
  const lines: TaxLine[][] = expenses.map(() => []);
  for (const row of rows) {
    lines[row.ord]?.push({
      authorityId: row.authority_id,
      position: row.position,
      rateTypeId: row.rate_type_id,
      ruleId: row.rule_id,
      percent: decimal(row.percent),
      reclaimPercent: decimal(row.reclaim_percent),
      taxCode: row.tax_code,
      reclaimCode: row.reclaim_code,
    });
  }
  return lines;
}

/** By id: how the authorities are called, and their rate types. */
export async function namesOf(
  ctx: Context,
  authorityIds: readonly string[],
): Promise<{ authorities: Map<string, { name: string; label: string }>; rateTypes: Map<string, string> }> {
  if (authorityIds.length === 0) return { authorities: new Map(), rateTypes: new Map() };
  const db = tables<TaxTables>(ctx.tx);
  const found = await db
    .selectFrom('tax_authority as a')
    .leftJoin('tax_rate_type as t', (join) =>
      join.onRef('t.company_id', '=', 'a.company_id').onRef('t.authority_id', '=', 'a.id'),
    )
    .select(['a.id', 'a.name', 'a.label', 't.id as rate_type_id', 't.name as rate_type_name'])
    .where('a.company_id', '=', ctx.companyId)
    .where('a.id', 'in', authorityIds)
    .execute();
  return {
    authorities: new Map(found.map(({ id, name, label }) => [id, { name, label }])),
    rateTypes: new Map(found.flatMap((row) => (row.rate_type_id ? [[row.rate_type_id, row.rate_type_name ?? ''] as const] : []))),
  };
}
