import { sql, type Selectable } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { tables } from '../../platform/db/tx.ts';
import { decimal, toSql } from '../../platform/money/money.ts';
import type { NewRate, StartedRate } from './rate.ts';
import { DEFAULT_SETTING, type RateSetting } from './setting.ts';
import type { ExchangeRateSettingTable, ExchangeRateTables } from './tables.ts';

/** One statement per thousand rates: PostgreSQL takes at most 65,535 parameters. */
const BATCH = 1000;

export async function writeRates(ctx: Context, rates: readonly NewRate[]): Promise<void> {
  for (let start = 0; start < rates.length; start += BATCH) {
    const rows = rates.slice(start, start + BATCH).map((rate) => ({
      company_id: ctx.companyId,
      from_currency: rate.from,
      to_currency: rate.to,
      start_date: rate.startDate,
      rate: toSql(rate.rate),
    }));
    await tables<ExchangeRateTables>(ctx.tx)
      .insertInto('exchange_rate')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['company_id', 'from_currency', 'to_currency', 'start_date'])
          .doUpdateSet((eb) => ({ rate: eb.ref('excluded.rate') })),
      )
      .execute();
  }
}

const settingOf = (row: Selectable<ExchangeRateSettingTable> | undefined): RateSetting =>
  row
    ? { source: row.source, markupPercent: decimal(row.markup_percent), allowsInversion: row.allows_inversion }
    : DEFAULT_SETTING;

export async function readSetting(ctx: Context): Promise<RateSetting> {
  const found = await tables<ExchangeRateTables>(ctx.tx)
    .selectFrom('exchange_rate_setting')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .executeTakeFirst();
  return settingOf(found);
}

export async function writeSetting(ctx: Context, { source, markupPercent, allowsInversion }: RateSetting): Promise<void> {
  const columns = { source, markup_percent: toSql(markupPercent), allows_inversion: allowsInversion };
  await tables<ExchangeRateTables>(ctx.tx)
    .insertInto('exchange_rate_setting')
    .values({ company_id: ctx.companyId, ...columns })
    .onConflict((conflict) => conflict.column('company_id').doUpdateSet(columns))
    .execute();
}

/** The company's setting, and the newest rate of a pair in each direction that had started by `date`; in one statement. */
export async function startedRates(
  ctx: Context,
  pair: { from: string; to: string; date: string },
): Promise<{ setting: RateSetting; own: StartedRate | undefined; opposite: StartedRate | undefined }> {
  const newest = (from: string, to: string) => sql`
    (select from_currency, start_date, rate from exchange_rate
      where company_id = ${ctx.companyId} and from_currency = ${from} and to_currency = ${to} and start_date <= ${pair.date}
      order by start_date desc limit 1)`;
  type Row = Partial<Selectable<ExchangeRateSettingTable>> & { from_currency: string; start_date: string; rate: string };
  const { rows } = await sql<Row>`
    select r.*, s.* from (${newest(pair.from, pair.to)} union all ${newest(pair.to, pair.from)}) r
    left join exchange_rate_setting s on s.company_id = ${ctx.companyId}`.execute(ctx.tx);
  const started = (from: string): StartedRate | undefined => {
    const row = rows.find((each) => each.from_currency === from);
    return row && { startDate: row.start_date, rate: decimal(row.rate) };
  };
  const [row] = rows;
  return {
    setting: settingOf(row?.source ? (row as Selectable<ExchangeRateSettingTable>) : undefined),
    own: started(pair.from),
    opposite: started(pair.to),
  };
}
