import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import type { ServerDatabase } from '../../src/platform/db/database.ts';
import type { Context } from '../../src/platform/context.ts';
import { forLater, takenByChance } from '../../src/platform/db/sending.ts';
import { unitOfWork } from '../../src/platform/db/unit-of-work.ts';
import { createJobs } from '../../src/platform/jobs/jobs.ts';
import { createLogger } from '../../src/platform/log.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';

const caller = { actor: { kind: 'system' }, correlationId: 'race' } as const;
const log = createLogger({ level: 'silent' });

describe('the unit of work on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let database: ServerDatabase;
  before(async () => {
    postgres = await startPostgres();
    database = await postgres.freshDatabase();
    await database.execute(`create table tally (name text primary key, count int not null);
      insert into tally values ('a', 0), ('b', 0)`);
  });
  after(async () => {
    await database.close();
    await postgres.stop();
  });

  const work = () => unitOfWork({ root: database.root, clock: new MovableClock(), enqueue: async () => {} });
  const counts = async () =>
    (await sql<{ count: number }>`select count from tally order by name`.execute(database.root)).rows.map((row) => row.count);

  it('runs a unit again that the server broke off to end a deadlock', async () => {
    let tries = 0;
    let bothHold = (): void => {};
    const meeting = new Promise<void>((resolve) => (bothHold = resolve));
    let holding = 0;
    const both = (first: string, second: string) =>
      work().write(caller, async (ctx) => {
        tries++;
        await sql`update tally set count = count + 1 where name = ${first}`.execute(ctx.tx);
        if (++holding === 2) bothHold();
        await meeting;
        await sql`update tally set count = count + 1 where name = ${second}`.execute(ctx.tx);
      });
    await Promise.all([both('a', 'b'), both('b', 'a')]);
    assert.deepEqual(await counts(), [2, 2]);
    assert.equal(tries, 3);
  });

  it('runs a unit again that took by chance what another has, wherever the statement was sent', async () => {
    for (const isLater of [false, true]) {
      const [taken, free] = isLater ? ['a', 'free later'] : ['b', 'free at once'];
      const names = [taken, free];
      await work().write(caller, async (ctx) => {
        const query = takenByChance(sql`insert into tally values (${names.shift()}, 7)`.compile(ctx.tx));
        await ctx.tx.executeQuery(isLater ? forLater(query) : query);
        await sql`select 1`.execute(ctx.tx);
      });
      assert.deepEqual(names, []);
      await sql`delete from tally where name = ${free}`.execute(database.root);
      const plain = (ctx: Context) => sql`insert into tally values (${taken}, 7)`.execute(ctx.tx);
      await assert.rejects(work().write(caller, plain), { code: '23505' });
    }
  });

  it('runs a unit again that lost a serialisable race, and loses no update', async () => {
    await sql`update tally set count = 0`.execute(database.root);
    let tries = 0;
    const { promise: allHaveRead, resolve: letAllWrite } = Promise.withResolvers<void>();
    const raise = () =>
      work().write(caller, async (ctx) => {
        await sql`set transaction isolation level serializable`.execute(ctx.tx);
        const { rows } = await sql<{ count: number }>`select count from tally where name = 'a'`.execute(ctx.tx);
        tries++;
        if (tries === 3) letAllWrite();
        await allHaveRead;
        await sql`update tally set count = ${(rows[0]?.count ?? 0) + 1} where name = 'a'`.execute(ctx.tx);
      });
    await Promise.all([raise(), raise(), raise()]);
    assert.deepEqual(await counts(), [3, 0]);
    assert.ok(tries > 3, 'the units never met');
  });
});

describe('jobs on a PostgreSQL server', () => {
  it('are run once each by two working processes, and by none that only serves', async () => {
    const postgres = await startPostgres();
    const database = await postgres.freshDatabase();
    const clock = new MovableClock();
    const ran: string[] = [];
    let finished = (): void => {};
    const all = new Promise<void>((resolve) => (finished = resolve));
    const start = async (name: string, works: boolean) => {
      const jobs = createJobs({ database, clock, log, works });
      await jobs.start([
        {
          name: 'count',
          run: async (job) => {
            ran.push(`${String(job.data['n'])} by ${name}`);
            if (ran.length === 20) finished();
          },
        },
      ]);
      return jobs;
    };
    const serving = await start('serving', false);
    const working = [await start('one', true), await start('two', true)];
    const work = unitOfWork({ root: database.root, clock, enqueue: serving.enqueue });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => work.write(caller, async (ctx) => ctx.enqueue({ name: 'count', data: { n } }))),
    );
    await all;
    await Promise.all([serving, ...working].map((jobs) => jobs.stop()));
    assert.deepEqual(
      ran.map((line) => Number(line.split(' ')[0])).sort((a, b) => a - b),
      Array.from({ length: 20 }, (_, n) => n),
    );
    assert.ok(ran.every((line) => !line.endsWith('serving')));
    await database.close();
    await postgres.stop();
  });
});
