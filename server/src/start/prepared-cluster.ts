import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { migrateDatabase } from '../context.ts';
import { openEmbedded } from '../platform/db/database.ts';

const MIGRATIONS = new URL('../../migrations/', import.meta.url);
const MODULES = new URL('../../../node_modules/', import.meta.url);
const CACHE = new URL('.cache/perdiem/', MODULES);

/**
 * An empty embedded database with every table, as a dump. Making one takes the engine seconds and loading it a moment, so it is made once
 * for each state of the migrations: when the program is installed, or by the first test that needs it.
 */
export async function preparedCluster(): Promise<Blob | undefined> {
  const bytes = await readFile(await fileOfCluster()).catch(() => undefined);
  return bytes && new Blob([bytes]);
}

/** The same, made now if it is missing. */
export async function prepareCluster(): Promise<Blob> {
  const kept = await preparedCluster();
  if (kept) return kept;
  const database = await openEmbedded();
  await migrateDatabase(database);
  const made = await database.pglite.dumpDataDir('none');
  await database.close();
  await keep(await fileOfCluster(), Buffer.from(await made.arrayBuffer()));
  return made;
}

/** Processes may do this side by side: whoever comes second overwrites whole with the same content. */
async function keep(file: string, bytes: Buffer): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  await writeFile(`${file}.${process.pid}`, bytes);
  await rename(`${file}.${process.pid}`, file);
}

/** Named after everything that decides its content: the migrations, the engine and the job queue. */
async function fileOfCluster(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(MIGRATIONS)).sort()) hash.update(name).update(await readFile(new URL(name, MIGRATIONS)));
  for (const name of ['@electric-sql/pglite', 'pg-boss']) hash.update(await readFile(new URL(`${name}/package.json`, MODULES)));
  return fileURLToPath(new URL(`cluster-${hash.digest('hex').slice(0, 16)}.tar`, CACHE));
}
