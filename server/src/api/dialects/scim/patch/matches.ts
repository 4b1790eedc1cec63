import type { Expression } from '../filter/parse-filter.ts';
import { badFilter } from '../filter/tokens.ts';
import { isDocument, type Json } from '../schema/attribute.ts';

/** Whether an entry of a list meets a filter; `value` of a plain entry is the entry itself. */
export function matches(entry: Json, where: Expression): boolean {
  switch (where.kind) {
    case 'and':
      return where.parts.every((part) => matches(entry, part));
    case 'or':
      return where.parts.some((part) => matches(entry, part));
    case 'not':
      return !matches(entry, where.part);
    case 'entry':
      return valuesAt(entry, where.path).some((value) => matches(value, where.where));
    default:
      return compare(valuesAt(entry, where.path), where);
  }
}

function compare(values: readonly Json[], { operator, value }: Expression & { kind: 'compare' }): boolean {
  if (operator === 'pr') return values.some((one) => one !== '');
  if (operator === 'ne') return !values.some((one) => compareOne(one, 'eq', value));
  if (operator === 'eq' && (value === null || value === '')) return values.every((one) => one === '');
  return values.some((one) => compareOne(one, operator, value));
}

function compareOne(one: Json, operator: string, value: unknown): boolean {
  const numbers = typeof one === 'number' && value !== '' && !Number.isNaN(Number(value));
  const text = numbers ? one : textOf(one);
  const wanted = numbers ? Number(value) : textOf(value);
  switch (operator) {
    case 'eq':
      return text === wanted;
    case 'co':
      return String(text).includes(String(wanted));
    case 'sw':
      return String(text).startsWith(String(wanted));
    case 'ew':
      return String(text).endsWith(String(wanted));
    case 'gt':
      return text > wanted;
    case 'ge':
      return text >= wanted;
    case 'lt':
      return text < wanted;
    case 'le':
      return text <= wanted;
    default:
      throw badFilter(`cannot compare by ${operator}`);
  }
}

/** Text is compared without regard to case, and `primary eq "True"` means the boolean. */
const textOf = (value: unknown): string => String(value).toLowerCase();

function valuesAt(entry: Json, path: string): Json[] {
  if (!isDocument(entry)) return path.toLowerCase() === 'value' && entry !== null ? [entry] : [];
  const [head = '', ...rest] = path.split('.');
  const [, found] = Object.entries(entry).find(([name]) => name.toLowerCase() === head.toLowerCase()) ?? [];
  if (found === undefined || found === null) return [];
  const values: readonly Json[] = Array.isArray(found) ? (found as Json[]) : [found];
  return rest.length === 0 ? [...values] : values.flatMap((value) => valuesAt(value, rest.join('.')));
}
