import type { PGlite } from '@electric-sql/pglite';
import {
  CompiledQuery,
  PGliteDialect,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { affectedRows, beginText } from './outcomes.ts';
import type { PreparedStatements } from './prepared-statements.ts';
import { planningOf } from './planning.ts';
import { isAnnounced, isTakenByChance } from './sending.ts';
import { asChance } from './violations.ts';

/** Kysely's own dialect for PGlite, but for its driver: ours keeps statements prepared. */
export function embeddedDialect(pglite: PGlite, statements: PreparedStatements): Dialect {
  const own = new PGliteDialect({ pglite });
  return {
    createAdapter: () => own.createAdapter(),
    createIntrospector: (db) => own.createIntrospector(db),
    createQueryCompiler: () => own.createQueryCompiler(),
    createDriver: () => new EmbeddedDriver(pglite, statements),
  };
}

/** One connection, lent to one borrower at a time by Kysely's mutex. */
class EmbeddedDriver implements Driver {
  readonly #connection: EmbeddedConnection;

  constructor(pglite: PGlite, statements: PreparedStatements) {
    this.#connection = new EmbeddedConnection(pglite, statements);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<EmbeddedConnection> {
    return this.#connection;
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return (connection as EmbeddedConnection).begin(settings);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as EmbeddedConnection).end('commit');
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as EmbeddedConnection).end('rollback');
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint "${name}"`));
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to savepoint "${name}"`));
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release savepoint "${name}"`));
  }

  async releaseConnection(): Promise<void> {}

  /** The engine outlives its queries: whoever opened it closes it. */
  async destroy(): Promise<void> {}
}

class EmbeddedConnection implements DatabaseConnection {
  readonly #pglite: PGlite;
  readonly #statements: PreparedStatements;
  /** Ends the open transaction's hold on the engine, which the job queue shares without going through Kysely. */
  #letGo: (() => void) | undefined;

  constructor(pglite: PGlite, statements: PreparedStatements) {
    this.#pglite = pglite;
    this.#statements = statements;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    // Nothing is gained by asking early in the same process.
    if (isAnnounced(query)) return { rows: [] };
    const run = () => this.#statements.run(query.sql, query.parameters, planningOf(query));
    const asked = this.#letGo ? run() : this.#pglite._runExclusiveTransaction(run);
    const { rows, tag } = await (isTakenByChance(query)
      ? asked.catch((error: Error) => {
          throw asChance(error);
        })
      : asked);
    const numAffectedRows = affectedRows(tag);
    return { rows: rows as Row[], ...(numAffectedRows === undefined ? {} : { numAffectedRows }) };
  }

  async begin(settings: TransactionSettings): Promise<void> {
    await new Promise<void>((held, failed) => {
      this.#pglite
        ._runExclusiveTransaction(
          () =>
            new Promise<void>((letGo) => {
              this.#letGo = letGo;
              held();
            }),
        )
        .catch(failed);
    });
    await this.#statements.run(beginText(settings), []);
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    try {
      const { tag } = await this.#statements.run(how, []);
      // A transaction in which a statement failed can only end one way, whatever is asked for.
      if (tag.toLowerCase() !== how) throw new Error(`The transaction was asked to ${how} and answered ${tag}`);
    } finally {
      this.#letGo?.();
      this.#letGo = undefined;
    }
  }

  // oxlint-disable-next-line require-yield -- Kysely asks for the method; nothing here streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('The embedded engine does not stream.');
  }
}
