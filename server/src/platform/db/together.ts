import type pg from 'pg';
import type { Lanes } from './lanes.ts';
import { written, type ServerStatements, type Step } from './server-statements.ts';
import type { Outcome } from './wire-messages.ts';

type StatementsOf = (client: pg.PoolClient) => ServerStatements;

interface Waiting {
  reject(this: void, error: unknown): void;
}

/** Who waits is sent with others: few enough that none waits long for those before it. */
const READS_AT_MOST = 8;
const UNITS_AT_MOST = 4;

/** What was asked for in the same turn of the program goes out in groups, a connection for each. Where no connection is free, more gather meanwhile. */
class Gathering<One extends Waiting> {
  readonly #lanes: Lanes;
  readonly #atMost: number;
  readonly #run: (client: pg.PoolClient, group: readonly One[]) => Promise<void>;
  #waiting: One[] = [];
  /** Groups that are to be sent. */
  #due = 0;

  constructor(lanes: Lanes, atMost: number, run: (client: pg.PoolClient, group: readonly One[]) => Promise<void>) {
    this.#lanes = lanes;
    this.#atMost = atMost;
    this.#run = run;
  }

  add(one: One): void {
    this.#waiting.push(one);
    if (this.#waiting.length <= this.#due * this.#atMost) return;
    this.#due++;
    // After all sockets were read that had anything to say.
    setImmediate(() => void this.#send());
  }

  async #send(): Promise<void> {
    let client: pg.PoolClient;
    try {
      client = await this.#lanes.connect();
    } catch (error) {
      for (const { reject } of this.#taken()) reject(error);
      return;
    }
    await this.#run(client, this.#taken());
    this.#lanes.release(client);
  }

  #taken(): One[] {
    this.#due--;
    return this.#waiting.splice(0, this.#atMost);
  }
}

/** A value that cannot be written is its asker's affair. */
const asWritten = (step: Step): Step => ({ ...step, values: step.values.map(written) });

interface Reads extends Waiting {
  readonly steps: readonly Step[];
  resolve(this: void, outcomes: Outcome[]): void;
}

/**
 * Reads that stand for themselves go out in one write on one connection, and are answered in one: with many callers the system calls and changes
 * of process cost more than the reads. To whoever asks it makes no difference: each is a statement with a snapshot of its own, and what one
 * refuses is its asker's affair alone.
 */
export class ReadsTogether {
  readonly #gathering: Gathering<Reads>;

  constructor(lanes: Lanes, statementsOf: StatementsOf) {
    this.#gathering = new Gathering(lanes, READS_AT_MOST, (client, group) => runReads(statementsOf(client), group));
  }

  /** Of several each is asked after the one before it was answered. */
  ask(steps: readonly Step[]): Promise<Outcome[]> {
    return new Promise((resolve, reject) => this.#gathering.add({ steps: steps.map(asWritten), resolve, reject }));
  }
}

/** Nothing that follows a failed statement was run. */
async function runReads(statements: ServerStatements, group: readonly Reads[]): Promise<void> {
  let left = group;
  while (left.length > 0) {
    const { outcomes, error } = await statements.attempt(left.flatMap(({ steps }) => steps));
    let settled = 0;
    for (const { steps, resolve, reject } of left) {
      settled++;
      const own = outcomes.splice(0, steps.length);
      if (own.length === steps.length) resolve(own);
      else {
        reject(error);
        break;
      }
    }
    left = left.slice(settled);
  }
}

interface Unit extends Waiting {
  readonly steps: readonly Step[];
  resolve(this: void, outcomes: Outcome[]): void;
}

/** The same for units of work that go out in one write: each is a transaction by itself, and one behind the other none locks what another holds. */
export class UnitsTogether {
  readonly #gathering: Gathering<Unit>;

  constructor(lanes: Lanes, statementsOf: StatementsOf) {
    this.#gathering = new Gathering(lanes, UNITS_AT_MOST, (client, group) => runUnits(statementsOf(client), group));
  }

  ask(steps: readonly Step[]): Promise<Outcome[]> {
    return new Promise((resolve, reject) => this.#gathering.add({ steps: steps.map(asWritten), resolve, reject }));
  }
}

async function runUnits(statements: ServerStatements, group: readonly Unit[]): Promise<void> {
  const attempts = statements.attemptUnits(group.map(({ steps }) => steps));
  await Promise.all(
    attempts.map(async (attempt, at) => {
      const { outcomes, error } = await attempt;
      if (error) group[at]?.reject(error);
      else group[at]?.resolve(outcomes);
    }),
  );
}
