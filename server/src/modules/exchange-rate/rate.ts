import { isDay } from '../../platform/dates/day.ts';
import { decimal, normalizeCurrency, type Decimal, type RateOperation } from '../../platform/money/money.ts';
import { RateRefused } from './errors.ts';
import type { RateSetting } from './setting.ts';

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

/** The newest rate of one direction that had started by the day asked for. */
export interface StartedRate {
  readonly startDate: string;
  readonly rate: Decimal;
}

/** Digits after the point that a rate is kept and handed out with. */
const DIGITS = 14;
const LIMIT = '1e15';

/**
 * A rate as it is kept, its currencies in upper case.
 * @throws RateRefused for an unknown or repeated currency, a day that the calendar has not, and a rate that is not above zero or that 15 digits
 * before and 14 after the point cannot hold.
 */
export function checkedRate(rate: NewRate): NewRate {
  const from = normalizeCurrency(rate.from);
  const to = normalizeCurrency(rate.to);
  if (!from || !to) throw new RateRefused(`${from ? rate.to : rate.from} is not a currency.`);
  if (from === to) throw new RateRefused('A rate converts between two different currencies.');
  if (!isDay(rate.startDate)) throw new RateRefused(`${rate.startDate} is not a day of the calendar.`);
  if (!rate.rate.gt(0)) throw new RateRefused('A rate is above zero.');
  if (rate.rate.gte(LIMIT) || rate.rate.decimalPlaces() > DIGITS) throw new RateRefused('The rate has too many digits.');
  return { ...rate, from, to };
}

/**
 * What the company's own rates say under its setting: the later of the pair's own rate and, where inversion is allowed, the opposite pair's, its own
 * at a tie; and the markup on it.
 */
export function resolveRate(
  setting: RateSetting,
  own: StartedRate | undefined,
  opposite: StartedRate | undefined,
): FoundRate | undefined {
  if (setting.source === 'EXTERNAL_ONLY') return undefined;
  const found = chooseRate(own, setting.allowsInversion ? opposite : undefined);
  return found && markedUp(found, setting.markupPercent);
}

/** An opposite rate divides: turning it into a product first would round twice. */
function chooseRate(own: StartedRate | undefined, opposite: StartedRate | undefined): FoundRate | undefined {
  if (own && (!opposite || own.startDate >= opposite.startDate)) return { value: own.rate, operation: 'MULTIPLY' };
  return opposite && { value: opposite.rate, operation: 'DIVIDE' };
}

/** The rate increased by a percentage: what one unit converts to grows, so a divisor shrinks. */
function markedUp({ value, operation }: FoundRate, percent: Decimal): FoundRate {
  if (percent.isZero()) return { value, operation };
  const factor = percent.div(100).plus(1);
  const raised = operation === 'MULTIPLY' ? value.times(factor) : value.div(factor);
  return { value: decimal(raised.toDecimalPlaces(DIGITS)), operation };
}
