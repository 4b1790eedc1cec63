import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase } from '../../../test/harness/program.ts';
import { MovableClock } from '../clock/clock.ts';
import type { UnitOfWork } from '../context.ts';
import type { Database } from '../db/database.ts';
import { unitOfWork } from '../db/unit-of-work.ts';
import { createLogger } from '../log.ts';
import { createJobs, DEAD, type Job, type JobDefinition, type Jobs } from './jobs.ts';

const caller = { actor: { kind: 'system' }, correlationId: 'test' } as const;
const log = createLogger({ level: 'silent' });

describe('jobs on the embedded engine', () => {
  let database: Database;
  let jobs: Jobs;
  let work: UnitOfWork;
  const clock = new MovableClock();
  const ran: { name: string; job: Job }[] = [];
  let failures = 0;
  const definitions: JobDefinition[] = [
    { name: 'greet', run: async (job) => void ran.push({ name: 'greet', job }) },
    {
      name: 'chain',
      run: async (job) => {
        ran.push({ name: 'chain', job });
        await work.write(caller, async (ctx) => ctx.enqueue({ name: 'greet', data: { from: 'chain' } }));
      },
    },
    {
      name: 'fragile',
      retry: { limit: 0 },
      run: async () => {
        failures++;
        throw new Error('broken');
      },
    },
  ];

  before(async () => {
    database = await freshDatabase();
    clock.freeze(new Date('2026-03-02T09:00:00Z'));
    jobs = createJobs({ database, clock, log, works: false });
    work = unitOfWork({ root: database.root, clock, enqueue: jobs.enqueue });
    await jobs.start(definitions);
  });
  after(async () => {
    await jobs.stop();
    await database.close();
  });

  const enqueue = (name: string, data: Record<string, unknown>, startAfter?: Date) =>
    work.write(caller, async (ctx) => ctx.enqueue({ name, data, ...(startAfter ? { startAfter } : {}) }));
  const names = () => ran.splice(0).map(({ name, job }) => `${name} ${JSON.stringify(job.data)}`);

  it('runs what a committed transaction left, and what that enqueued', async () => {
    await enqueue('chain', { a: 1 });
    assert.deepEqual(await jobs.drain(), { completed: 2, failed: [] });
    assert.deepEqual(names(), ['chain {"a":1}', 'greet {"from":"chain"}']);
    assert.deepEqual(await jobs.drain(), { completed: 0, failed: [] });
  });

  it('runs nothing of a transaction that failed', async () => {
    const failing = work.write(caller, async (ctx) => {
      ctx.enqueue({ name: 'greet', data: {} });
      ctx.enqueue({ name: 'unknown', data: {} });
    });
    await assert.rejects(failing, /No job unknown is registered/);
    assert.equal((await jobs.drain()).completed, 0);
  });

  it('waits for a later moment on the clock of the program', async () => {
    await enqueue('greet', { late: true }, new Date('2026-03-04T09:00:00Z'));
    await enqueue('greet', { past: true }, new Date('2026-03-01T09:00:00Z'));
    await jobs.drain();
    assert.deepEqual(names(), ['greet {"past":true}']);
    clock.set(new Date('2026-03-04T08:59:00Z'));
    assert.equal((await jobs.drain()).completed, 0);
    clock.set(new Date('2026-03-04T09:00:00Z'));
    await jobs.drain();
    assert.deepEqual(names(), ['greet {"late":true}']);
  });

  it('keeps a job whose retries are used up', async () => {
    await enqueue('fragile', { precious: 1 });
    const { failed } = await jobs.drain();
    assert.deepEqual(
      failed.map(({ name, error }) => `${name}: ${(error as Error).message}`),
      ['fragile: broken'],
    );
    assert.equal((await jobs.drain()).failed.length, 0);
    assert.equal(failures, 1);
    const dead = await sql<{
      payload: unknown;
    }>`select data -> 'payload' as payload from pgboss.job where name = ${DEAD}`.execute(database.root);
    assert.deepEqual(dead.rows, [{ payload: { precious: 1 } }]);
  });
});

describe('a working process', () => {
  it('runs again what was broken off when the one before it was killed', async () => {
    const database = await freshDatabase();
    const clock = new MovableClock();
    const definition = (run: JobDefinition['run']): JobDefinition[] => [{ name: 'careful', run }];
    const killed = createJobs({ database, clock, log, works: false });
    let began = (): void => {};
    const running = new Promise<void>((resolve) => (began = resolve));
    await killed.start(
      definition(async () => {
        began();
        await new Promise(() => {});
      }),
    );
    const work = unitOfWork({ root: database.root, clock, enqueue: killed.enqueue });
    await work.write(caller, async (ctx) => ctx.enqueue({ name: 'careful', data: { n: 1 } }));
    void killed.drain();
    await running;

    let finish = (_job: Job): void => {};
    const again = new Promise<Job>((resolve) => (finish = resolve));
    const next = createJobs({ database, clock, log, works: true });
    await next.start(definition(async (job) => finish(job)));
    const job = await again;
    assert.deepEqual([job.data, job.attempt], [{ n: 1 }, 2]);
    await next.stop();
    await killed.stop();
    await database.close();
  });

  it('wakes when a transaction commits, retries what failed, and stops cleanly', async () => {
    const database = await freshDatabase();
    const attempts: number[] = [];
    let done = (): void => {};
    const finished = new Promise<void>((resolve) => (done = resolve));
    const jobs = createJobs({ database, clock: new MovableClock(), log, works: true });
    const work = unitOfWork({ root: database.root, clock: new MovableClock(), enqueue: jobs.enqueue });
    await jobs.start([
      {
        name: 'flaky',
        retry: { limit: 2, delaySeconds: 1 },
        schedule: '0 3 * * *',
        run: async (job) => {
          attempts.push(job.attempt);
          if (job.attempt === 1) throw new Error('once');
          done();
        },
      },
    ]);
    await work.write(caller, async (ctx) => ctx.enqueue({ name: 'flaky', data: {} }));
    await finished;
    assert.deepEqual(attempts, [1, 2]);
    await jobs.stop();
    await database.close();
  });
});
