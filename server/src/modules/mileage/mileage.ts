import { decimal, roundToCurrency, ZERO, type Decimal } from '../../platform/money/money.ts';

/** Whose car it is: one's own, or the company's. */
export type CarKind = 'PERSONAL' | 'COMPANY';
/** Miles or kilometres. */
export type DistanceUnit = 'M' | 'K';

/** What is paid for each unit of distance from a distance of the year on. */
export interface Band {
  readonly from: Decimal;
  readonly rate: Decimal;
  /** For each passenger, on top. */
  readonly passengerRate: Decimal;
}

/** What is paid for a journey on a day. */
export interface Tariff {
  readonly configurationId: string;
  readonly unit: DistanceUnit;
  readonly currencyCode: string;
  /** By their beginning; the first begins at 0. */
  readonly bands: readonly Band[];
}

export interface Distance {
  /** What was travelled in the year before, under the same configuration. */
  readonly before: Decimal;
  readonly distance: Decimal;
  readonly passengers: number;
}

/** The international mile. */
const KILOMETRES_OF_A_MILE = decimal('1.609344');
const DISTANCE_DIGITS = 3;

/** A distance in another unit, with three digits. */
export function inUnit(distance: Decimal, from: DistanceUnit, to: DistanceUnit): Decimal {
  if (from === to) return distance;
  const other = from === 'M' ? distance.times(KILOMETRES_OF_A_MILE) : distance.dividedBy(KILOMETRES_OF_A_MILE);
  return decimal(other.toDecimalPlaces(DISTANCE_DIGITS));
}

/** Each part of the way at the rate of the band that it falls in; unrounded. */
export function exactAmount(bands: readonly Band[], { before, distance, passengers }: Distance): Decimal {
  const after = before.plus(distance);
  let amount: Decimal = ZERO;
  for (const [index, band] of bands.entries()) {
    const next = bands[index + 1]?.from;
    const begin = band.from.gt(before) ? band.from : before;
    const end = next?.lt(after) ? next : after;
    if (end.lte(begin)) continue;
    amount = decimal(amount.plus(end.minus(begin).times(band.rate.plus(band.passengerRate.times(passengers)))));
  }
  return amount;
}

/** What is paid for a journey, rounded as its currency is. */
export const amountOf = (tariff: Pick<Tariff, 'bands' | 'currencyCode'>, distance: Distance): Decimal =>
  roundToCurrency(exactAmount(tariff.bands, distance), tariff.currencyCode);
