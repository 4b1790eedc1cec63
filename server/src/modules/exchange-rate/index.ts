import type { Context } from '../../platform/context.ts';
import { normalizeCurrency } from '../../platform/money/money.ts';
import { RateRefused } from './errors.ts';
import { startedRates, writeRates } from './rate-queries.ts';
import { chooseRate, type FoundRate, type NewRate } from './rate.ts';

export * from './errors.ts';
export type { FoundRate, NewRate } from './rate.ts';

/** A company's own effective-dated rates: api-reference/expense/exchange-rate/v4.exchange-rate. */
export interface ExchangeRates {
  /**
   * Adds rates; one of the same pair and date is replaced.
   * @throws RateRefused for an unknown or repeated currency and a rate that is not above zero; nothing is then written.
   */
  setRates(ctx: Context, rates: readonly NewRate[]): Promise<void>;
  /**
   * The rate in force on a day (YYYY-MM-DD): the pair's own, or the opposite pair's with DIVIDE, whichever started later; undefined when neither
   * has started.
   */
  rateOn(
    ctx: Context,
    pair: { readonly from: string; readonly to: string; readonly date: string },
  ): Promise<FoundRate | undefined>;
}

export function createExchangeRates(): ExchangeRates {
  return {
    async setRates(ctx, rates) {
      const byKey = new Map(rates.map(checked).map((rate) => [`${rate.from}${rate.to}${rate.startDate}`, rate]));
      await writeRates(ctx, [...byKey.values()]);
      if (rates.length > 0)
        ctx.record({ subjectKind: 'exchange-rate', subjectId: ctx.companyId, action: 'set', details: { count: rates.length } });
    },
    async rateOn(ctx, pair) {
      const { own, opposite } = await startedRates(ctx, pair);
      return chooseRate(own, opposite);
    },
  };
}

function checked(rate: NewRate): NewRate {
  const from = normalizeCurrency(rate.from);
  const to = normalizeCurrency(rate.to);
  if (!from || !to) throw new RateRefused(`${from ? rate.to : rate.from} is not a currency.`);
  if (from === to) throw new RateRefused('A rate converts between two different currencies.');
  if (!rate.rate.gt(0)) throw new RateRefused('A rate is above zero.');
  return { ...rate, from, to };
}
