import {
  CompiledQuery,
  PostgresDialect,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';
import type { Lanes } from './lanes.ts';
import { ServerConnection } from './server-connection.ts';
import { ServerStatements } from './server-statements.ts';
import { sendReads, sendUnits, Together } from './together.ts';

const READS_AT_MOST = 8;
const UNITS_AT_MOST = 4;

/** Kysely's own dialect for PostgreSQL, but for its driver: ours keeps statements prepared and sends several at once. */
export function serverDialect(pool: pg.Pool, lanes: Lanes): Dialect {
  const own = new PostgresDialect({ pool });
  return {
    createAdapter: () => own.createAdapter(),
    createIntrospector: (db) => own.createIntrospector(db),
    createQueryCompiler: () => own.createQueryCompiler(),
    createDriver: () => new ServerDriver(pool, lanes),
  };
}

class ServerDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #lanes: Lanes;
  readonly #statements = new WeakMap<pg.PoolClient, ServerStatements>();
  readonly #reads: Together;
  readonly #units: Together;

  constructor(pool: pg.Pool, lanes: Lanes) {
    this.#pool = pool;
    this.#lanes = lanes;
    this.#reads = new Together(lanes, this.#statementsOf, READS_AT_MOST, sendReads);
    this.#units = new Together(lanes, this.#statementsOf, UNITS_AT_MOST, sendUnits);
  }

  readonly #statementsOf = (client: pg.PoolClient): ServerStatements => {
    let statements = this.#statements.get(client);
    if (!statements) this.#statements.set(client, (statements = new ServerStatements(client)));
    return statements;
  };

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ServerConnection> {
    return new ServerConnection({
      lanes: this.#lanes,
      statementsOf: this.#statementsOf,
      reads: this.#reads,
      units: this.#units,
    });
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    (connection as ServerConnection).begin(settings);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as ServerConnection).commit();
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as ServerConnection).rollback();
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

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as ServerConnection).release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}
