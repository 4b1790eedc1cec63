import type { Context } from '../../platform/context.ts';
import type { Decimal, RateOperation } from '../../platform/money/money.ts';

export interface NewRate {
  readonly from: string;
  readonly to: string;
  /** YYYY-MM-DD; holds until the next one of the pair starts. */
  readonly startDate: string;
  /** How many units of `to` one unit of `from` is worth. */
  readonly rate: Decimal;
}

export interface FoundRate {
  readonly value: Decimal;
  readonly operation: RateOperation;
}

export interface ExchangeRates {
  /** Adds rates; one of the same pair and date is replaced. */
  setRates(ctx: Context, rates: readonly NewRate[]): Promise<void>;
  /** The rate in force on a day: the pair's own, or the opposite pair's with DIVIDE, whichever started later; undefined when neither exists. */
  rateOn(
    ctx: Context,
    pair: { readonly from: string; readonly to: string; readonly date: string },
  ): Promise<FoundRate | undefined>;
}
