import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { tables } from '../../platform/db/tx.ts';
import { decimal, toSql } from '../../platform/money/money.ts';
import type { NewRate, StartedRate } from './rate.ts';
import type { ExchangeRateTables } from './tables.ts';

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

/** The newest rate of a pair in each direction that had started by `date`. */
export async function startedRates(
  ctx: Context,
  pair: { from: string; to: string; date: string },
): Promise<{ own: StartedRate | undefined; opposite: StartedRate | undefined }> {
  const newest = (from: string, to: string) => sql`
    (select from_currency, start_date, rate from exchange_rate
      where company_id = ${ctx.companyId} and from_currency = ${from} and to_currency = ${to} and start_date <= ${pair.date}
      order by start_date desc limit 1)`;
  const found = await sql<{ from_currency: string; start_date: string; rate: string }>`
    ${newest(pair.from, pair.to)} union all ${newest(pair.to, pair.from)}`.execute(ctx.tx);
  const started = (from: string): StartedRate | undefined => {
    const row = found.rows.find((each) => each.from_currency === from);
    return row && { startDate: row.start_date, rate: decimal(row.rate) };
  };
  return { own: started(pair.from), opposite: started(pair.to) };
}
