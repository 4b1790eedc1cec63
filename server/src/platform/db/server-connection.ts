import { type CompiledQuery, type DatabaseConnection, type QueryResult, type TransactionSettings } from 'kysely';
import type pg from 'pg';
import { composedOf } from './composed.ts';
import { affectedRows, beginText } from './outcomes.ts';
import type { Lanes } from './lanes.ts';
import { planningOf } from './planning.ts';
import { KEPT_AT_MOST } from './prepared-statements.ts';
import { isAnnounced, isForLater, isLast, isPlannedOnce, isTakenByChance } from './sending.ts';
import type { ServerStatements, Step } from './server-statements.ts';
import type { Together } from './together.ts';
import type { Outcome } from './wire-messages.ts';

const stepOf = (query: CompiledQuery): Step => ({
  text: query.sql,
  values: query.parameters,
  planning: planningOf(query),
  isTakenByChance: isTakenByChance(query),
});

/** Whether a query neither writes nor locks. What is planned once has few texts, and calls no function that does. */
function readsOnly(query: CompiledQuery): boolean {
  if (!isPlannedOnce(query)) return false;
  let known = READING.get(query.sql);
  if (known === undefined) {
    known = /^\s*select\b/i.test(query.sql) && !/\bfor\s+(no\s+key\s+update|update|key\s+share|share)\b/i.test(query.sql);
    if (READING.size < KEPT_AT_MOST) READING.set(query.sql, known);
  }
  return known;
}
const READING = new Map<string, boolean>();

/** Whether both ask the same; of values that are no text or number, only a value itself is the same. */
const asksTheSame = (one: CompiledQuery, other: CompiledQuery): boolean =>
  one === other || (one.sql === other.sql && one.parameters.every((value, at) => value === other.parameters[at]));

function resultOf<Row>({ rows, tag }: Outcome): QueryResult<Row> {
  const numAffectedRows = affectedRows(tag);
  return { rows: rows as Row[], ...(numAffectedRows === undefined ? {} : { numAffectedRows }) };
}

const BEGIN: Step = { text: 'begin', values: [] };
const COMMIT: Step = { text: 'commit', values: [] };
const ROLLBACK: Step = { text: 'rollback', values: [] };

/** The same as one statement, where they can be one. */
function composed(steps: readonly Step[]): readonly Step[] {
  if (steps.length < 2 || steps.some(({ planning }) => planning !== 'once')) return steps;
  const text = composedOf(
    steps.map((step) => step.text),
    steps.map((step) => step.values.length),
  );
  if (text === undefined) return steps;
  const values = steps.flatMap((step) => step.values);
  return [{ text, values, planning: 'once', isTakenByChance: steps.some((step) => step.isTakenByChance) }];
}

/** Takes a connection of the pool when it has something to send that needs one for itself. */
export class ServerConnection implements DatabaseConnection {
  readonly #lanes: Lanes;
  readonly #statementsOf: (client: pg.PoolClient) => ServerStatements;
  readonly #reads: Together;
  readonly #units: Together;
  #client: pg.PoolClient | undefined;
  /** `due`: nothing of it has been sent. */
  #transaction: 'none' | 'due' | 'open' = 'none';
  /** How the one that is due begins. */
  #beginning: Step = BEGIN;
  /** What goes out with the next statement. */
  #waiting: Step[] = [];
  /** What goes out behind the next statement, and what was answered and nobody has asked for yet. */
  #announced: CompiledQuery[] = [];
  #answers: { readonly query: CompiledQuery; readonly outcome: Outcome }[] = [];
  #broken: Error | undefined;

  constructor(by: {
    readonly lanes: Lanes;
    readonly statementsOf: (client: pg.PoolClient) => ServerStatements;
    readonly reads: Together;
    readonly units: Together;
  }) {
    this.#lanes = by.lanes;
    this.#statementsOf = by.statementsOf;
    this.#reads = by.reads;
    this.#units = by.units;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const step = stepOf(query);
    const inTransaction = this.#transaction !== 'none';
    if (isAnnounced(query)) {
      if (inTransaction) this.#announced.push(query);
      return { rows: [] };
    }
    const known = this.#answerTo(query);
    if (known) return resultOf(known);
    if (!readsOnly(query)) this.#answers = [];
    if (inTransaction && isForLater(query)) {
      this.#waiting.push(step);
      return { rows: [] };
    }
    if (inTransaction && isLast(query)) return resultOf(await this.#sendLast(step));
    const behind = this.#announced.filter((each) => !asksTheSame(each, query));
    const outcomes = await this.#ask(query, [step, ...behind.map(stepOf)], this.#standsAlone() && behind.every(readsOnly));
    this.#answers.push(...behind.map((each, place) => ({ query: each, outcome: outcomes[1 + place] as Outcome })));
    return resultOf(outcomes[0] as Outcome);
  }

  /** Together with what others ask, where all of it only reads. */
  async #ask(query: CompiledQuery, steps: readonly Step[], standAlone: boolean): Promise<Outcome[]> {
    if (standAlone && readsOnly(query)) {
      this.#announced = [];
      return this.#reads.ask(steps);
    }
    const waiting = this.#waiting.length;
    return (await this.#send(steps)).slice(waiting);
  }

  /** Each is given once. */
  #answerTo(query: CompiledQuery): Outcome | undefined {
    const at = this.#answers.findIndex((each) => asksTheSame(each.query, query));
    return at < 0 ? undefined : this.#answers.splice(at, 1)[0]?.outcome;
  }

  /**
   * Whether a read may be asked by any connection: outside a transaction, and inside one that has nothing behind it yet and would show such a
   * read no more than what is committed by then.
   */
  #standsAlone(): boolean {
    if (this.#transaction === 'none') return this.#client === undefined;
    return this.#isPlainlyDue() && this.#waiting.length === 0;
  }

  #isPlainlyDue(): boolean {
    return this.#transaction === 'due' && this.#beginning === BEGIN;
  }

  /** Answers the outcome of each of these, behind those of what waited. */
  async #send(steps: readonly Step[]): Promise<Outcome[]> {
    const client = (this.#client ??= await this.#lanes.connect());
    const waiting = this.#waiting;
    const isBeginning = this.#transaction === 'due';
    this.#waiting = [];
    this.#announced = [];
    if (!isBeginning) return this.#statementsOf(client).run([...waiting, ...steps]);
    // From here on it is to be rolled back, whichever of these fails.
    this.#transaction = 'open';
    return (await this.#statementsOf(client).run([this.#beginning, ...waiting, ...steps])).slice(1);
  }

  /** With the end of the transaction. What goes out in one write is one transaction without a word about it. */
  async #sendLast(step: Step): Promise<Outcome> {
    const steps = composed([...this.#waiting, step]);
    this.#waiting = [];
    if (this.#isPlainlyDue() && this.#client === undefined) {
      this.#transaction = 'none';
      this.#forget();
      return (await this.#units.ask(steps)).at(-1) as Outcome;
    }
    const outcomes = await this.#send([...steps, COMMIT]);
    this.#committed(outcomes.at(-1));
    return outcomes.at(-2) as Outcome;
  }

  begin(settings: TransactionSettings): void {
    this.#forget();
    this.#transaction = 'due';
    const text = beginText(settings);
    this.#beginning = text === BEGIN.text ? BEGIN : { text, values: [] };
  }

  /** Nothing to do where the last statement took the commit with it, or where there was none. */
  async commit(): Promise<void> {
    const hasWork = this.#transaction === 'open' || this.#waiting.length > 0;
    if (hasWork) this.#committed((await this.#send([COMMIT])).at(-1));
    this.#transaction = 'none';
    this.#forget();
  }

  #forget(): void {
    this.#waiting = [];
    this.#announced = [];
    this.#answers = [];
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
    if (!isOpen || !this.#client) return;
    try {
      await this.#statementsOf(this.#client).run([ROLLBACK]);
    } catch (error) {
      this.#broken = error as Error;
      throw error;
    }
  }

  /** Back to the pool, or out of it where nobody knows what its transaction became. */
  release(): void {
    if (this.#client) this.#lanes.release(this.#client, this.#broken);
  }

  // oxlint-disable-next-line require-yield -- Kysely asks for the method; nothing here streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('The server engine does not stream.');
  }
}
