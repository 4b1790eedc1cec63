import { protocol } from '@electric-sql/pglite';
import type pg from 'pg';
import utils from 'pg/lib/utils.js';
import { Kept } from '../kept.ts';
import { asChance } from './violations.ts';
import { SessionPlanning, type Planning } from './planning.ts';
import { comesAgain, KEPT_AT_MOST } from './prepared-statements.ts';
import { ServerMessages, type Taker } from './server-messages.ts';
import { fieldReaderOf } from './wire-fields.ts';
import { Layout, tagIn, type Outcome } from './wire-messages.ts';
import { WireWriter, type Written } from './wire-writing.ts';

const { serialize } = protocol;

export interface Step {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly planning?: Planning;
  readonly isTakenByChance?: boolean;
}

interface Attempt {
  readonly outcomes: Outcome[];
  /** Of the statement behind the last that was answered. */
  readonly error?: Error;
}

type TypeId = Parameters<pg.PoolClient['getTypeParser']>[0];

/** A statement that the server has parsed for this connection. */
interface Statement {
  readonly name: string;
  /** Undefined for one that answers no rows. */
  layout: Layout | undefined;
}

/**
 * The statements of one connection to a server. Several go out in one write and are answered in one: each write is a system call and each
 * answer a change of process, which cost more than what a short statement does. What its columns are is asked once for each statement,
 * where the driver's own queries ask every time.
 */
export class ServerStatements {
  readonly #client: pg.PoolClient;
  readonly #kept = new Kept<Statement>(KEPT_AT_MOST);
  #named = 0;
  /** Names that are of no use any more; the server may know them or not. */
  #doubtful: string[] = [];
  readonly #planning = new SessionPlanning();

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Runs these one after the other; after one that fails the rest do not run. Answers the outcome of each. */
  async run(steps: readonly Step[]): Promise<Outcome[]> {
    const { outcomes, error } = await this.attempt(steps);
    if (error) throw error;
    return outcomes;
  }

  /** The same for who wants to know what those before a failure answered. */
  attempt(steps: readonly Step[]): Promise<Attempt> {
    return this.attemptUnits([steps])[0] as Promise<Attempt>;
  }

  /**
   * Several units in one write, each a transaction by itself: what one refuses is nothing to the next. To each its own answer.
   * @throws before anything is sent, where a value cannot be written.
   */
  attemptUnits(units: readonly (readonly Step[])[]): Promise<Attempt>[] {
    const pending = units.map((steps) => ({ steps, sent: this.#toSend(steps), ...Promise.withResolvers<Attempt>() }));
    const answering = pending.map(({ steps, sent, resolve }): Unit => {
      const done: Unit['done'] = (outcomes, error) => resolve(this.#answered(sent, steps, outcomes, error));
      return { sent, done };
    });
    const stale = this.#doubtful;
    this.#doubtful = [];
    this.#client.query(new Batch(this.#client, answering, stale));
    return pending.map(({ promise }) => promise);
  }

  #answered(sent: readonly Sent[], steps: readonly Step[], outcomes: Outcome[], error: Error | undefined): Attempt {
    this.#keep(sent, outcomes.length);
    const wanted = sent.length === steps.length ? outcomes : outcomes.filter((_, at) => sent[at]?.step !== undefined);
    if (!error) return { outcomes: wanted };
    this.#planning.forget();
    const failed = sent[outcomes.length]?.step;
    return { outcomes: wanted, error: traced(failed?.isTakenByChance ? asChance(error) : error) };
  }

  /** With what the session has to be told before. */
  #toSend(steps: readonly Step[]): Sent[] {
    const sent: Sent[] = [];
    const values = steps.map((step) => step.values.map(written));
    for (const [at, step] of steps.entries()) {
      const { text, planning } = step;
      const setting = this.#planning.settingFor(text, planning);
      if (setting !== undefined) sent.push(this.#sent({ text: setting }, [], undefined));
      sent.push(this.#sent(step, values[at] as Written[], step));
    }
    return sent;
  }

  #sent({ text, planning }: Omit<Step, 'values'>, values: readonly Written[], step: Step | undefined): Sent {
    const kept = planning === 'anew' ? undefined : this.#kept.get(text);
    const name = (): string => (planning !== 'anew' && comesAgain(text) ? `p${this.#named++}` : '');
    const statement = kept ?? { name: name(), layout: undefined };
    return { text, values, statement, isNew: !kept, step };
  }

  /** What the server has parsed is used again. */
  #keep(sent: readonly Sent[], answered: number): void {
    for (const [at, { text, statement, isNew }] of sent.entries()) {
      if (statement.name === '' || (!isNew && at < answered)) continue;
      if (at < answered) {
        const gone = this.#kept.set(text, statement);
        if (gone) this.#doubtful.push(gone.name);
        continue;
      }
      // Whatever was wrong, perhaps with a plan for tables that have changed: it is parsed anew.
      this.#kept.delete(text);
      this.#doubtful.push(statement.name);
    }
  }
}

const FIRST_LONG_YEAR = Date.UTC(10_000, 0);

/** A value as text, as the driver's own queries write it; a moment of four-digit years in UTC. */
export function written(value: unknown): Written {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  if (value instanceof Date && value.getTime() >= 0 && value.getTime() < FIRST_LONG_YEAR) return value.toISOString();
  return utils.prepareValue(value);
}

/** Driver errors are born in the socket's callback: this shows who asked. */
function traced(error: Error): Error {
  Error.captureStackTrace(error);
  return error;
}

interface Sent {
  readonly text: string;
  readonly values: readonly Written[];
  readonly statement: Statement;
  readonly isNew: boolean;
  /** Undefined for what nobody asked for. */
  readonly step: Step | undefined;
}

/** Statements that are one transaction, unless they say otherwise. */
interface Unit {
  readonly sent: readonly Sent[];
  done(this: void, outcomes: Outcome[], error: Error | undefined): void;
}

/** What the driver calls on a query of another making, as its cursors and streams are. */
class Batch implements pg.Submittable, Taker {
  static readonly #writer = new WireWriter();

  readonly #client: pg.PoolClient;
  /** Those that are not yet answered, the one that is being answered first. */
  readonly #units: Unit[];
  readonly #stale: readonly string[];
  #outcomes: Outcome[] = [];
  #rows: Record<string, unknown>[] = [];
  #refusal: Error | undefined;

  constructor(client: pg.PoolClient, units: readonly Unit[], stale: readonly string[]) {
    this.#client = client;
    this.#units = [...units];
    this.#stale = stale;
  }

  /** Answers why nothing could be sent, if so. */
  submit(connection: pg.Connection): Error | undefined {
    try {
      this.#write(Batch.#writer);
    } catch (error) {
      // The next batch, on whichever connection, is not to begin with half of this one.
      Batch.#writer.clear();
      return error as Error;
    }
    ServerMessages.of(connection).goTo(this);
    const bytes = Batch.#writer.taken();
    // Of one that is gone the driver tells by an error.
    if (connection.stream.writable) connection.stream.write(bytes);
    return undefined;
  }

  #write(writer: WireWriter): void {
    for (const name of this.#stale) writer.add(serialize.close({ type: 'S', name }));
    for (const { sent } of this.#units) {
      for (const { text, values, statement, isNew } of sent) {
        const { name } = statement;
        if (isNew) {
          writer.add(serialize.parse({ name, text, types: [] }));
          writer.add(serialize.describe({ type: 'S', name }));
        }
        writer.run(name, values);
      }
      writer.sync();
    }
  }

  handleRowDescription({ fields }: { readonly fields: readonly { readonly name: string; readonly dataTypeID: TypeId }[] }): void {
    const { statement } = this.#running() ?? {};
    if (!statement) return;
    statement.layout = new Layout(
      fields.map(({ name, dataTypeID }) => ({ name, read: fieldReaderOf(dataTypeID, this.#client.getTypeParser(dataTypeID)) })),
    );
  }

  #running(): Sent | undefined {
    return this.#units[0]?.sent[this.#outcomes.length];
  }

  takeRow(bytes: Buffer, start: number): void {
    const layout = this.#running()?.statement.layout;
    if (layout) this.#rows.push(layout.row(bytes, start));
  }

  takeEnd(bytes: Buffer, start: number, end: number): void {
    this.#end(tagIn(bytes, start, end));
  }

  handleEmptyQuery(): void {
    this.#end('');
  }

  #end(tag: string): void {
    this.#outcomes.push({ rows: this.#rows, tag });
    this.#rows = [];
  }

  takeRefusal(refusal: Error): void {
    this.#refusal ??= refusal;
  }

  takeReady(): boolean {
    this.#units.shift()?.done(this.#outcomes, this.#refusal);
    this.#outcomes = [];
    this.#rows = [];
    this.#refusal = undefined;
    return this.#units.length > 0;
  }

  /** The connection is gone, with whatever was under way. */
  handleError(error: Error): void {
    this.#refusal ??= error;
    while (this.takeReady()) this.#refusal = error;
  }

  /** Everybody has been answered by then. */
  handleReadyForQuery(): void {}
}
