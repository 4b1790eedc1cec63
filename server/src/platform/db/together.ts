import type pg from 'pg';
import type { Lanes } from './lanes.ts';
import { written, type ServerStatements, type Step } from './server-statements.ts';
import type { Outcome } from './wire-messages.ts';

/** What one caller asks for; each statement after the one before it was answered. */
interface Asked {
  readonly steps: readonly Step[];
  resolve(this: void, outcomes: Outcome[]): void;
  reject(this: void, error: unknown): void;
}

type Send = (statements: ServerStatements, group: readonly Asked[]) => Promise<void>;

/** A value that cannot be written is its asker's affair. */
const asWritten = (step: Step): Step => ({ ...step, values: step.values.map(written) });

/**
 * What was asked for in the same turn of the program goes out in groups, each in one write on one connection: with many callers the system calls
 * and changes of process cost more than short statements. Where no connection is free, more gather meanwhile.
 */
export class Together {
  readonly #lanes: Lanes;
  readonly #statementsOf: (client: pg.PoolClient) => ServerStatements;
  readonly #atMost: number;
  readonly #sendGroup: Send;
  #waiting: Asked[] = [];
  /** Groups that are to be sent. */
  #due = 0;

  /** `atMost` callers share a write: few enough that none waits long for those before it. */
  constructor(lanes: Lanes, statementsOf: (client: pg.PoolClient) => ServerStatements, atMost: number, sendGroup: Send) {
    this.#lanes = lanes;
    this.#statementsOf = statementsOf;
    this.#atMost = atMost;
    this.#sendGroup = sendGroup;
  }

  /** Answers the outcome of each. What they refuse is nothing to the other callers. */
  ask(steps: readonly Step[]): Promise<Outcome[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ steps: steps.map(asWritten), resolve, reject });
      if (this.#waiting.length <= this.#due * this.#atMost) return;
      this.#due++;
      // After all sockets were read that had anything to say.
      setImmediate(() => void this.#send());
    });
  }

  async #send(): Promise<void> {
    let client: pg.PoolClient;
    try {
      client = await this.#lanes.connect();
    } catch (error) {
      for (const { reject } of this.#taken()) reject(error);
      return;
    }
    await this.#sendGroup(this.#statementsOf(client), this.#taken());
    this.#lanes.release(client);
  }

  #taken(): Asked[] {
    this.#due--;
    return this.#waiting.splice(0, this.#atMost);
  }
}

/** Reads that stand for themselves: each is a statement with a snapshot of its own. Nothing that follows a failed one was run, so it is sent anew. */
export async function sendReads(statements: ServerStatements, group: readonly Asked[]): Promise<void> {
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

/** Units of work that go out in one write: each is a transaction by itself, and holds no lock while the one behind it runs. */
export async function sendUnits(statements: ServerStatements, group: readonly Asked[]): Promise<void> {
  const attempts = statements.attemptUnits(group.map(({ steps }) => steps));
  await Promise.all(
    attempts.map(async (attempt, at) => {
      const { outcomes, error } = await attempt;
      if (error) group[at]?.reject(error);
      else group[at]?.resolve(outcomes);
    }),
  );
}
