import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase } from '../../../test/harness/program.ts';
import type { Database } from './database.ts';
import { restoreSnapshot, SnapshotOfAnotherVersion, takeSnapshot } from './snapshot.ts';

const MAKE = `
  create table leader (id bigint generated always as identity primary key, boss bigint references leader (id), note text);
  create table follower (
    id uuid primary key, leader_id bigint not null references leader (id), amount numeric(20,8) not null, tags text[] not null,
    facts jsonb not null, at timestamptz not null, day date, raw bytea,
    twice numeric generated always as (amount * 2) stored
  );
  create table machine (id int primary key, name text);
  insert into leader (boss, note) values (null, E'quote " and \\n line'), (1, 'ünïcode 🙂'), (null, null);
  update leader set boss = 3 where id = 2;
  insert into follower values
    (gen_random_uuid(), 2, 12345678901.10000000, '{a,"b c"}', '{"table":"follower"}', '2026-01-02 03:04:05.678901+00', '2026-01-02', '\\x00ff'),
    (gen_random_uuid(), 3, 0.00000001, '{}', '[]', '2026-01-02 03:04:05+02', null, null);
  insert into machine values (1, 'kept');
`;

const all = async (database: Database, table: string): Promise<unknown[]> =>
  (await sql`select t::text as row from ${sql.table(table)} t order by 1`.execute(database.root)).rows;

describe('snapshots', () => {
  let database: Database;
  before(async () => {
    database = await freshDatabase();
    await database.execute(MAKE);
  });
  after(() => database.close());

  it('bring back every value, and leave alone what belongs to the installation', async () => {
    const before = { leaders: await all(database, 'leader'), followers: await all(database, 'follower') };
    const taken = await takeSnapshot(database, ['machine']);
    await database.execute(`delete from follower; update leader set note = 'gone'; insert into leader (note) values ('new');
      update machine set name = 'changed since'; insert into setting values ('x', '1')`);

    await restoreSnapshot(database, Readable.from([taken]), ['machine']);

    assert.deepEqual({ leaders: await all(database, 'leader'), followers: await all(database, 'follower') }, before);
    assert.deepEqual(await all(database, 'setting'), []);
    assert.deepEqual(await all(database, 'machine'), [{ row: '(1,"changed since")' }]);
    await database.execute(`insert into leader (note) values ('next')`);
    const next = await sql<{ id: number }>`select id from leader where note = 'next'`.execute(database.root);
    assert.deepEqual(next.rows, [{ id: 4 }]);
  });

  it('are refused whole when the tables were others', async () => {
    const taken = await takeSnapshot(database, []);
    const before = await all(database, 'leader');
    await database.execute(`insert into kysely_migration values ('9999-later', '2026-01-01')`);
    await assert.rejects(restoreSnapshot(database, Readable.from([taken]), []), SnapshotOfAnotherVersion);
    assert.deepEqual(await all(database, 'leader'), before);
  });
});
