import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { CompiledQuery, sql } from 'kysely';
import type { PoolClient } from 'pg';
import type { ServerDatabase } from '../../src/platform/db/database.ts';
import { Lanes } from '../../src/platform/db/lanes.ts';
import { prepared } from '../../src/platform/db/prepared.ts';
import { announce, asLast, forLater, plannedAnew } from '../../src/platform/db/sending.ts';
import type { Tx } from '../../src/platform/db/tx.ts';
import { isOutOfReach } from '../../src/platform/db/violations.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';

describe('the driver of the server engine', () => {
  let postgres: TestPostgres;
  let database: ServerDatabase;
  before(async () => {
    postgres = await startPostgres();
    database = (await postgres.freshDatabase()) as ServerDatabase;
    await database.execute('create table thing (id int primary key, name text not null)');
  });
  after(async () => {
    await database.close();
    await postgres.stop();
  });

  const insert = (id: number, name: string | null = 'a') =>
    CompiledQuery.raw('insert into thing (id, name) values ($1, $2)', [id, name]);
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => database.root.transaction().execute(work);
  const ids = async () =>
    (await sql<{ id: number }>`select id from thing order by id`.execute(database.root)).rows.map((row) => row.id);
  const codeOf = (error: { code?: string }) => error.code;

  it('writes and reads every kind of value', async () => {
    const moment = new Date('2026-03-01T10:20:30.456Z');
    const { rows } =
      await sql`select ${moment}::timestamptz as moment, ${['a', 'b "c"']}::text[] as list, ${{ a: [1] }}::jsonb as json,
      ${null}::text as nothing, ${true}::boolean as yes, ${Buffer.from([0, 255])}::bytea as bytes, ${'12.50'}::numeric as amount,
      ${7}::int8 as big`.execute(database.root);
    assert.deepEqual(rows, [
      {
        moment,
        list: ['a', 'b "c"'],
        json: { a: [1] },
        nothing: null,
        yes: true,
        bytes: Buffer.from([0, 255]),
        amount: '12.50',
        big: 7,
      },
    ]);
  });

  it('counts what a statement wrote, in a transaction’s first statement and in its last as well', async () => {
    const counted = await inTransaction(async (tx) => [
      (await tx.executeQuery(insert(1))).numAffectedRows,
      (await tx.executeQuery(CompiledQuery.raw('update thing set name = $1', ['b']))).numAffectedRows,
      (await tx.executeQuery(asLast(insert(2)))).numAffectedRows,
    ]);
    assert.deepEqual(counted, [1n, 1n, 1n]);
    assert.deepEqual(await ids(), [1, 2]);
  });

  it('shows what was left for later to whatever is read next', async () => {
    await inTransaction(async (tx) => {
      await tx.executeQuery(forLater(insert(3)));
      const { rows } = await sql<{ n: number }>`select count(*) as n from thing where id = ${3}`.execute(tx);
      assert.equal(rows[0]?.n, 1);
      await tx.executeQuery(forLater(insert(4)));
    });
    await inTransaction((tx) => tx.executeQuery(forLater(insert(5))));
    assert.deepEqual(await ids(), [1, 2, 3, 4, 5]);
  });

  it('keeps nothing of a transaction in which anything failed: first, last, left for later or thrown', async () => {
    const kept = await ids();
    await assert.rejects(
      inTransaction((tx) => tx.executeQuery(insert(1))),
      (error: object) => codeOf(error) === '23505',
    );
    await assert.rejects(
      inTransaction(async (tx) => {
        await tx.executeQuery(insert(11));
        await tx.executeQuery(asLast(insert(1)));
      }),
      (error: object) => codeOf(error) === '23505',
    );
    await assert.rejects(
      inTransaction(async (tx) => {
        await tx.executeQuery(insert(12));
        await tx.executeQuery(forLater(insert(13, null)));
      }),
      (error: object) => codeOf(error) === '23502',
    );
    await assert.rejects(
      inTransaction(async (tx) => {
        await tx.executeQuery(forLater(insert(14)));
        throw new Error('changed my mind');
      }),
      /changed my mind/,
    );
    assert.deepEqual(await ids(), kept);
  });

  it('does not call committed what a failed statement has ended', async () => {
    await assert.rejects(
      inTransaction(async (tx) => {
        await tx.executeQuery(insert(1)).catch(() => {});
      }),
      /asked to commit and answered ROLLBACK/,
    );
  });

  it('goes on after a statement that failed at its first run, and after a table changed', async () => {
    await database.root.connection().execute(async (one) => {
      const fresh = (id: number) => CompiledQuery.raw('insert into thing (name, id) values ($1, $2)', ['x', id]);
      await assert.rejects(one.executeQuery(fresh(1)));
      await one.executeQuery(fresh(21));
      await one.executeQuery(fresh(22));
      const all = () => sql`select * from thing where id = ${21}`.execute(one);
      assert.deepEqual((await all()).rows, [{ id: 21, name: 'x' }]);
      await database.execute('alter table thing add column more int');
      await assert.rejects(all(), (error: object) => codeOf(error) === '0A000');
      assert.deepEqual((await all()).rows, [{ id: 21, name: 'x', more: null }]);
    });
  });

  it('answers what was announced as of the statement that it went out behind, once, and anew in the next transaction', async () => {
    await inTransaction(async (tx) => {
      await tx.executeQuery(insert(31));
      const counting = (to: number) =>
        CompiledQuery.raw('select count(*)::int as n from thing where id between $1 and $2', [31, to]);
      const count = async (to = 39) => (await tx.executeQuery<{ n: number }>(counting(to))).rows[0]?.n;
      await announce(tx, counting(39));
      await tx.executeQuery(insert(32));
      await database.root.executeQuery(insert(36));
      assert.deepEqual([await count(), await count()], [2, 3]);
      await announce(tx, counting(39));
      assert.equal(await count(), 3, 'asked before anything else was');
      await announce(tx, counting(39), counting(35));
      await tx.executeQuery(insert(33));
      await database.root.executeQuery(insert(37));
      assert.deepEqual([await count(35), await count(), await count()], [3, 4, 5], 'of two each is known by its values');
      await announce(tx, counting(39));
      await tx.executeQuery(insert(38));
      await tx.executeQuery(forLater(insert(39)));
      assert.equal(await count(), 7, 'forgotten: something was written');
    });
    const failing = CompiledQuery.raw('select 1 / $1::int as n', [0]);
    await assert.rejects(
      inTransaction(async (tx) => {
        await announce(tx, failing);
        await tx.executeQuery(insert(34));
      }),
      (error: object) => codeOf(error) === '22012',
    );
    await inTransaction(async (tx) => {
      await announce(tx, failing);
      await tx.executeQuery(asLast(insert(35)));
    });
    assert.deepEqual(
      (await ids()).filter((id) => id > 30 && id < 40),
      [31, 32, 33, 35, 36, 37, 38, 39],
      'nobody asked for what came last',
    );
  });

  it('keeps no plan of a statement that is to be planned anew', async () => {
    await database.root.connection().execute(async (one) => {
      const query = () => CompiledQuery.raw('select $1::int as n', [1]);
      const kept = async () =>
        (await one.executeQuery<{ n: number }>(CompiledQuery.raw('select count(*)::int as n from pg_prepared_statements')))
          .rows[0]?.n;
      await kept();
      const before = await kept();
      assert.deepEqual((await one.executeQuery(plannedAnew(query()))).rows, [{ n: 1 }]);
      assert.equal(await kept(), before);
      await one.executeQuery(query());
      assert.equal(await kept(), Number(before) + 1);
    });
  });

  it('keeps a statement that comes again however many others came before it', async () => {
    await database.root.connection().execute(async (one) => {
      const kept = async (text: string) =>
        (
          await one.executeQuery<{ n: number }>(
            CompiledQuery.raw('select count(*)::int as n from pg_prepared_statements where statement = $1', [text]),
          )
        ).rows[0]?.n;
      const all = async () =>
        (await one.executeQuery<{ n: number }>(CompiledQuery.raw('select count(*)::int as n from pg_prepared_statements')))
          .rows[0]?.n;
      const query = (n: number) => CompiledQuery.raw(`select $1::int as only_${n}`, [n]);
      for (let n = 0; n < 520; n++) await one.executeQuery(query(n));
      assert.deepEqual([await kept(query(519).sql), await kept(query(0).sql)], [1, 0]);
      assert.ok(Number(await all()) <= 501, 'what was let go is closed, with the next statement at the latest');
      assert.deepEqual((await one.executeQuery(query(0))).rows, [{ only_0: 0 }]);
    });
  });

  it('sends reads that are asked for at once together, and tells each asker its own answer', async () => {
    const read = prepared(
      (_tx, { n }: { n: number }) => sql<{ pid: number; n: number }>`select pg_backend_pid() as pid, ${n}::int as n`,
    );
    const ask = async (n: number) => (await database.root.executeQuery(read({ n }))).rows[0];
    const answers = await Promise.all([1, 2, 3, 4, 5].map(ask));
    assert.deepEqual(
      answers.map((answer) => answer?.n),
      [1, 2, 3, 4, 5],
    );
    assert.equal(new Set(answers.map((answer) => answer?.pid)).size, 1);
    const many = Array.from({ length: 203 }, (_, n) => n);
    assert.deepEqual(
      (await Promise.all(many.map(ask))).map((answer) => answer?.n),
      many,
    );
  });

  it('lets what one of them refuses fail that one alone', async () => {
    const divide = prepared((_tx, { by }: { by: number }) => sql<{ n: number }>`select 12 / ${by}::int as n`);
    const ask = async (by: number) => (await database.root.executeQuery(divide({ by }))).rows[0]?.n;
    const settled = await Promise.allSettled([0, 1, 2, 0, 0, 3, 4, 0].map(ask));
    assert.deepEqual(
      settled.map((each) => (each.status === 'fulfilled' ? each.value : codeOf(each.reason as { code?: string }))),
      ['22012', 12, 6, '22012', '22012', 4, 3, '22012'],
    );
  });

  it('answers the others where a value of one cannot be written', async () => {
    const read = prepared((_tx, { value }: { value: object }) => sql<{ value: object }>`select ${value}::jsonb as value`);
    const round: Record<string, unknown> = {};
    round['self'] = round;
    const settled = await Promise.allSettled(
      [{ a: 1 }, round, { a: 2 }].map(async (value) => (await database.root.executeQuery(read({ value }))).rows[0]?.value),
    );
    assert.deepEqual(
      settled.map((each) => (each.status === 'fulfilled' ? each.value : 'circular')),
      [{ a: 1 }, 'circular', { a: 2 }],
    );
    await setImmediate();
    assert.equal(database.pool.idleCount, database.pool.totalCount, 'no connection is held');
  });

  it('shows a transaction what it wrote itself, and keeps its locks, in reads as well', async () => {
    const count = prepared(
      (_tx, { from }: { from: number }) => sql<{ n: number }>`select count(*)::int as n from thing where id >= ${from}`,
    );
    const lock = prepared((_tx, { id }: { id: number }) => sql<{ id: number }>`select id from thing where id = ${id} for update`);
    const counted = async (tx: Tx) => (await tx.executeQuery(count({ from: 50 }))).rows[0]?.n;
    await inTransaction(async (tx) => {
      assert.equal(await counted(tx), 0);
      await tx.executeQuery(forLater(insert(51)));
      assert.equal(await counted(tx), 1);
      assert.equal(await counted(database.root), 0, 'nobody else sees it yet');
    });
    await inTransaction(async (tx) => {
      await tx.executeQuery(lock({ id: 51 }));
      await assert.rejects(
        sql`select id from thing where id = ${51} for update nowait`.execute(database.root),
        (error: object) => codeOf(error) === '55P03',
      );
    });
  });

  it('makes one transaction of what goes out in one write', async () => {
    await inTransaction(async (tx) => {
      await tx.executeQuery(forLater(insert(61)));
      await tx.executeQuery(asLast(insert(62)));
    });
    for (const [later, last] of [
      [insert(63), insert(1)],
      [insert(1), insert(64)],
      [insert(65), CompiledQuery.raw('select 1 / $1::int', [0])],
    ] as const)
      await assert.rejects(
        inTransaction(async (tx) => {
          await tx.executeQuery(forLater(later));
          await tx.executeQuery(asLast(last));
        }),
        (error: object) => ['23505', '22012'].includes(codeOf(error) ?? ''),
      );
    assert.deepEqual(
      (await ids()).filter((id) => id > 60 && id < 70),
      [61, 62],
    );
  });

  it('sends units that go out in one write together, and each is a transaction by itself', async () => {
    const writes = database.pool.totalCount;
    const unit = (id: number, last: number | null = id + 1000) =>
      inTransaction(async (tx) => {
        await tx.executeQuery(forLater(insert(id)));
        await tx.executeQuery(asLast(insert(last as number)));
        return id;
      });
    const settled = await Promise.allSettled([unit(101), unit(102, 101), unit(103, null), unit(104), unit(105)]);
    assert.deepEqual(
      settled.map((one) => (one.status === 'fulfilled' ? one.value : codeOf(one.reason as object))),
      [101, '23505', '23502', 104, 105],
    );
    assert.deepEqual(
      (await ids()).filter((id) => id > 100),
      [101, 104, 105, 1101, 1104, 1105],
    );
    assert.ok(database.pool.totalCount <= Math.max(writes, 2), 'four of them share a connection');
  });

  it('tells each unit of a connection that is lost, and goes on with others', async () => {
    const pid = sql<{ pid: number }>`select pg_terminate_backend(pg_backend_pid())::int as pid`;
    const unit = (query: CompiledQuery) => inTransaction((tx) => tx.executeQuery(asLast(query)));
    const settled = await Promise.allSettled([unit(insert(201)), unit(pid.compile(database.root)), unit(insert(202))]);
    assert.deepEqual(
      settled.map((one) => one.status === 'rejected' && isOutOfReach(one.reason)),
      [false, true, true],
    );
    assert.deepEqual(
      (await ids()).filter((id) => id > 200 && id < 300),
      [201],
    );
  });

  it('tells everybody who asked when no connection is to be had', async () => {
    const other = (await postgres.freshDatabase()) as ServerDatabase;
    const read = prepared((_tx, { n }: { n: number }) => sql`select ${n}::int as n`);
    await other.pool.end();
    const settled = await Promise.allSettled([1, 2, 3].map((n) => other.root.executeQuery(read({ n }))));
    assert.deepEqual(
      settled.map(({ status }) => status),
      ['rejected', 'rejected', 'rejected'],
    );
  });

  it('lends few connections at once, and all of them where the few are held for long', async () => {
    const patient = new Lanes(database.pool, 3_600_000);
    const four = await Promise.all([1, 2, 3, 4].map(() => patient.connect()));
    const fifth = patient.connect();
    const sixth = patient.connect();
    await setTimeout(20);
    assert.equal(patient.waitingCount, 2);
    patient.release(four[0] as PoolClient);
    const turns = [await fifth];
    assert.equal(patient.waitingCount, 1, 'each gives way to one');
    patient.release(four[1] as PoolClient, new Error('broken'));
    turns.push(await sixth);
    for (const client of [...four.slice(2), ...turns]) patient.release(client);
    await Promise.all([1, 2, 3, 4].map(() => patient.connect())).then((all) => all.forEach((client) => patient.release(client)));

    const hasty = new Lanes(database.pool, 1);
    const held = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => hasty.connect()));
    assert.equal(hasty.waitingCount, 0);
    for (const client of held) hasty.release(client);
  });

  it('goes on after more values than a statement takes', async () => {
    const many = CompiledQuery.raw(
      'select $1::int',
      Array.from({ length: 65_536 }, (_, at) => at),
    );
    await database.root.connection().execute(async (one) => {
      await assert.rejects(one.executeQuery(many), RangeError);
      assert.equal((await sql`select 1`.execute(one)).rows.length, 1);
    });
  });

  it('keeps a value that cannot be written to itself', async () => {
    const round: Record<string, unknown> = {};
    round['self'] = round;
    await database.root.connection().execute(async (one) => {
      await assert.rejects(sql`select ${round}::jsonb`.execute(one), /circular/i);
      assert.equal((await sql`select 1`.execute(one)).rows.length, 1);
    });
  });
});
