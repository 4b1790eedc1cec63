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

/** @throws ValueRefused for an end before its start. */
export function checkSpan(startDate: string | null, endDate: string | null): void {
  if (startDate !== null && endDate !== null && endDate < startDate) throw new ValueRefused('endDate', 'is before startDate.');
}

/** Territories are subdivisions of the country that they belong to, and have a code of their own: US-PR and PR. */
function isSubdivisionOf(code: string, country: string): boolean {
  const [, prefix, rest] = /^([A-Z]{2})-(.+)$/.exec(code.toUpperCase()) ?? [];
  return prefix === undefined || prefix === country || rest === country;
}

/** As it is; what has no country's letters before it cannot be judged. @throws ValueRefused for a subdivision of another country. */
export function checkSubdivision(field: string, value: string | null, country: string | null): string | null {
  const code = checkText(field, value, 6);
  if (code !== null && country !== null && !isSubdivisionOf(code, country))
    throw new ValueRefused(field, `is not a subdivision of ${country}.`);
  return code;
}

/** The subdivision after a change of it or of the country: a held one goes with its country. @throws ValueRefused. */
export function changedSubdivision(
  field: string,
  change: { given: string | null | undefined; held: string | null; country: string | null },
): string | null {
  const { given, held, country } = change;
  if (given !== undefined) return checkSubdivision(field, given, country);
  return held !== null && country !== null && isSubdivisionOf(held, country) ? held : null;
}

/** @throws ValueRefused for a name that shows nothing, or too much. */
export function checkName(value: string): string {
  if (value.trim() === '') throw new ValueRefused('name', 'is empty.');
  return checkText('name', value, MAX_NAME) ?? '';
}

/** The text as it is. @throws ValueRefused when it is longer than a page allows. */
export function checkText(field: string, value: string | null, maximum: number): string | null {
  if (value !== null && isLonger(value, maximum)) throw new ValueRefused(field, `is longer than ${maximum} characters.`);
  return value;
}
