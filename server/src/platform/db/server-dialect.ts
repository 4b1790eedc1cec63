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
import { affectedRows, beginText } from './outcomes.ts';
import type { Outcome } from './wire-messages.ts';
import { planningOf } from './planning.ts';
import { isAnnounced, isForLater, isLast, isTakenByChance } from './sending.ts';
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

const stepOf = (query: CompiledQuery): Step => ({
  text: query.sql,
  values: query.parameters,
  planning: planningOf(query),
  isTakenByChance: isTakenByChance(query),
});

function resultOf<Row>({ rows, tag }: Outcome): QueryResult<Row> {
  const numAffectedRows = affectedRows(tag);
  return { rows: rows as Row[], ...(numAffectedRows === undefined ? {} : { numAffectedRows }) };
}

const COMMIT: Step = { text: 'commit', values: [] };
const ROLLBACK: Step = { text: 'rollback', values: [] };

class ServerConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #statements: ServerStatements;
  /** `due`: nothing of it has been sent. */
  #transaction: 'none' | 'due' | 'open' = 'none';
  /** What goes out with the next statement, its beginning first. */
  #waiting: Step[] = [];
  /** What goes out behind the next statement, and what it answered. */
  #announced: CompiledQuery[] = [];
  #answers = new Map<CompiledQuery, Outcome>();
  #broken: Error | undefined;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    this.#statements = new ServerStatements(client);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const step = stepOf(query);
    const inTransaction = this.#transaction !== 'none';
    if (isAnnounced(query)) {
      if (inTransaction) this.#announced.push(query);
      return { rows: [] };
    }
    const known = this.#answers.get(query);
    if (known) {
      this.#answers.delete(query);
      return resultOf(known);
    }
    if (inTransaction && isForLater(query)) {
      this.#waiting.push(step);
      return { rows: [] };
    }
    const ends = inTransaction && isLast(query);
    const at = this.#waiting.length;
    const behind = ends ? [] : this.#announced.filter((each) => each !== query);
    this.#announced = [];
    const outcomes = await this.#send([step, ...(ends ? [COMMIT] : behind.map(stepOf))]);
    if (ends) this.#committed(outcomes.at(-1));
    for (const [place, each] of behind.entries()) this.#answers.set(each, outcomes[at + 1 + place] as Outcome);
    return resultOf(outcomes[at] as Outcome);
  }

  #send(steps: readonly Step[]): Promise<Outcome[]> {
    const all = [...this.#waiting, ...steps];
    this.#waiting = [];
    // From here on it is to be rolled back, whichever of these fails.
    if (this.#transaction === 'due') this.#transaction = 'open';
    return this.#statements.run(all);
  }

  begin(settings: TransactionSettings): void {
    this.#forget();
    this.#transaction = 'due';
    this.#waiting = [{ text: beginText(settings), values: [] }];
  }

  /** Nothing to do where the last statement took the commit with it, or where there was none. */
  async commit(): Promise<void> {
    const hasWork = this.#transaction === 'open' || this.#waiting.length > 1;
    if (hasWork) this.#committed((await this.#send([COMMIT])).at(-1));
    this.#transaction = 'none';
    this.#forget();
  }

  #forget(): void {
    this.#waiting = [];
    this.#announced = [];
    this.#answers.clear();
  }

  #committed(outcome: Outcome | undefined): void {
    this.#transaction = 'none';
    // A transaction in which a statement failed can only end one way, whatever is asked for.
    if (outcome?.tag !== 'COMMIT') throw new Error(`The transaction was asked to commit and answered ${outcome?.tag}`);
  }

  async rollback(): Promise<void> {
    const isOpen = this.#transaction === 'open';
    this.#transaction = 'none';
    this.#forget();
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
