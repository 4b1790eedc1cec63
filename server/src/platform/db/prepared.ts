import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type CompiledQuery,
  type QueryExecutorProvider,
  type RawBuilder,
} from 'kysely';
import { plannedOnce } from './sending.ts';
import type { Tx } from './tx.ts';

/** A handle that builds statements and runs none. */
const builder: Tx = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

type Members = Readonly<Record<string, unknown>>;
/** Rows, or lists of rows, of values: what a statement is given at each call. */
type Given = readonly (object | readonly object[])[];

/** More shapes of one statement than this are built each time. */
const SHAPES_AT_MOST = 100;

/** Stands for a value while a statement is built. */
class Placeholder {
  readonly valueIn: (given: Given) => unknown;

  constructor(valueIn: (given: Given) => unknown) {
    this.valueIn = valueIn;
  }

  /** Whoever makes text of it would build the first call's value into every call's statement. */
  [Symbol.toPrimitive](): never {
    throw new TypeError('A prepared statement was built from a value that is not known yet');
  }

  toJSON(): never {
    return this[Symbol.toPrimitive]();
  }
}

const namesIn = (members: object): string[] => Object.keys(members).filter((name) => (members as Members)[name] !== undefined);

const shapeOf = (given: Given): string =>
  given
    .map((one) => (Array.isArray(one) ? one.map((each: object) => namesIn(each).join()).join('|') : namesIn(one).join()))
    .join(';');

/** The same names with a placeholder each. */
const placeholdersFor = (members: object, find: (given: Given) => object): object =>
  Object.fromEntries(namesIn(members).map((name) => [name, new Placeholder((given) => (find(given) as Members)[name])] as const));

/**
 * A statement whose text is built once, for what is run so often that building it anew (30 to 80 µs) would cost as much as running it. `build`
 * is shown placeholders in the place of values, so it may put them into the statement and ask whether they are there, nothing else. A value
 * left out or undefined is none: each set of names present makes a text of its own. The database plans it once, for all values.
 *
 *     const find = prepared((tx, key: { id: string }) => tables<Tables>(tx).selectFrom('app').selectAll().where('id', '=', key.id));
 *     const { rows } = await ctx.tx.executeQuery(find({ id }));
 */
export function prepared<Of extends Given, Row>(
  build: (tx: Tx, ...given: Of) => { compile(on: QueryExecutorProvider): CompiledQuery<Row> },
): (...given: Of) => CompiledQuery<Row> {
  const built = new Map<string, CompiledQuery<Row>>();

  function compile(given: Of): CompiledQuery<Row> {
    const shown = given.map((one, at) =>
      Array.isArray(one)
        ? one.map((each: object, index) => placeholdersFor(each, (all) => (all[at] as readonly object[])[index] as object))
        : placeholdersFor(one, (all) => all[at] as object),
    );
    return build(builder, ...(shown as unknown as Of)).compile(builder);
  }

  return (...given) => {
    const shape = shapeOf(given);
    let query = built.get(shape);
    if (!query) {
      query = compile(given);
      if (built.size < SHAPES_AT_MOST) built.set(shape, query);
    }
    const parameters = query.parameters.map((value) => (value instanceof Placeholder ? value.valueIn(given) : value));
    return plannedOnce({ ...query, parameters });
  };
}

/**
 * The same for a page, whose limit stands in the text: a plan for any limit would be one for a tenth of the table. There are few limits: those of
 * the façades.
 */
export function preparedPage<Of extends Given, Row>(
  build: (tx: Tx, limit: RawBuilder<unknown>, ...given: Of) => { compile(on: QueryExecutorProvider): CompiledQuery<Row> },
): (limit: number, ...given: Of) => CompiledQuery<Row> {
  const pages = new Map<number, (...given: Of) => CompiledQuery<Row>>();
  return (limit, ...given) => {
    const page = pages.get(limit) ?? prepared((tx: Tx, ...one: Of) => build(tx, sql`limit ${sql.lit(limit)}`, ...one));
    if (pages.size < SHAPES_AT_MOST) pages.set(limit, page);
    return page(...given);
  };
}
