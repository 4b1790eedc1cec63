import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CompiledQuery, sql } from 'kysely';
import type { ServerDatabase } from '../../src/platform/db/database.ts';
import { announce, asLast, forLater, plannedAnew } from '../../src/platform/db/sending.ts';
import type { Tx } from '../../src/platform/db/tx.ts';
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
      const counting = CompiledQuery.raw('select count(*)::int as n from thing where id between $1 and $2', [31, 39]);
      const count = async () => (await tx.executeQuery<{ n: number }>(counting)).rows[0]?.n;
      await announce(tx, counting);
      await tx.executeQuery(insert(32));
      await tx.executeQuery(insert(33));
      assert.deepEqual([await count(), await count()], [2, 3]);
      await announce(tx, counting);
      assert.equal(await count(), 3, 'asked before anything else was');
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
      [31, 32, 33, 35],
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

  it('keeps a value that cannot be written to itself', async () => {
    const round: Record<string, unknown> = {};
    round['self'] = round;
    await database.root.connection().execute(async (one) => {
      await assert.rejects(sql`select ${round}::jsonb`.execute(one), /circular/i);
      assert.equal((await sql`select 1`.execute(one)).rows.length, 1);
    });
  });
});
