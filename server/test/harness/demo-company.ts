import { createHash } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox, type RunningSandbox } from '../../src/index.ts';

const REPOSITORY = new URL('../../../', import.meta.url);
const CACHE = fileURLToPath(new URL('node_modules/.cache/perdiem/', REPOSITORY));
const PREFIX = 'demo-company-';
const HOUR = 3_600_000;

/**
 * A sandbox on a copy of a demo company. Making one takes the program seconds, so it is made once for each state of the sources and
 * each hour, by the first test that needs it. Tests of making it use `startSandbox`.
 */
export async function startDemo(): Promise<RunningSandbox> {
  const made = await prepareDemo();
  const dataDir = await mkdtemp(join(tmpdir(), 'perdiem-demo-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  // Synchronously: one call of the system copies many small files several times as fast.
  cpSync(made, dataDir, { recursive: true });
  return startSandbox({ dataDir });
}

/** The data folder to copy. Test files may make it side by side: the first one's stays. */
async function prepareDemo(): Promise<string> {
  const folder = join(CACHE, PREFIX + (await keyOfDemo()));
  if (await isThere(folder)) return folder;
  await clearAway();
  await mkdir(CACHE, { recursive: true });
  const own = await mkdtemp(`${folder}.`);
  const making = await startSandbox({ dataDir: own });
  await making.stop();
  await rename(own, folder).catch(() => rm(own, { recursive: true, force: true }));
  return folder;
}

/** Older ones, which nobody copies any more. */
async function clearAway(): Promise<void> {
  const names = await readdir(CACHE).catch((): string[] => []);
  for (const path of names.filter((name) => name.startsWith(PREFIX)).map((name) => join(CACHE, name))) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < Date.now() - 2 * HOUR) await rm(path, { recursive: true, force: true });
  }
}

/** Everything that may decide what a demo company is: the program's sources, its packages and, as its dates follow the clock, the hour. */
async function keyOfDemo(): Promise<string> {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 13));
  hash.update(await readFile(new URL('package-lock.json', REPOSITORY)));
  for (const folder of ['server/src/', 'server/migrations/']) {
    const entries = await readdir(new URL(folder, REPOSITORY), { recursive: true, withFileTypes: true });
    const files = entries.filter((one) => one.isFile() && !one.name.endsWith('.test.ts'));
    for (const path of files.map((one) => join(one.parentPath, one.name)).sort()) hash.update(path).update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 16);
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
