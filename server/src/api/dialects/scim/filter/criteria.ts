import { badFilter, type FilterValue } from './tokens.ts';
import { parseFilter, type Expression, type Operator } from './parse-filter.ts';

export interface Comparison<F extends string> {
  readonly field: F;
  readonly operator: Operator;
  /** A moment is ISO text in UTC, a bare day that day. */
  readonly value?: string | boolean;
}
interface All<Of> {
  readonly all: readonly Of[];
}
interface AnyOf<Of> {
  readonly any: readonly Of[];
}
interface Not<Of> {
  readonly not: Of;
}
export type EntryCriteria<E extends string> =
  | All<EntryCriteria<E>>
  | AnyOf<EntryCriteria<E>>
  | Not<EntryCriteria<E>>
  | Comparison<E>;

/** What a filter asks of the domain, in the domain's own names: fields F, lists L, members E of their entries. `UserCriteria` is one of these. */
export type Criteria<F extends string, L extends string = never, E extends string = never> =
  | All<Criteria<F, L, E>>
  | AnyOf<Criteria<F, L, E>>
  | Not<Criteria<F, L, E>>
  | Comparison<F>
  /** One and the same entry of a list meets all of it. */
  | { readonly within: L; readonly where: EntryCriteria<E> };

export interface Filterable<F extends string> {
  readonly field: F;
  readonly type: 'text' | 'boolean' | 'moment';
}

/** What may be filtered on one surface. Keys are paths as documented; they are compared without regard to case. */
export interface Surface<F extends string, L extends string = never, E extends string = never> {
  /** URN of the resource's core schema: its attributes may be written with it or without. */
  readonly core: string;
  readonly fields: Readonly<Record<string, Filterable<F>>>;
  /** Lists of complex values, and the fields of one entry by the name of the sub-attribute. */
  readonly entries?: Readonly<Record<string, Entries<L, E>>>;
  /** Left out: all. */
  readonly operators?: readonly Operator[];
  /** False: one comparison, no and, or, not. */
  readonly logical?: false;
}

/** A list of complex values that may be asked for, entry by entry. */
interface Entries<L extends string, E extends string> {
  readonly within: L;
  readonly fields: Readonly<Record<string, Filterable<E>>>;
  /** In place of those that the search guide has. */
  readonly operators?: readonly Operator[];
}

const FITTING: Readonly<Record<Filterable<string>['type'], readonly Operator[]>> = {
  text: ['eq', 'ne', 'co', 'sw', 'ew', 'pr', 'gt', 'ge', 'lt', 'le'],
  boolean: ['eq', 'ne', 'pr'],
  moment: ['eq', 'ne', 'pr', 'gt', 'ge', 'lt', 'le'],
};
/** api-guides/profile/identity-search, "Filter By Multi-Valued Attributes". */
const IN_ENTRIES: readonly Operator[] = ['eq', 'sw', 'ew', 'co', 'pr'];

/**
 * `assertReadable` is asked about each compared attribute by its path: whoever may not read one could guess it by comparing.
 * @throws InvalidInput with invalidFilter that names what is wrong, and what `assertReadable` throws
 */
export function criteriaOf<F extends string>(
  filter: string,
  surface: Surface<F>,
  assertReadable?: (path: string) => void,
): EntryCriteria<F>;
export function criteriaOf<F extends string, L extends string, E extends string>(
  filter: string,
  surface: Surface<F, L, E>,
  assertReadable?: (path: string) => void,
): Criteria<F, L, E>;
export function criteriaOf<F extends string, L extends string, E extends string>(
  filter: string,
  surface: Surface<F, L, E>,
  assertReadable: (path: string) => void = () => {},
): Criteria<F, L, E> {
  return new Mapper(surface, assertReadable).criteria(parseFilter(filter), '');
}

class Mapper<F extends string, L extends string, E extends string> {
  readonly #surface: Surface<F, L, E>;
  readonly #fields: ReadonlyMap<string, Named<Filterable<F>>>;
  readonly #assertReadable: (path: string) => void;

  constructor(surface: Surface<F, L, E>, assertReadable: (path: string) => void) {
    this.#surface = surface;
    this.#assertReadable = assertReadable;
    this.#fields = byLowerCase(surface.fields);
  }

  /** `within` is the path of the single complex attribute whose brackets the expression stands in. */
  criteria(expression: Expression, within: string): Criteria<F, L, E> {
    if (expression.kind === 'compare') {
      const path = this.#plain(within ? `${within}.${expression.path}` : expression.path);
      const found = this.#fields.get(path.toLowerCase());
      if (!found) throw badFilter(`cannot filter by ${path}; filterable are ${Object.keys(this.#surface.fields).join(', ')}`);
      this.#assertReadable(found.name);
      return comparison(found.value, expression, { path, operators: this.#surface.operators });
    }
    if (expression.kind === 'entry') return this.#group(expression, within);
    if (this.#surface.logical === false) throw badFilter(`must be one comparison, without ${expression.kind}`);
    if (expression.kind === 'not') return { not: this.criteria(expression.part, within) };
    const parts = expression.parts.map((part) => this.criteria(part, within));
    return expression.kind === 'and' ? { all: parts } : { any: parts };
  }

  #group({ path, where }: Expression & { kind: 'entry' }, within: string): Criteria<F, L, E> {
    if (within) throw badFilter('has brackets within brackets');
    if (this.#surface.logical === false) throw badFilter('must be one comparison, without brackets');
    const plain = this.#plain(path);
    const found = byLowerCase(this.#surface.entries ?? {}).get(plain.toLowerCase());
    if (!found) return this.criteria(where, plain);
    const assertReadable = (name: string): void => this.#assertReadable(`${found.name}.${name}`);
    return { within: found.value.within, where: entryCriteria(where, plain, { list: found.value, assertReadable }) };
  }

  #plain(path: string): string {
    const prefix = `${this.#surface.core}:`.toLowerCase();
    return path.toLowerCase().startsWith(prefix) ? path.slice(prefix.length) : path;
  }
}

/** The limits inside the brackets of a list: no not or ne, or at the root alone, no attribute twice under one and. */
function entryCriteria<E extends string>(
  where: Expression,
  path: string,
  of: { list: Entries<string, E>; assertReadable: (name: string) => void },
  root = true,
): EntryCriteria<E> {
  const inner = (part: Expression): EntryCriteria<E> => entryCriteria(part, path, of, false);
  switch (where.kind) {
    case 'not':
      throw badFilter(`must not have not inside ${path}[]`);
    case 'entry':
      throw badFilter('has brackets within brackets');
    case 'or':
      if (!root) throw badFilter(`must not nest or in parentheses inside ${path}[]`);
      return { any: where.parts.map(inner) };
    case 'and': {
      const named = compared(where).map((name) => name.toLowerCase());
      const twice = named.find((name, at) => named.indexOf(name) < at);
      if (twice !== undefined) throw badFilter(`must not join ${twice} with itself by and inside ${path}[]`);
      return { all: where.parts.map(inner) };
    }
    default: {
      const found = byLowerCase(of.list.fields).get(where.path.toLowerCase());
      if (!found) throw badFilter(`cannot filter by ${where.path} inside ${path}[]`);
      of.assertReadable(found.name);
      return comparison(found.value, where, { path: `${path}[${where.path}]`, operators: of.list.operators ?? IN_ENTRIES });
    }
  }
}

const compared = (expression: Expression): string[] => {
  if (expression.kind === 'compare') return [expression.path];
  return expression.kind === 'and' ? expression.parts.flatMap(compared) : [];
};

function comparison<F extends string>(
  { field, type }: Filterable<F>,
  { operator, value }: Expression & { kind: 'compare' },
  at: { path: string; operators: readonly Operator[] | undefined },
): Comparison<F> | { readonly not: Comparison<F> } {
  const allowed = FITTING[type].filter((one) => at.operators?.includes(one) ?? true);
  if (!allowed.includes(operator)) throw badFilter(`cannot compare ${at.path} by ${operator}; use ${allowed.join(', ')}`);
  if (operator === 'pr' || value === undefined) return { field, operator: 'pr' as const };
  if (value === null) {
    const present = { field, operator: 'pr' as const };
    if (operator === 'eq') return { not: present };
    if (operator === 'ne') return present;
    throw badFilter(`cannot compare ${at.path} by ${operator} with null`);
  }
  return { field, operator, value: valueOf(type, value, at.path) };
}

function valueOf(type: Filterable<string>['type'], value: Exclude<FilterValue, null>, path: string): string | boolean {
  if (type === 'boolean') {
    const flag = typeof value === 'boolean' ? value : { true: true, false: false }[value.toLowerCase()];
    if (flag === undefined) throw badFilter(`compares ${path} with what is neither true nor false`);
    return flag;
  }
  if (typeof value === 'boolean') throw badFilter(`compares ${path} with ${value}, which is no text`);
  return type === 'moment' ? momentOf(value, path) : value;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A day stays a day, which the domain knows to be all of it; a moment without a zone is in UTC. */
function momentOf(text: string, path: string): string {
  const [, zone] = MOMENT.exec(text) ?? [];
  const moment = MOMENT.test(text) ? new Date(text.includes('T') && zone === undefined ? `${text}Z` : text) : undefined;
  if (!moment || Number.isNaN(moment.getTime())) throw badFilter(`compares ${path} with ${text.slice(0, 40)}, which is no date`);
  return text.includes('T') ? moment.toISOString() : text;
}

/** With its name as the surface spells it. */
interface Named<T> {
  readonly name: string;
  readonly value: T;
}

const byLowerCase = <T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, Named<T>> =>
  new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), { name, value }]));
