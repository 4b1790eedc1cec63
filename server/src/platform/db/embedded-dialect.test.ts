import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CompiledQuery, sql } from 'kysely';
import { openEmbedded, type EmbeddedDatabase } from './database.ts';
import { plannedAnew } from './sending.ts';

describe('the embedded engine', () => {
  let database: EmbeddedDatabase;
  before(async () => {
    database = await openEmbedded();
    await database.execute(
      'create table thing (id int primary key, name text, tags text[], at timestamptz, amount numeric, data jsonb, big bigint, ok boolean, bytes bytea)',
    );
  });
  after(() => database.close());
  const run = <Row>(query: ReturnType<typeof sql<Row>>) => query.execute(database.root);
  const count = async () => (await run(sql<{ n: number }>`select count(*) as n from thing`)).rows[0]?.n;

  it('reads back every type as it was written, first and again', async () => {
    const at = new Date('2026-03-02T09:00:00.123Z');
    for (const id of [1, 2]) {
      const written = await run(
        sql`insert into thing values (${id}, ${`O'Brien "x" \\ ${id}`}, ${['a', 'b,c', '"']}, ${at}, ${'12.3400'}, ${JSON.stringify({ a: [1] })}, ${9007199254740991n}, ${true}, ${null})`,
      );
      assert.equal(written.numAffectedRows, 1n);
      const { rows } = await run(sql`select * from thing where id = ${id}`);
      assert.deepEqual(rows, [
        {
          id,
          name: `O'Brien "x" \\ ${id}`,
          tags: ['a', 'b,c', '"'],
          at,
          amount: '12.3400',
          data: { a: [1] },
          big: 9007199254740991,
          ok: true,
          bytes: null,
        },
      ]);
    }
    const none = await run(sql`update thing set name = 'x' where id = ${99}`);
    assert.equal(none.numAffectedRows, 0n);
    const chosen = await run(sql`select id from thing where id = any(${[1, 2]}::int[]) order by id`);
    assert.deepEqual(chosen.rows, [{ id: 1 }, { id: 2 }]);
  });

  it('reads answers longer than a buffer, with letters of several bytes', async () => {
    const text = 'Zürich – 東京 😀 '.repeat(2000);
    const { rows } = await run(
      sql<{ n: number; text: string }>`select n, ${text}::text as text from generate_series(1, ${5}::int) n`,
    );
    assert.deepEqual(
      rows,
      [1, 2, 3, 4, 5].map((n) => ({ n, text })),
    );
  });

  it('tells whoever listens what a transaction announced, once it is committed', async () => {
    const heard: string[] = [];
    const stop = await database.pglite.listen('news', (payload) => void heard.push(payload));
    const announced = (how: string) =>
      database.root.transaction().execute(async (tx) => {
        await sql`select pg_notify('news', ${how})`.execute(tx);
        assert.ok(!heard.includes(how));
        if (how === 'undone') throw new Error(how);
      });
    await announced('done');
    await assert.rejects(announced('undone'));
    await announced('done again');
    await new Promise(setImmediate);
    await stop();
    assert.deepEqual(heard, ['done', 'done again']);
  });

  it('keeps no plan of a statement that is to be planned anew', async () => {
    const query = () => sql<{ n: number }>`select ${1}::int as n`.compile(database.root);
    const kept = async () => (await run(sql<{ n: number }>`select count(*) as n from pg_prepared_statements`)).rows[0]?.n;
    const before = await kept();
    assert.deepEqual((await database.root.executeQuery(plannedAnew(query()))).rows, [{ n: 1 }]);
    assert.equal(await kept(), before);
    await database.root.executeQuery(query());
    assert.equal(await kept(), Number(before) + 1);
  });

  it('goes on after a statement that fails, prepared or not, inside a transaction and out', async () => {
    for (let again = 0; again < 2; again++) {
      await assert.rejects(run(sql`insert into thing (id) values (${1})`), { code: '23505' });
      await assert.rejects(run(sql`select nothing from nowhere where id = ${1}`), { code: '42P01' });
      await assert.rejects(run(sql`select ${'x'}::int as n`), { code: '22P02' });
      assert.equal(await count(), 2);
    }
    await assert.rejects(
      database.root.transaction().execute(async (tx) => {
        await sql`insert into thing (id) values (${7})`.execute(tx);
        await sql`insert into thing (id) values (${1})`.execute(tx);
      }),
      { code: '23505' },
    );
    assert.equal(await count(), 2);
  });

  it('does not call a transaction committed that swallowed a failure', async () => {
    const swallowing = database.root.transaction().execute(async (tx) => {
      await sql`insert into thing (id) values (${8})`.execute(tx);
      await sql`insert into thing (id) values (${1})`.execute(tx).catch(() => {});
    });
    await assert.rejects(swallowing, /answered ROLLBACK/);
    assert.equal(await count(), 2);
  });

  it('keeps whoever uses the engine beside Kysely out of an open transaction', async () => {
    const seen: string[] = [];
    let beside: Promise<unknown> | undefined;
    await database.root.transaction().execute(async (tx) => {
      await sql`insert into thing (id) values (${9})`.execute(tx);
      beside = database.pglite.query('select 1').then(() => seen.push('beside'));
      await sql`delete from thing where id = ${9}`.execute(tx);
      seen.push('end of the transaction');
    });
    await beside;
    assert.deepEqual(seen, ['end of the transaction', 'beside']);
  });

  it('plans anew after tables changed, and takes isolation levels and savepoints', async () => {
    await run(sql`select * from thing where id = ${1}`);
    await database.execute('alter table thing drop column bytes');
    assert.ok(!('bytes' in ((await run<object>(sql`select * from thing where id = ${1}`)).rows[0] ?? {})));
    const level = await database.root
      .transaction()
      .setIsolationLevel('serializable')
      .execute(
        async (tx) =>
          (await sql<{ level: string }>`select current_setting('transaction_isolation') as level`.execute(tx)).rows[0]?.level,
      );
    assert.equal(level, 'serializable');
    const trx = await database.root.startTransaction().execute();
    const held = await trx.savepoint('before').execute();
    await sql`insert into thing (id) values (${10})`.execute(held);
    await held.rollbackToSavepoint('before').execute();
    await trx.commit().execute();
    assert.equal(await count(), 2);
  });

  it('keeps a statement that comes again however many others came before it', async () => {
    const only = (n: number) => CompiledQuery.raw(`select $1::int as only_${n}`, [n]);
    const kept = async (of: string) =>
      (await run(sql<{ n: number }>`select count(*) as n from pg_prepared_statements where statement like ${of}`)).rows[0]?.n;
    for (let n = 0; n < 520; n++) assert.deepEqual((await database.root.executeQuery(only(n))).rows, [{ [`only_${n}`]: n }]);
    assert.deepEqual([await kept(only(519).sql), await kept(only(0).sql)], [1, 0]);
    assert.ok(Number(await kept('%')) <= 501);
    assert.deepEqual((await database.root.executeQuery(only(0))).rows, [{ only_0: 0 }]);
  });
});
