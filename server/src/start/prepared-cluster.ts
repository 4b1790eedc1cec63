import { createHash } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrateDatabase } from '../context.ts';
import { openEmbedded } from '../platform/db/database.ts';

const MIGRATIONS = new URL('../../migrations/', import.meta.url);
const MODULES = new URL('../../../node_modules/', import.meta.url);
const CACHE = new URL('.cache/perdiem/', MODULES);

/** What a cluster's folder holds: its files as the engine opens them, and the same as a dump for engines in memory. */
const FILES = 'database';
const DUMP = 'dump.tar';

/** Each state of the migrations has one; older ones go. */
const KEPT = 8;

/**
 * An empty embedded database with every table, as a dump. Making one takes the engine seconds and loading it a moment, so it is made once
 * for each state of the migrations: when the program is installed, or by the first test that needs it.
 */
export async function prepareCluster(): Promise<Blob> {
  return (await preparedDump()) ?? (await make());
}

/** The same, if it has been made. */
export async function preparedDump(): Promise<Blob | undefined> {
  const bytes = await readFile(join(await folderOfCluster(), DUMP)).catch(() => undefined);
  return bytes && new Blob([bytes]);
}

/** Copies the files of the prepared cluster, if there is one, to where none are yet: all of them or none. */
export async function layCluster(dataDir: string): Promise<void> {
  const files = join(await folderOfCluster(), FILES);
  if (!existsSync(files)) return;
  const whole = `${dataDir}.${process.pid}`;
  await rm(whole, { recursive: true, force: true });
  // Synchronously: one call of the system copies a thousand small files several times as fast.
  cpSync(files, whole, { recursive: true });
  await chmod(whole, 0o700);
  await rename(whole, dataDir);
}

/** Processes may do this side by side: the first one's stays. */
async function make(): Promise<Blob> {
  const folder = await folderOfCluster();
  const own = `${folder}.${process.pid}`;
  await mkdir(own, { recursive: true });
  const database = await openEmbedded({ dataDir: join(own, FILES) });
  await migrateDatabase(database);
  const whole = await database.pglite.dumpDataDir('none');
  await database.close();
  const dump = await withoutTemplates(whole);
  await writeFile(join(own, DUMP), Buffer.from(await dump.arrayBuffer()));
  await rename(own, folder).catch(() => rm(own, { recursive: true }));
  await clearAway();
  return dump;
}

/**
 * The same without the databases from which a server would make others, and with nothing left for the log to repeat: an engine in
 * memory loads a third less, and no file of it is ever read there.
 */
async function withoutTemplates(whole: Blob): Promise<Blob> {
  const database = await openEmbedded({ from: whole });
  await database.execute('update pg_database set datistemplate = false');
  for (const name of ['template0', 'template1']) await database.execute(`drop database ${name}`);
  await database.execute('checkpoint');
  const dump = await database.pglite.dumpDataDir('none');
  await database.close();
  return dump;
}

async function clearAway(): Promise<void> {
  const names = (await readdir(CACHE)).filter((name) => name.startsWith('cluster-'));
  const made = await Promise.all(
    names.map(async (name) => {
      const path = fileURLToPath(new URL(name, CACHE));
      // Another process may have cleared it away.
      return { path, at: (await stat(path).catch(() => undefined))?.mtimeMs ?? 0 };
    }),
  );
  for (const { path } of made.sort((a, b) => b.at - a.at).slice(KEPT)) await rm(path, { recursive: true, force: true });
}

/** Named after everything that decides its content: the migrations, the engine, the job queue and how it is made. */
async function folderOfCluster(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(MIGRATIONS)).sort()) hash.update(name).update(await readFile(new URL(name, MIGRATIONS)));
  for (const name of ['@electric-sql/pglite', 'pg-boss']) hash.update(await readFile(new URL(`${name}/package.json`, MODULES)));
  hash.update(await readFile(new URL(import.meta.url)));
  return fileURLToPath(new URL(`cluster-${hash.digest('hex').slice(0, 16)}`, CACHE));
}
