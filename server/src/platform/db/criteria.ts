import { sql, type RawBuilder } from 'kysely';
import { parseUuid } from '../ids/index.ts';

export type Operator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'pr' | 'gt' | 'ge' | 'lt' | 'le';

/**
 * Text compares without regard to letter case. `ne` is met by what is empty too; `eq null` by that alone. Instants are ISO text, UTC
 * where no zone is said; a bare day means all of that day.
 */
export interface Comparison<Field> {
  readonly field: Field;
  readonly operator: Operator;
  /** Not looked at by `pr`. */
  readonly value?: string | boolean | null;
}

/** Comparisons joined; what else a leaf may be is the module's own. */
export type Joined<Leaf> =
  | { readonly all: readonly Joined<Leaf>[] }
  | { readonly any: readonly Joined<Leaf>[] }
  | { readonly not: Joined<Leaf> }
  | Leaf;

export type Condition = RawBuilder<unknown>;

/** An expression of SQL and what it is compared as. */
export interface Column {
  readonly kind: 'text' | 'uuid' | 'boolean' | 'instant';
  readonly of: Condition;
}

/** The refusal for a comparison that means nothing for its field. */
export type Unfit = (field: string, reason: string) => Error;

export const NEVER = sql`false`;
export const text = (of: Condition): Column => ({ kind: 'text', of });
export const uuid = (of: Condition): Column => ({ kind: 'uuid', of });
export const flag = (of: Condition): Column => ({ kind: 'boolean', of });
export const instant = (of: Condition): Column => ({ kind: 'instant', of });

interface Branches<Part> {
  readonly all?: readonly Part[];
  readonly any?: readonly Part[];
  readonly not?: Part;
}

/** Joins what `each` and `one` make of the parts. */
export function logic<Part, Field>(
  criteria: Branches<Part> | Comparison<Field>,
  each: (part: Part) => Condition,
  one: (comparison: Comparison<Field>) => Condition,
): Condition {
  if ('field' in criteria) return one(criteria);
  if (criteria.all) return joined(criteria.all.map(each), sql` and `, sql`true`);
  if (criteria.any) return joined(criteria.any.map(each), sql` or `, NEVER);
  // What is unknown is not met, so its opposite is.
  return criteria.not === undefined ? NEVER : sql`(${each(criteria.not)}) is not true`;
}

const joined = (parts: Condition[], by: Condition, none: Condition): Condition =>
  parts.length === 0 ? none : sql`(${sql.join(parts, by)})`;

/** @throws what `unfit` makes */
export function compare(column: Column, comparison: Comparison<unknown>, unfit: Unfit): Condition {
  const { operator, value = null } = comparison;
  const { of } = column;
  if (operator === 'pr' || (operator === 'ne' && value === null)) return sql`${of} is not null`;
  if (value === null) return operator === 'eq' ? sql`${of} is null` : NEVER;
  if (column.kind === 'boolean') return compareFlag(of, comparison, value, unfit);
  if (column.kind === 'instant') return compareInstant(of, comparison, String(value), unfit);
  if (column.kind === 'uuid' && (operator === 'eq' || operator === 'ne')) {
    const id = parseUuid(String(value));
    if (id === undefined) return operator === 'eq' ? NEVER : sql`true`;
    return operator === 'eq' ? sql`${of} = ${id}` : sql`${of} is distinct from ${id}`;
  }
  return compareText(column.kind === 'uuid' ? sql`${of}::text` : of, comparison, String(value));
}

function compareFlag(of: Condition, { field, operator }: Comparison<unknown>, value: string | boolean, unfit: Unfit): Condition {
  const wanted = String(value).toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') throw unfit(String(field), 'compares with true or false');
  if (operator !== 'eq' && operator !== 'ne') throw unfit(String(field), `does not know ${operator}`);
  return (wanted === 'true') === (operator === 'eq') ? sql`${of} is true` : sql`${of} is not true`;
}

const ORDER = { gt: sql`>`, ge: sql`>=`, lt: sql`<`, le: sql`<=` } as const;

/** Both sides are folded by the database, which alone decides what a letter's other case is. */
function compareText(of: Condition, { operator }: Comparison<unknown>, value: string): Condition {
  const pattern = value.replace(/[\\%_]/g, '\\$&');
  switch (operator) {
    case 'eq':
      return sql`lower(${of}) = lower(${value})`;
    case 'ne':
      return sql`lower(${of}) is distinct from lower(${value})`;
    case 'co':
      return sql`lower(${of}) like lower(${`%${pattern}%`})`;
    case 'sw':
      return sql`lower(${of}) like lower(${`${pattern}%`})`;
    case 'ew':
      return sql`lower(${of}) like lower(${`%${pattern}`})`;
    case 'pr':
      return sql`${of} is not null`;
    default:
      return sql`lower(${of}) ${ORDER[operator]} lower(${value})`;
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ZONED = /(?:z|[+-]\d{2}:?\d{2})$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}/i;
const A_DAY = 86_400_000;

/** A value stands for the time from its beginning to its end: a whole day, or the millisecond that is the finest an instant is kept to. */
function compareInstant(of: Condition, { field, operator }: Comparison<unknown>, value: string, unfit: Unfit): Condition {
  const isDay = DAY.test(value);
  const start = new Date(isDay || ZONED.test(value) ? value : `${value}Z`);
  if ((!isDay && !INSTANT.test(value)) || Number.isNaN(start.getTime())) throw unfit(String(field), 'compares with a date');
  const end = new Date(start.getTime() + (isDay ? A_DAY : 1));
  switch (operator) {
    case 'eq':
      return sql`(${of} >= ${start} and ${of} < ${end})`;
    case 'ne':
      return sql`(${of} >= ${start} and ${of} < ${end}) is not true`;
    case 'gt':
      return sql`${of} >= ${end}`;
    case 'ge':
      return sql`${of} >= ${start}`;
    case 'lt':
      return sql`${of} < ${start}`;
    case 'le':
      return sql`${of} < ${end}`;
    default:
      throw unfit(String(field), `does not know ${operator}`);
  }
}
