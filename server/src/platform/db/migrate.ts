import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { openServer, type Database } from './database.ts';

const FOLDER = new URL('../../../migrations/', import.meta.url);

export class DatabaseNewerThanProgram extends Error {
  override readonly name = 'DatabaseNewerThanProgram';
}

/** Reads the SQL files in order of their numbers; a file is one migration, forward only. */
export async function readMigrations(folder: URL = FOLDER): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations: Record<string, Migration> = {};
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8');
    migrations[name.replace(/\.sql$/, '')] = {
      up: async (db) => {
        for (const statement of splitStatements(text)) await sql.raw(statement).execute(db);
      },
    };
  }
  return migrations;
}

/** Brings the database up to the program. A database that knows migrations which the program lacks is refused untouched. */
export async function migrate(database: Database, folder?: URL): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const known = Object.keys(migrations);
  const done = await appliedMigrations(database);
  refuseNewer(done, known);
  // Spares each start what the migrator finds out about the whole database first.
  if (known.every((name) => done.includes(name))) return [];
  return patiently(database, async (root) => {
    const migrator = new Migrator({ db: root, provider: { getMigrations: async () => migrations } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
  });
}

/** Who finds another process migrating waits until it is done, however long that takes. */
async function patiently<T>(database: Database, work: (root: Database['root']) => Promise<T>): Promise<T> {
  if (database.engine === 'embedded') return work(database.root);
  const patient = await openServer({ url: database.url, poolSize: 2, lockTimeoutMs: 0 });
  try {
    return await work(patient.root);
  } finally {
    await patient.close();
  }
}

/** Names of migrations that the program has and the database has not. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const done = await appliedMigrations(database);
  return Object.keys(await readMigrations()).filter((name) => !done.includes(name));
}

async function appliedMigrations(database: Database): Promise<string[]> {
  const found = await sql<{ present: boolean }>`select to_regclass('kysely_migration') is not null as present`.execute(
    database.root,
  );
  if (!found.rows[0]?.present) return [];
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(database.root);
  return done.rows.map((row) => row.name);
}

function refuseNewer(done: readonly string[], known: readonly string[]): void {
  const unknown = done.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new DatabaseNewerThanProgram(
      `The database is newer than this program: it holds the migration ${unknown.sort().at(-1)}.`,
    );
  }
}

/** Splits a script at the semicolons that end statements: those outside quotes, dollar quotes and comments. */
export function splitStatements(text: string): string[] {
  const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|;/g;
  const statements: string[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    if (match[0] !== ';') continue;
    statements.push(text.slice(from, match.index));
    from = match.index + 1;
  }
  statements.push(text.slice(from));
  return statements.map((statement) => statement.trim()).filter((statement) => statement.replace(/--[^\n]*/g, '').trim() !== '');
}
