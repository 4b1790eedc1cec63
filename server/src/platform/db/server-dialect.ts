import {
  CompiledQuery,
  PostgresDialect,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';
import { endsTransaction } from './last-query.ts';
import { affectedRows, beginText } from './outcomes.ts';
import type { Outcome } from './prepared-statements.ts';
import { ServerStatements, type Step } from './server-statements.ts';

/** Kysely's own dialect for PostgreSQL, but for its driver: ours keeps statements prepared and sends several at once. */
export function serverDialect(pool: pg.Pool): Dialect {
  const own = new PostgresDialect({ pool });
  return {
    createAdapter: () => own.createAdapter(),
    createIntrospector: (db) => own.createIntrospector(db),
    createQueryCompiler: () => own.createQueryCompiler(),
    createDriver: () => new ServerDriver(pool),
  };
}

class ServerDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #connections = new WeakMap<pg.PoolClient, ServerConnection>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ServerConnection> {
    const client = await this.#pool.connect();
    let connection = this.#connections.get(client);
    if (!connection) this.#connections.set(client, (connection = new ServerConnection(client)));
    return connection;
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

const COMMIT: Step = { text: 'commit', values: [] };
const ROLLBACK: Step = { text: 'rollback', values: [] };

class ServerConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #statements: ServerStatements;
  /** `due`: it begins with its first statement, in one write. */
  #transaction: 'none' | 'open' | { readonly due: Step } = 'none';
  #broken: Error | undefined;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    this.#statements = new ServerStatements(client);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const own: Step = { text: query.sql, values: query.parameters };
    const steps = typeof this.#transaction === 'object' ? [this.#transaction.due, own] : [own];
    const at = steps.length - 1;
    const inTransaction = this.#transaction !== 'none';
    const isLast = inTransaction && endsTransaction(query);
    if (isLast) steps.push(COMMIT);
    // Open from the first byte on: whether the beginning or what follows fails, it is to be rolled back.
    if (inTransaction) this.#transaction = 'open';
    const outcomes = await this.#statements.run(steps);
    if (isLast) this.#committed(outcomes.at(-1));
    const { rows, tag } = outcomes[at] as Outcome;
    const numAffectedRows = affectedRows(tag);
    return { rows: rows as Row[], ...(numAffectedRows === undefined ? {} : { numAffectedRows }) };
  }

  begin(settings: TransactionSettings): void {
    this.#transaction = { due: { text: beginText(settings), values: [] } };
  }

  /** Nothing to do where the last statement took the commit with it, or where there was none. */
  async commit(): Promise<void> {
    if (this.#transaction === 'open') this.#committed((await this.#statements.run([COMMIT]))[0]);
    this.#transaction = 'none';
  }

  #committed(outcome: Outcome | undefined): void {
    this.#transaction = 'none';
    // A transaction in which a statement failed can only end one way, whatever is asked for.
    if (outcome?.tag !== 'COMMIT') throw new Error(`The transaction was asked to commit and answered ${outcome?.tag}`);
  }

  async rollback(): Promise<void> {
    const isOpen = this.#transaction === 'open';
    this.#transaction = 'none';
    if (!isOpen) return;
    try {
      await this.#statements.run([ROLLBACK]);
    } catch (error) {
      this.#broken = error as Error;
      throw error;
    }
  }

  /** Back to the pool, or out of it where nobody knows what its transaction became. */
  release(): void {
    this.#client.release(this.#broken);
  }

  // oxlint-disable-next-line require-yield -- Kysely asks for the method; nothing here streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('The server engine does not stream.');
  }
}
