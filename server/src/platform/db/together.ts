import type pg from 'pg';
import type { Lanes } from './lanes.ts';
import { written, type ServerStatements, type Step } from './server-statements.ts';
import type { Outcome } from './wire-messages.ts';

interface Asked {
  readonly step: Step;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** A read waits for those before it in its group: few enough that none waits long. */
const GROUP_AT_MOST = 8;

/**
 * Reads that stand for themselves and were asked for in the same turn of the program go out in one write on one connection, and are answered in
 * one: with many callers the system calls and changes of process cost more than the reads. Where no connection is free, more gather meanwhile.
 * To whoever asks it makes no difference: each is a statement with a snapshot of its own, and what one refuses is its asker's affair alone.
 */
export class ReadsTogether {
  readonly #lanes: Lanes;
  readonly #statementsOf: (client: pg.PoolClient) => ServerStatements;
  #asked: Asked[] = [];
  /** Groups that are to be sent. */
  #due = 0;

  constructor(lanes: Lanes, statementsOf: (client: pg.PoolClient) => ServerStatements) {
    this.#lanes = lanes;
    this.#statementsOf = statementsOf;
  }

  ask(step: Step): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      // A value that cannot be written is its asker's affair.
      this.#asked.push({ step: { ...step, values: step.values.map(written) }, resolve, reject });
      if (this.#asked.length <= this.#due * GROUP_AT_MOST) return;
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
    await run(this.#statementsOf(client), this.#taken());
    this.#lanes.release(client);
  }

  #taken(): Asked[] {
    this.#due--;
    return this.#asked.splice(0, GROUP_AT_MOST);
  }
}

/** Nothing that follows a failed statement was run. */
async function run(statements: ServerStatements, group: readonly Asked[]): Promise<void> {
  let left = group;
  while (left.length > 0) {
    const { outcomes, error } = await statements.attempt(left.map(({ step }) => step));
    for (const [at, outcome] of outcomes.entries()) left[at]?.resolve(outcome);
    left[outcomes.length]?.reject(error);
    left = left.slice(outcomes.length + 1);
  }
}
