import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openEmbedded, type EmbeddedDatabase } from './database.ts';
import { tidy } from './upkeep.ts';

describe('the upkeep of the embedded engine', () => {
  let database: EmbeddedDatabase;
  before(async () => {
    database = await openEmbedded();
    await database.execute(`create table "much used" (id int primary key, note text); create table little (id int primary key)`);
  });
  after(() => database.close());

  const known = async () => {
    const { rows } = await sql<{ rows: number }>`select reltuples::int as rows from pg_class where relname = 'much used'`.execute(
      database.root,
    );
    return rows[0]?.rows;
  };

  it('counts tables that grew, and leaves the others', async () => {
    await sql`insert into "much used" select i, 'x' from generate_series(1, 200) i`.execute(database.root);
    await sql`insert into little values (1)`.execute(database.root);
    assert.equal(await known(), -1);
    assert.deepEqual(await tidy(database.pglite), ['public."much used"']);
    assert.equal(await known(), 200);
    assert.deepEqual(await tidy(database.pglite), []);
  });

  it('frees the place of rows that are gone', async () => {
    await sql`delete from "much used" where id > 20`.execute(database.root);
    assert.deepEqual(await tidy(database.pglite), ['public."much used"']);
    assert.equal(await known(), 20);
    const { rows } = await sql<{
      dead: number;
    }>`select n_dead_tup as dead from pg_stat_user_tables where relname = 'much used'`.execute(database.root);
    assert.equal(rows[0]?.dead, 0);
  });

  it('waits for an open transaction to end', async () => {
    const order: string[] = [];
    let going: Promise<unknown> = Promise.resolve();
    await database.root.transaction().execute(async (tx) => {
      await sql`insert into "much used" select i, 'y' from generate_series(1000, 1500) i`.execute(tx);
      going = tidy(database.pglite).then(() => order.push('tidied'));
      await sql`select 1`.execute(tx);
      order.push('committed');
    });
    await going;
    assert.deepEqual(order, ['committed', 'tidied']);
    assert.equal(await known(), 521);
  });
});
