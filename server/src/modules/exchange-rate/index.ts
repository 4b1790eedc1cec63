import type { Context } from '../../platform/context.ts';
import { toSql } from '../../platform/money/money.ts';
import { RateRefused, TooManyRates } from './errors.ts';
import { readSetting, startedRates, writeRates, writeSetting } from './rate-queries.ts';
import { checkedRate, resolveRate, type FoundRate, type NewRate } from './rate.ts';
import { checkedSetting, type RateSetting } from './setting.ts';

export * from './errors.ts';
export type { FoundRate, NewRate } from './rate.ts';
export type { RateSetting } from './setting.ts';

/** What became of one rate of an upload: kept, or why not. */
export type UploadOutcome = { readonly refused?: RateRefused };

/** A company's own effective-dated rates: api-reference/expense/exchange-rate/v4.exchange-rate. */
export interface ExchangeRates {
  /**
   * Adds rates; one of the same pair and date is replaced.
   * @throws RateRefused for the first that cannot be kept (see `checkedRate`); nothing is then written.
   */
  setRates(ctx: Context, rates: readonly NewRate[]): Promise<void>;
  /**
   * The same, each rate for itself: what became of them in their order. Of two for the same pair and date the later one holds.
   * @throws TooManyRates above 100.
   */
  uploadRates(ctx: Context, rates: readonly NewRate[]): Promise<readonly UploadOutcome[]>;
  /**
   * The rate in force on a day (YYYY-MM-DD) under the company's setting: the pair's own, or the opposite pair's with DIVIDE, whichever started later,
   * with the markup; undefined when neither has started or the setting leaves own rates out.
   */
  rateOn(
    ctx: Context,
    pair: { readonly from: string; readonly to: string; readonly date: string },
  ): Promise<FoundRate | undefined>;
  setting(ctx: Context): Promise<RateSetting>;
  /** @throws RateSettingRefused */
  changeSetting(ctx: Context, setting: RateSetting): Promise<void>;
}

/** Rates of one upload: api-reference/expense/exchange-rate/v4.exchange-rate#limitations. */
const MOST_AT_ONCE = 100;

export function createExchangeRates(): ExchangeRates {
  return {
    setRates: (ctx, rates) => keep(ctx, rates.map(checkedRate)),
    uploadRates,
    async rateOn(ctx, pair) {
      const { setting, own, opposite } = await startedRates(ctx, pair);
      return resolveRate(setting, own, opposite);
    },
    setting: readSetting,
    async changeSetting(ctx, setting) {
      const checked = checkedSetting(setting);
      await writeSetting(ctx, checked);
      const details = { ...checked, markupPercent: toSql(checked.markupPercent) };
      ctx.record({ subjectKind: 'exchange-rate', subjectId: ctx.companyId, action: 'setting-changed', details });
    },
  };
}

async function keep(ctx: Context, rates: readonly NewRate[]): Promise<void> {
  if (rates.length === 0) return;
  const byKey = new Map(rates.map((rate) => [`${rate.from}${rate.to}${rate.startDate}`, rate]));
  await writeRates(ctx, [...byKey.values()]);
  ctx.record({ subjectKind: 'exchange-rate', subjectId: ctx.companyId, action: 'set', details: { count: byKey.size } });
}

async function uploadRates(ctx: Context, rates: readonly NewRate[]): Promise<UploadOutcome[]> {
  if (rates.length > MOST_AT_ONCE) throw new TooManyRates(MOST_AT_ONCE);
  const kept: NewRate[] = [];
  const outcomes = rates.map((rate): UploadOutcome => {
    try {
      kept.push(checkedRate(rate));
      return {};
    } catch (refused) {
      if (refused instanceof RateRefused) return { refused };
      throw refused;
    }
  });
  await keep(ctx, kept);
  return outcomes;
}
