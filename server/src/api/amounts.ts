import { decimal, MoneyError, normalizeCurrency, parseAmount, type Decimal } from '../platform/money/money.ts';
import { InvalidInput } from '../platform/http/refusals.ts';

const refused = (path: string, message: string): InvalidInput => new InvalidInput('body', [{ path, rule: 'format', message }]);

type Refuse = (path: string, message: string) => Error;

/** An amount that a caller wrote as a number or as text; the refusal names the field, and is the resource's own where it has one. */
export function readAmount(path: string, value: number | string, refuse: Refuse = refused): Decimal {
  try {
    return parseAmount(value);
  } catch (error) {
    if (error instanceof MoneyError) throw refuse(path, error.message);
    throw error;
  }
}

/** An exchange rate: above zero, with as many digits as JSON or text can hold. */
export function readRate(path: string, value: number): Decimal {
  // From here on a number is written with an exponent.
  if (!(value < 1e21)) throw refused(path, 'is too large');
  const rate = decimal(value.toFixed(14));
  if (!rate.gt(0)) throw refused(path, 'must be above zero');
  return rate;
}

/** A currency code in any case. */
export function readCurrency(path: string, code: string): string {
  const known = normalizeCurrency(code);
  if (!known) throw refused(path, `${code} is not an ISO 4217 currency code`);
  return known;
}
