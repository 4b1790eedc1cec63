import { isDay } from '../../platform/dates/day.ts';
import { decimal } from '../../platform/money/money.ts';
import { isCountry } from '../../platform/names/names.ts';
import { isLonger } from '../../platform/text.ts';
import { ValueRefused } from './errors.ts';

/** Amounts in a report's currency stay below this: fifteen digits before the point are kept. */
export const AMOUNT_LIMIT = decimal('1000000000000000');

/** Characters; a façade whose page allows less refuses sooner. */
export const MAX_NAME = 255;
export const MAX_PURPOSE = 500;
export const MAX_COMMENT = 2000;

export { isDay };

export function checkDay(field: string, value: string | null): string | null {
  if (value !== null && !isDay(value)) throw new ValueRefused(field, 'is not a day of the calendar.');
  return value;
}

/** A country's two letters, in capitals. @throws ValueRefused for a code that no country has. */
export function checkCountry(field: string, value: string | null): string | null {
  if (!value) return null;
  const code = value.toUpperCase();
  if (!isCountry(code)) throw new ValueRefused(field, 'is not the code of a country.');
  return code;
}

/** The text as it is. @throws ValueRefused when it is longer than a page allows. */
export function checkText(field: string, value: string | null, maximum: number): string | null {
  if (value !== null && isLonger(value, maximum)) throw new ValueRefused(field, `is longer than ${maximum} characters.`);
  return value;
}
