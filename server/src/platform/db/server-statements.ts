import type pg from 'pg';
import utils from 'pg/lib/utils.js';
import { Kept } from './kept.ts';
import { asChance } from './violations.ts';
import { SessionPlanning, type Planning } from './planning.ts';
import { comesAgain, KEPT_AT_MOST } from './prepared-statements.ts';
import type { Outcome } from './wire-messages.ts';

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

interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

interface Layout {
  readonly columns: readonly Column[];
  /** Every column at null: rows that start as its copies share one shape. */
  readonly blank: Readonly<Record<string, unknown>>;
}

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
    return new Promise((resolve) => {
      const all = steps.flatMap((step): Step[] => {
        const setting = this.#planning.settingFor(step.text, step.planning);
        return setting === undefined ? [step] : [{ text: setting, values: [] }, step];
      });
      const asked = new Set(steps);
      const batch = all.map((step) => {
        const { text, values } = step;
        const kept = step.planning === 'anew' ? undefined : this.#kept.get(text);
        return { text, values: values.map(utils.prepareValue), statement: kept ?? this.#fresh(step), isNew: !kept };
      });
      const stale = this.#doubtful;
      this.#doubtful = [];
      const done = (outcomes: Outcome[], error: Error | undefined): void => {
        for (const [at, { text, statement, isNew }] of batch.entries()) {
          if (statement.name === '') continue;
          if (at < outcomes.length) {
            const gone = isNew ? this.#kept.set(text, statement) : undefined;
            if (gone) this.#doubtful.push(gone.name);
            continue;
          }
          // Whatever was wrong, perhaps with a plan for tables that have changed: it is parsed anew.
          this.#kept.delete(text);
          this.#doubtful.push(statement.name);
        }
        const wanted = outcomes.filter((_, at) => asked.has(all[at] as Step));
        if (!error) return resolve({ outcomes: wanted });
        this.#planning.forget();
        resolve({ outcomes: wanted, error: traced(all[outcomes.length]?.isTakenByChance ? asChance(error) : error) });
      };
      this.#client.query(new Batch(batch, stale, (oid) => this.#client.getTypeParser(oid), done));
    });
  }

  #fresh({ text, planning }: Step): Statement {
    const name = planning !== 'anew' && comesAgain(text) ? `p${this.#named++}` : '';
    return { name, layout: undefined };
  }
}

/** Driver errors are born in the socket's callback: this shows who asked. */
function traced(error: Error): Error {
  Error.captureStackTrace(error);
  return error;
}

interface Sent {
  readonly text: string;
  readonly values: (string | Buffer | null)[];
  readonly statement: Statement;
  readonly isNew: boolean;
}

/** What the driver calls on a query of another making, as its cursors and streams are. */
class Batch implements pg.Submittable {
  readonly #sent: readonly Sent[];
  readonly #stale: readonly string[];
  readonly #readerOf: (oid: TypeId) => (text: string) => unknown;
  readonly #done: (outcomes: Outcome[], error: Error | undefined) => void;
  readonly #outcomes: Outcome[] = [];
  #rows: Record<string, unknown>[] = [];

  constructor(
    sent: readonly Sent[],
    stale: readonly string[],
    readerOf: (oid: TypeId) => (text: string) => unknown,
    done: (outcomes: Outcome[], error: Error | undefined) => void,
  ) {
    this.#sent = sent;
    this.#stale = stale;
    this.#readerOf = readerOf;
    this.#done = done;
  }

  submit(connection: pg.Connection): void {
    connection.stream.cork();
    try {
      for (const name of this.#stale) connection.close({ type: 'S', name }, true);
      for (const { text, values, statement, isNew } of this.#sent) {
        const { name } = statement;
        if (isNew) {
          connection.parse({ name, text, types: [] }, true);
          connection.describe({ type: 'S', name }, true);
        }
        connection.bind({ statement: name, values }, true);
        connection.execute(null, true);
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleRowDescription({ fields }: { readonly fields: readonly { readonly name: string; readonly dataTypeID: TypeId }[] }): void {
    const sent = this.#sent[this.#outcomes.length];
    if (!sent) return;
    sent.statement.layout = {
      columns: fields.map(({ name, dataTypeID }) => ({ name, read: this.#readerOf(dataTypeID) })),
      blank: Object.fromEntries(fields.map(({ name }) => [name, null])),
    };
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const layout = this.#sent[this.#outcomes.length]?.statement.layout;
    if (layout) this.#rows.push(readRow(layout, fields));
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#outcomes.push({ rows: this.#rows, tag: text });
    this.#rows = [];
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  /** The last that is called: the driver itself waits until the server is ready again. */
  handleError(error: Error): void {
    this.#done(this.#outcomes, error);
  }

  handleReadyForQuery(): void {
    this.#done(this.#outcomes, undefined);
  }
}

function readRow({ columns, blank }: Layout, fields: readonly (string | null)[]): Record<string, unknown> {
  const row = { ...blank };
  for (let at = 0; at < columns.length; at++) {
    const text = fields[at];
    if (text === null || text === undefined) continue;
    const { name, read } = columns[at] as Column;
    row[name] = read(text);
  }
  return row;
}
