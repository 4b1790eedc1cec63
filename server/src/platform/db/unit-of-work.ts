import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { companyOf } from '../actor.ts';
import type { Clock } from '../clock/clock.ts';
import type { Caller, Context, NewJob, UnitOfWork } from '../context.ts';
import { CompanyRequired } from '../errors.ts';
import type { NewAuditEntry } from '../events/audit.ts';
import type { NewEvent } from '../events/outbox.ts';
import { recordedRows, writeRecorded, type RecordedRows } from '../events/write-recorded.ts';
import type { Tx } from './tx.ts';
import { isChance, isStillReferred } from './violations.ts';

/** Hands jobs to the queue inside a transaction; platform/jobs gives the real one. */
export type EnqueueJobs = (tx: Tx, jobs: readonly NewJob[]) => Promise<void>;

const ATTEMPTS = 4;
/**
 * serialization_failure and deadlock_detected: PostgreSQL's own advice is to run the whole transaction again. So for a row that was read and
 * is gone when another is to refer to it: who runs again does not find it, and says so in words of its own.
 */
const isRetryable = (error: unknown): boolean => {
  const code = (error as { code?: unknown }).code;
  return code === '40001' || code === '40P01' || isStillReferred(error) || isChance(error);
};

/** The only owner of the root database handle: everything else gets a context from here. */
export function unitOfWork(options: { root: Kysely<unknown>; clock: Clock; enqueue: EnqueueJobs }): UnitOfWork {
  const { root, clock, enqueue } = options;

  async function attempt<T>(caller: Caller, work: (ctx: Context) => Promise<T>, mayRunAgain: boolean): Promise<T> {
    return root.transaction().execute(async (tx) => {
      const pending = new PendingContext(tx, caller, clock, mayRunAgain);
      const result = await work(pending);
      await pending.enqueueJobs(enqueue);
      await writeRecorded(tx, pending.recorded(), { isLast: true });
      return result;
    });
  }

  return {
    async read(caller, work) {
      const ctx = new PendingContext(root, caller, clock);
      const result = await work(ctx);
      ctx.assertNothingPending();
      return result;
    },
    async write(caller, work) {
      for (let tries = 1; ; tries++) {
        try {
          return await attempt(caller, work, tries === 1);
        } catch (error) {
          if (tries >= ATTEMPTS || !isRetryable(error)) throw error;
          await sleep(tries * 7);
        }
      }
    },
  };
}

/** So many units of work share a statement that writes what they recorded. */
const UNITS_A_STATEMENT = 50;

/**
 * Many units of work in one transaction: all of them happen or none. For work without a request behind it, such as seeding;
 * what a later unit refuses undoes the earlier ones too. What they record is written in batches, the last before the end. On the embedded engine every other statement waits meanwhile.
 */
export async function inOneTransaction<T>(
  options: { root: Kysely<unknown>; clock: Clock; enqueue: EnqueueJobs },
  run: (work: UnitOfWork) => Promise<T>,
): Promise<T> {
  return options.root.transaction().execute(async (tx) => {
    let waiting: RecordedRows[] = [];
    const writeWaiting = async (): Promise<void> => {
      const rows = { events: waiting.flatMap(({ events }) => events), audit: waiting.flatMap(({ audit }) => audit) };
      waiting = [];
      await writeRecorded(tx, rows, { isLast: false });
    };
    const perform: UnitOfWork['write'] = async (caller, work) => {
      const ctx = new PendingContext(tx, caller, options.clock);
      const result = await work(ctx);
      await ctx.enqueueJobs(options.enqueue);
      waiting.push(ctx.recorded());
      if (waiting.length >= UNITS_A_STATEMENT) {
        await writeWaiting();
        // The embedded engine answers without ever leaving the program's turn: timers and sockets wait meanwhile.
        await setImmediate();
      }
      return result;
    };
    const result = await run({ read: perform, write: perform });
    await writeWaiting();
    return result;
  });
}

class PendingContext implements Context {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: Caller['actor'];
  readonly correlationId: string;
  readonly language: string;
  readonly mayRunAgain: boolean;
  readonly #companyId: string | undefined;
  readonly #events: NewEvent[] = [];
  readonly #audit: NewAuditEntry[] = [];
  readonly #jobs: NewJob[] = [];

  constructor(tx: Tx, caller: Caller, clock: Clock, mayRunAgain = false) {
    this.mayRunAgain = mayRunAgain;
    this.tx = tx;
    this.clock = clock;
    this.actor = caller.actor;
    this.correlationId = caller.correlationId;
    this.language = caller.language ?? 'en-US';
    this.#companyId = caller.companyId ?? companyOf(caller.actor);
  }

  get companyId(): string {
    if (this.#companyId === undefined) throw new CompanyRequired();
    return this.#companyId;
  }

  emit(event: NewEvent): void {
    this.#events.push(event);
  }

  record(entry: NewAuditEntry): void {
    this.#audit.push(entry);
  }

  enqueue(job: NewJob): void {
    this.#jobs.push(job);
  }

  assertNothingPending(): void {
    if (this.#events.length + this.#audit.length + this.#jobs.length > 0)
      throw new Error('A read emitted events, audit entries or jobs: it must be a write');
  }

  async enqueueJobs(enqueue: EnqueueJobs): Promise<void> {
    if (this.#jobs.length > 0) await enqueue(this.tx, this.#jobs);
  }

  /** What was emitted and recorded, at the moment of asking. */
  recorded(): RecordedRows {
    if (this.#events.length + this.#audit.length === 0) return NOTHING_RECORDED;
    return recordedRows(this, { events: this.#events, audit: this.#audit });
  }
}

const NOTHING_RECORDED: RecordedRows = { events: [], audit: [] };
