import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { migrateDatabase } from '../src/context.ts';
import { openEmbedded, openServer, type Database } from '../src/platform/db/database.ts';
import { DatabaseNewerThanProgram, migrate, pendingMigrations, splitStatements } from '../src/platform/db/migrate.ts';
import { startPostgres, type TestPostgres } from './harness/postgres.ts';

const FOLDER = new URL('../migrations/', import.meta.url);

/** What is wrong with the names of migrations: each is NNNN-what.sql, numbers run from 0001 without gap or repetition. */
function faults(names: readonly string[], reserved: readonly number[]): string[] {
  const wrong = names.filter((name) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name));
  const numbers = names.filter((name) => !wrong.includes(name)).map((name) => Number(name.slice(0, 4)));
  const twice = numbers.filter((number, index) => numbers.indexOf(number) !== index);
  const gaps = Array.from({ length: Math.max(0, ...numbers) }, (_, index) => index + 1).filter(
    (number) => !numbers.includes(number) && !reserved.includes(number),
  );
  return [...wrong, ...twice.map((number) => `${number} stands twice`), ...gaps.map((number) => `${number} is missing`)];
}

/** Numbers given to work that has not come in yet; one that has come in leaves this list. */
const RESERVED: readonly number[] = [];

describe('the names of migrations', () => {
  it('are numbered without gap', async () => {
    assert.deepEqual(faults((await readdir(FOLDER)).sort(), RESERVED), []);
  });

  it('are told apart from bad ones', () => {
    const bad = ['0001-a.sql', '0001-b.sql', '0003-c.sql', 'notes.txt', '4-short.sql'];
    assert.deepEqual(faults(bad, []), ['notes.txt', '4-short.sql', '1 stands twice', '2 is missing']);
    assert.deepEqual(faults(['0001-a.sql', '0003-c.sql'], [2]), []);
  });

  it('are scripts, split at the semicolons that end statements', async () => {
    assert.deepEqual(splitStatements("a ';' ; -- ;\n b $$ ; $$;"), ["a ';'", '-- ;\n b $$ ; $$']);
  });
});

describe('migrating', () => {
  let postgres: TestPostgres;
  let folder: string;
  before(async () => {
    postgres = await startPostgres();
    folder = await mkdtemp(join(tmpdir(), 'perdiem-migrations-'));
  });
  after(async () => {
    await postgres.stop();
    await rm(folder, { recursive: true });
  });

  const engines: Record<string, () => Promise<Database>> = {
    'the embedded engine': () => openEmbedded(),
    'a PostgreSQL server': async () => openServer({ url: await postgres.freshUrl({ migrated: false }), poolSize: 4 }),
  };
  for (const [name, open] of Object.entries(engines)) {
    it(`takes ${name} from empty to current, once`, async () => {
      const database = await open();
      const files = (await readdir(FOLDER)).sort().map((file) => file.replace('.sql', ''));
      assert.deepEqual(await migrateDatabase(database), files);
      const before = await describeSchema(database);
      assert.deepEqual(await migrateDatabase(database), []);
      assert.deepEqual(await describeSchema(database), before);
      assert.deepEqual(await pendingMigrations(database), []);
      await database.close();
    });

    it(`refuses a newer ${name} and leaves it as it was`, async () => {
      const database = await open();
      await migrate(database);
      await sql`insert into kysely_migration (name, timestamp) values ('9999-future', 'now')`.execute(database.root);
      const before = await describeSchema(database);
      await assert.rejects(migrateDatabase(database), (error: Error) => {
        assert.ok(error instanceof DatabaseNewerThanProgram);
        assert.match(error.message, /9999-future/);
        return true;
      });
      assert.deepEqual(await describeSchema(database), before);
      await database.close();
    });

    it(`leaves ${name} whole when a migration fails`, async () => {
      await writeFile(join(folder, '0001-good.sql'), 'create table good (id int);');
      await writeFile(join(folder, '0002-bad.sql'), 'create table half (id int); create table half (id int);');
      const database = await open();
      await assert.rejects(migrate(database, pathToFileURL(`${folder}/`)), /half/);
      const tables = (await describeSchema(database)).map((line) => line.split('.')[0]);
      assert.ok(!tables.includes('half') && !tables.includes('good'), tables.join());
      await database.close();
    });
  }

  it('gives both engines the same tables', async () => {
    const both = await Promise.all(Object.values(engines).map((open) => open()));
    for (const database of both) await migrateDatabase(database);
    const [embedded = [], server = []] = await Promise.all(both.map(describeSchema));
    assert.ok(embedded.length > 20);
    assert.deepEqual(embedded, server);
    for (const database of both) await database.close();
  });
});

async function describeSchema(database: Database): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line
    from information_schema.columns where table_schema in ('public', 'pgboss')
    order by table_schema, table_name, column_name`.execute(database.root);
  return rows.map((row) => row.line);
}
