import { fromKysely, type JobWithMetadata, type PgBoss, type Queue } from 'pg-boss';
import { sql } from 'kysely';
import { systemClock, type Clock } from '../clock/clock.ts';
import type { NewJob } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { EnqueueJobs } from '../db/unit-of-work.ts';
import { InvariantBroken } from '../errors.ts';
import type { Logger } from '../log.ts';
import { openQueue } from './queue.ts';

/** One run of a job. At least once: a handler that may not happen twice keys its effect by `id`, the same on every attempt. */
export interface Job {
  readonly id: string;
  readonly data: Record<string, unknown>;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborted when the job outlives its time or the program stops. */
  readonly signal: AbortSignal;
}

export interface JobDefinition {
  /** `<module>.<verb>`, the name that use cases enqueue. */
  readonly name: string;
  /** Throwing runs the job again until its retries are used up; then it is dead. */
  run(job: Job): Promise<void>;
  /** Retries after the first attempt (default 5), and seconds before the first retry, doubled each time (default 5, at most an hour). */
  readonly retry?: { readonly limit?: number; readonly delaySeconds?: number };
  /** Seconds after which an attempt counts as failed; 300 unless told. */
  readonly timeLimitSeconds?: number;
  /** How many of them run at once in one process; 1 unless told. */
  readonly concurrency?: number;
  /** A cron expression in UTC and in real time: moving the sandbox's clock fires no schedule. */
  readonly schedule?: string;
}

export interface Drained {
  readonly completed: number;
  readonly failed: readonly { readonly name: string; readonly error: unknown }[];
}

export interface JobObserver {
  ran(name: string, outcome: 'completed' | 'failed' | 'dead', seconds: number): void;
}

export interface Jobs {
  /** Writes jobs inside the caller's transaction: they exist when, and only when, it commits. */
  readonly enqueue: EnqueueJobs;
  /** Declares the queues and, unless this process only serves requests, starts to work them. */
  start(definitions: readonly JobDefinition[]): Promise<void>;
  /** Runs every job that is due on the program's clock now, and those they enqueue, until none is left. */
  drain(): Promise<Drained>;
  /** Makes jobs due whose moment has come on the program's clock: for whoever moves that clock forward. */
  clockMoved(): Promise<void>;
  /** Waits up to `seconds` for running jobs; what still runs then is given back to the queue. */
  stop(seconds?: number): Promise<void>;
}

/** Where jobs go whose retries are used up: kept a year, worked by nobody, redriven by hand. */
export const DEAD = 'dead';
const YEAR_SECONDS = 365 * 86_400;
/** Jobs wake their workers; polling is only for retries and for jobs with a later moment. */
const POLL_SECONDS = 5;

/**
 * The moment of a job (`startAfter`) is on the program's clock, which the sandbox may move, and the queue keeps real time. So a
 * job is written with the real delay that is left, and its moment beside it in `due`; `clockMoved` brings forward what came due.
 */
interface Envelope {
  readonly payload: Record<string, unknown>;
  readonly due?: string;
}

export function createJobs(options: {
  database: Database;
  clock: Clock;
  log: Logger;
  /** False for a process that only serves requests. */
  works: boolean;
  observer?: JobObserver;
}): Jobs {
  const { database, clock, log, works, observer } = options;
  const boss = openQueue(database, { works, migrate: works });
  boss.on('error', (error) => log.error({ err: error }, 'the job queue failed'));
  boss.on('warning', (warning) => log.warn({ warning }, 'the job queue warns'));
  const definitions = new Map<string, JobDefinition>();
  const running = new Set<Promise<void>>();

  const run: Run = (definition, row) => {
    const one = attempt(definition, row, log, observer).finally(() => running.delete(one));
    running.add(one);
    return one;
  };

  return {
    enqueue: async (tx, jobs) => {
      for (const [name, group] of Map.groupBy(jobs, (job) => job.name)) {
        // The queue would look up an unknown name outside the open transaction, which on one connection waits for ever.
        if (!definitions.has(name)) throw new InvariantBroken(`No job ${name} is registered`);
        await boss.insert(
          name,
          group.map((job) => wrap(job, clock)),
          { db: fromKysely(tx) },
        );
      }
    },
    start: async (all) => {
      for (const definition of all) definitions.set(definition.name, definition);
      await boss.start();
      await declareQueues(boss, all);
      if (!works) return;
      // One process holds the embedded engine: what is marked as running was broken off with the one before.
      if (database.engine === 'embedded') await giveBack(database);
      for (const definition of all)
        for (let one = 0; one < (definition.concurrency ?? 1); one++) await workOn(boss, definition, run);
      await declareSchedules(boss, all);
    },
    drain: async () => {
      await bringForward(database, clock);
      const failed: { name: string; error: unknown }[] = [];
      let completed = 0;
      for (let found = 1; found > 0;) {
        found = 0;
        for (const definition of definitions.values()) {
          const rows = await boss.fetch<Envelope>(definition.name, { includeMetadata: true, batchSize: 20 });
          found += rows.length;
          for (const row of rows) {
            try {
              await run(definition, { ...row, signal: new AbortController().signal });
              await boss.complete(definition.name, row.id);
              completed++;
            } catch (error) {
              await boss.fail(definition.name, row.id, { message: (error as Error).message });
              failed.push({ name: definition.name, error });
            }
          }
        }
        if (running.size > 0) found += running.size;
        await Promise.allSettled(running);
      }
      return { completed, failed };
    },
    clockMoved: () => bringForward(database, clock),
    stop: (seconds = 20) => boss.stop({ graceful: works, timeout: seconds * 1000 }),
  };
}

type Run = (definition: JobDefinition, row: JobWithMetadata<Envelope>) => Promise<void>;

/** One worker: one job at a time. */
async function workOn(boss: PgBoss, definition: JobDefinition, run: Run): Promise<void> {
  const polling = { pollingIntervalSeconds: POLL_SECONDS, notifyPollingIntervalSeconds: POLL_SECONDS };
  const options = { includeMetadata: true, ...polling } as const;
  const worker = await boss.work<Envelope, void, typeof options>(definition.name, options, async ([row]) => {
    // Looks for the next one at once, not at the next poll: one notice may stand for many jobs.
    boss.notifyWorker(worker);
    if (row) await run(definition, row);
  });
}

function wrap(job: NewJob, clock: Clock): { data: Envelope; startAfter?: Date } {
  if (!job.startAfter) return { data: { payload: job.data } };
  const wait = job.startAfter.getTime() - clock.now().getTime();
  const data = { payload: job.data, due: job.startAfter.toISOString() };
  return wait <= 0 ? { data } : { data, startAfter: new Date(systemClock.now().getTime() + wait) };
}

async function attempt(
  definition: JobDefinition,
  row: JobWithMetadata<Envelope>,
  log: Logger,
  observer: JobObserver | undefined,
): Promise<void> {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const said = { job: definition.name, id: row.id, attempt: row.retryCount + 1 };
  try {
    await definition.run({ id: row.id, data: row.data.payload, attempt: row.retryCount + 1, signal: row.signal });
    observer?.ran(definition.name, 'completed', seconds());
  } catch (error) {
    const dead = row.retryCount >= row.retryLimit;
    observer?.ran(definition.name, dead ? 'dead' : 'failed', seconds());
    if (dead) log.error({ ...said, err: error }, 'a job is dead: its retries are used up');
    else log.warn({ ...said, err: error }, 'a job failed and will run again');
    throw error;
  }
}

/** Creates the queues that are missing and brings the options of the others up to date. */
async function declareQueues(boss: PgBoss, definitions: readonly JobDefinition[]): Promise<void> {
  const present = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  const dead: Omit<Queue, 'name'> = { retentionSeconds: YEAR_SECONDS, deleteAfterSeconds: YEAR_SECONDS };
  if (!present.has(DEAD)) await boss.createQueue(DEAD, dead);
  for (const definition of definitions) {
    const wanted = {
      retryLimit: definition.retry?.limit ?? 5,
      retryDelay: definition.retry?.delaySeconds ?? 5,
      retryBackoff: true,
      retryDelayMax: 3600,
      expireInSeconds: definition.timeLimitSeconds ?? 300,
      retentionSeconds: YEAR_SECONDS,
      deadLetter: DEAD,
      notify: true,
    };
    const found = present.get(definition.name);
    if (found && Object.entries(wanted).every(([key, value]) => found[key as keyof typeof wanted] === value)) continue;
    await (found ? boss.updateQueue(definition.name, wanted) : boss.createQueue(definition.name, wanted));
    // An empty insert makes the queue known here, so that none has to be looked up while a transaction is open.
    await boss.insert(definition.name, []);
  }
}

async function declareSchedules(boss: PgBoss, definitions: readonly JobDefinition[]): Promise<void> {
  const wanted = new Map(definitions.flatMap((one) => (one.schedule ? [[one.name, one.schedule] as const] : [])));
  for (const found of await boss.getSchedules()) {
    if (wanted.get(found.name) === found.cron) wanted.delete(found.name);
    else await boss.unschedule(found.name);
  }
  for (const [name, cron] of wanted) await boss.schedule(name, cron, { payload: {} } satisfies Envelope);
}

async function giveBack(database: Database): Promise<void> {
  await sql`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`.execute(database.root);
}

async function bringForward(database: Database, clock: Clock): Promise<void> {
  await sql`update pgboss.job set start_after = now()
    where state = 'created' and start_after > now() and (data ->> 'due')::timestamptz <= ${clock.now().toISOString()}::timestamptz`.execute(
    database.root,
  );
}
