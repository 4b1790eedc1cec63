import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { sql, type RawBuilder } from 'kysely';
import { DomainError } from '../errors.ts';
import type { Database } from './database.ts';
import type { Tx } from './tx.ts';

export class SnapshotOfAnotherVersion extends DomainError<'platform.snapshot.another-version'> {
  readonly code = 'platform.snapshot.another-version';
  constructor() {
    super('The snapshot was taken by another version of the program: its tables were others.');
  }
}

interface Header {
  readonly migrations: readonly string[];
  /** Sequence -> the value it gives next. */
  readonly sequences: Readonly<Record<string, number>>;
}

interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  /** Tables that its rows refer to. */
  readonly needs: readonly string[];
}

const BATCH = 2000;
/** The record of what was migrated belongs to the tables, not to what they hold. */
const NEVER = ['kysely_migration', 'kysely_migration_lock'];

/**
 * Every row of the database as of one moment, as compressed JSON lines that either engine can take back. `except` names
 * tables that belong to the installation rather than to its data.
 */
export async function takeSnapshot(database: Database, except: readonly string[]): Promise<Uint8Array> {
  const zip = createGzip({ level: 1 });
  const done = zip.toArray();
  await database.root
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const header: Header = { migrations: await migrationsOf(tx), sequences: await readSequences(tx) };
      zip.write(`${JSON.stringify(header)}\n`);
      for (const table of await readTables(tx, except)) {
        zip.write(`${JSON.stringify([table.name])}\n`);
        // The database writes the JSON, so no value passes through a JavaScript number.
        const rows = await sql<{ line: string }>`select row_to_json(t)::text as line from ${sql.table(table.name)} t`.execute(tx);
        // One at a time they would take the compressor a task each.
        for (let start = 0; start < rows.rows.length; start += BATCH)
          zip.write(
            `${rows.rows
              .slice(start, start + BATCH)
              .map(({ line }) => line)
              .join('\n')}\n`,
          );
      }
    });
  zip.end();
  return Buffer.concat((await done) as Buffer[]);
}

/** Puts the rows of a snapshot in place of those in the database, in one transaction. Throws `SnapshotOfAnotherVersion`. */
export async function restoreSnapshot(database: Database, content: Readable, except: readonly string[]): Promise<void> {
  const lines = createInterface({ input: content.pipe(createGunzip()), crlfDelay: Infinity });
  const { header, rows } = await readLines(lines);
  await database.root.transaction().execute(async (tx) => {
    const now = await migrationsOf(tx);
    if (now.join() !== header.migrations.join()) throw new SnapshotOfAnotherVersion();
    const tables = await readTables(tx, except);
    await truncate(tx, tables);
    for (const table of inOrder(tables)) await insertRows(tx, table, rows.get(table.name) ?? []);
    for (const [name, next] of Object.entries(header.sequences))
      await sql`select setval(${`public.${name}`}::regclass, ${next}, false)`.execute(tx);
  });
}

/** Leaves every table without rows. */
export async function emptyTables(database: Database, except: readonly string[]): Promise<void> {
  await database.root.transaction().execute(async (tx) => truncate(tx, await readTables(tx, except)));
}

async function truncate(tx: Tx, tables: readonly TableShape[]): Promise<void> {
  await sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))}`.execute(tx);
}

async function readLines(lines: AsyncIterable<string>): Promise<{ header: Header; rows: Map<string, string[]> }> {
  const rows = new Map<string, string[]>();
  let header: Header | undefined;
  let current: string[] = [];
  for await (const line of lines) {
    if (!header) header = JSON.parse(line) as Header;
    else if (line.startsWith('[')) rows.set((JSON.parse(line) as [string])[0], (current = []));
    else current.push(line);
  }
  if (!header) throw new SnapshotOfAnotherVersion();
  return { header, rows };
}

async function insertRows(tx: Tx, table: TableShape, lines: readonly string[]): Promise<void> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  // Rows that refer to others of their own table go in one statement: the check comes at its end.
  const size = table.needs.includes(table.name) ? lines.length : BATCH;
  for (let from = 0; from < lines.length; from += size) {
    const batch: RawBuilder<unknown> = sql`${`[${lines.slice(from, from + size).join(',')}]`}::text::json`;
    await sql`insert into ${sql.table(table.name)} (${columns}) overriding system value
      select ${columns} from json_populate_recordset(null::${sql.table(table.name)}, ${batch})`.execute(tx);
  }
}

async function migrationsOf(tx: Tx): Promise<string[]> {
  const found = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(tx);
  return found.rows.map(({ name }) => name);
}

async function readSequences(tx: Tx): Promise<Record<string, number>> {
  const found = await sql<{ name: string; next: number }>`
    select sequencename as name, coalesce(last_value + increment_by, start_value) as next
    from pg_sequences where schemaname = 'public'`.execute(tx);
  return Object.fromEntries(found.rows.map(({ name, next }) => [name, next]));
}

async function readTables(tx: Tx, except: readonly string[]): Promise<TableShape[]> {
  const found = await sql<{ name: string; columns: string[]; needs: string[] | null }>`
    select c.relname as name,
      (select json_agg(a.attname order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select json_agg(distinct f.relname) from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`.execute(tx);
  const left = new Set([...NEVER, ...except]);
  return found.rows
    .filter(({ name }) => !left.has(name))
    .map(({ name, columns, needs }) => ({ name, columns, needs: needs ?? [] }));
}

/** Tables after those they refer to. */
function inOrder(tables: readonly TableShape[]): TableShape[] {
  const ordered = new Set<TableShape>();
  const seen = new Set<string>();
  const byName = new Map(tables.map((table) => [table.name, table]));
  const visit = (table: TableShape): void => {
    if (seen.has(table.name)) return;
    seen.add(table.name);
    for (const name of table.needs) {
      const needed = byName.get(name);
      if (needed) visit(needed);
    }
    ordered.add(table);
  };
  for (const table of tables) visit(table);
  return [...ordered];
}
