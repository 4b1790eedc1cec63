import { Decimal as DecimalJs } from 'decimal.js';
import { MINOR_UNIT_DIGITS } from './currencies.ts';

/** 15 + 8 digits times a rate of as many stay exact; half-up is away from zero, as invoices round. */
const Exact = DecimalJs.clone({ precision: 60, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60 });

export type Decimal = DecimalJs;
export type Money = Readonly<{ amount: Decimal; currency: string }>;
export type RateOperation = 'MULTIPLY' | 'DIVIDE';

/** The value is no amount, rate, percentage or currency; the message says why in words a client may read. */
export class MoneyError extends Error {
  override name = 'MoneyError';
}

const MAX_INTEGER_DIGITS = 15;
const MAX_DECIMALS = 8;
const MAX_TEXT = 64;
const PLAIN_ZERO = /^0(?:\.0+)?$/;
const PLAIN_DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

export const ZERO: Decimal = new Exact(0);

/**
 * A decimal from a trusted place: the database, a constant, another decimal. Any number of digits.
 * @throws MoneyError when the value is not a finite number in plain notation.
 */
export function decimal(value: string | number | Decimal): Decimal {
  if (typeof value === 'string') {
    // What most columns hold; and what the column before held, as totals of one report do.
    if (PLAIN_ZERO.test(value)) return ZERO;
    if (value === latest.text) return latest.value;
    if (!PLAIN_DECIMAL.test(value)) throw new MoneyError('The value is not a decimal number.');
  }
  const result = new Exact(value);
  if (!result.isFinite()) throw new MoneyError('The value is not a finite number.');
  const kept = result.isZero() ? ZERO : result;
  if (typeof value === 'string') latest = { text: value, value: kept };
  return kept;
}

let latest = { text: '0', value: ZERO };

/**
 * An amount as a client sent it: a JSON number, or text in plain decimal notation. At most 15 digits before the point and 8 after it.
 * @throws MoneyError naming the rule that is broken.
 */
export function parseAmount(value: unknown): Decimal {
  if (typeof value !== 'number' && typeof value !== 'string') throw new MoneyError('The amount is neither a number nor text.');
  if (typeof value === 'string' && value.length > MAX_TEXT) throw new MoneyError('The amount has too many digits.');
  const amount = decimal(value);
  if (amount.abs().gte(`1e${MAX_INTEGER_DIGITS}`)) {
    throw new MoneyError(`The amount has more than ${MAX_INTEGER_DIGITS} digits before the decimal point.`);
  }
  if (amount.decimalPlaces() > MAX_DECIMALS) {
    throw new MoneyError(`The amount has more than ${MAX_DECIMALS} digits after the decimal point.`);
  }
  return amount;
}

export function add(a: Decimal, b: Decimal): Decimal {
  return decimal(a.plus(b));
}

export function sum(amounts: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const amount of amounts) total = total.plus(amount);
  return decimal(total);
}

export function negate(amount: Decimal): Decimal {
  return decimal(amount.negated());
}

/** The code in upper case when it is a currency, whatever its case; else undefined. */
export function normalizeCurrency(code: string): string | undefined {
  const upper = /^[a-z]{3}$/i.test(code) ? code.toUpperCase() : '';
  return MINOR_UNIT_DIGITS.has(upper) ? upper : undefined;
}

/** Digits after the point of the currency's smallest unit. @throws MoneyError when the code is not known. */
export function minorUnitDigits(currency: string): number {
  const digits = MINOR_UNIT_DIGITS.get(normalizeCurrency(currency) ?? '');
  if (digits === undefined) throw new MoneyError('The currency code is not known.');
  return digits;
}

/** The amount in whole minor units of the currency, halves away from zero. */
export function roundToCurrency(amount: Decimal, currency: string): Decimal {
  return decimal(decimal(amount).toDecimalPlaces(minorUnitDigits(currency)));
}

/**
 * The amount times, or divided by, the rate, rounded to the currency it becomes.
 * @throws MoneyError when the rate is not above zero.
 */
export function convert(amount: Decimal, rate: Decimal, operation: RateOperation, currency: string): Decimal {
  if (!rate.gt(0)) throw new MoneyError('The exchange rate is not above zero.');
  const exact = decimal(amount);
  return roundToCurrency(operation === 'MULTIPLY' ? exact.times(rate) : exact.div(rate), currency);
}

/**
 * The amount, rounded to its currency, split so that the parts add up to it again: see apportion. Percentages that add up to something near
 * 100, such as three of 33.33, still share the whole; whether such a sum is allowed is for the caller to say.
 * @throws MoneyError when there is no percentage, one is negative, or all are zero.
 */
export function allocateByPercent(amount: Decimal, percents: readonly Decimal[], currency: string): Decimal[] {
  return apportion(roundToCurrency(amount, currency), percents, minorUnitDigits(currency));
}

/**
 * The amount in parts that are in proportion to the weights and add up to it: every part gets its whole units of the last digit, and the units
 * left over go one each to the parts that lost most (the earlier part when equal). More digits than asked for are kept where the amount has
 * them.
 * @throws MoneyError when there is no weight, one is negative, or all are zero.
 */
export function apportion(amount: Decimal, weights: readonly Decimal[], digits: number): Decimal[] {
  const parts = inUnits(weights, Math.max(0, ...weights.map((weight) => weight.decimalPlaces())));
  const whole = total(parts);
  if (whole <= 0n || parts.some((part) => part < 0n)) throw new MoneyError('The percentages must not be negative, nor all zero.');
  const scale = Math.max(digits, amount.decimalPlaces());
  const [units = 0n] = inUnits([amount.abs()], scale);
  const shares = parts.map((part) => (units * part) / whole);
  const lost = parts.map((part, index) => ({ index, remainder: (units * part) % whole }));
  lost.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of lost.slice(0, Number(units - total(shares)))) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares.map((share) => fromUnits(share, scale, amount.isNegative()));
}

// Sharing out is done in whole numbers: a report may have ten thousand shares, and a decimal's division costs twenty of theirs.

const inUnits = (amounts: readonly Decimal[], scale: number): bigint[] =>
  amounts.map((amount) => BigInt(amount.toFixed(scale).replace('.', '')));

const total = (units: readonly bigint[]): bigint => units.reduce((before, one) => before + one, 0n);

function fromUnits(units: bigint, scale: number, isNegative: boolean): Decimal {
  const digits = units.toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return decimal(`${isNegative ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}`);
}

/** For a numeric column: plain notation, never an exponent. */
export function toSql(amount: Decimal): string {
  return amount.toFixed();
}

/** What the library keeps of a value: words of seven digits, the exponent of the first digit, the sign. */
const WORD = 10_000_000;
const DIGITS_OF_WORD = 7;

/** For a JSON number. Exact for up to 15 significant digits, which is what a double holds. */
export function toWire(amount: Decimal): number {
  const { d: words, e: exponent, s: sign } = amount;
  const behindPoint = words.length - Math.floor(exponent / DIGITS_OF_WORD) - 1;
  const [first = 0, second = 0] = words;
  // One division of two whole numbers rounds as reading the text would, at a tenth of the cost.
  if (words.length === 1 && behindPoint >= 0 && behindPoint <= 1) return (sign * first) / (behindPoint === 0 ? 1 : WORD);
  if (words.length === 2 && behindPoint === 1) return (sign * (first * WORD + second)) / WORD;
  return amount.toNumber();
}
