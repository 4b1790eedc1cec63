import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export class FolderTaken extends Error {
  override readonly name = 'FolderTaken';
}

export interface FolderLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** When that process started, so that another one that got its number later is not taken for it. */
  readonly started: string | undefined;
}

/**
 * Holds a data folder for this process. A holder that was killed leaves its file behind; the file of a process that is gone does
 * not count. Throws `FolderTaken`, in one line for people, while another process holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'perdiem.pid');
  for (let tries = 1; ; tries++) {
    if (await take(file)) return { release: () => rm(file, { force: true }) };
    const holder = await readHolder(file);
    if (holder && (await isRunning(holder)))
      throw new FolderTaken(`The data folder ${resolve(folder)} is in use by another Perdiem (process ${holder.pid}).`);
    if (tries > 3) throw new FolderTaken(`The data folder ${resolve(folder)} cannot be locked: see ${file}.`);
    await removeStale(file, holder);
  }
}

/** Written aside and linked, so that the file never stands there without saying whose it is. */
async function take(file: string): Promise<boolean> {
  const aside = `${file}.${process.pid}.new`;
  const me: Holder = { pid: process.pid, started: await startOf(process.pid) };
  await writeFile(aside, `${JSON.stringify(me)}\n`, { mode: 0o600 });
  try {
    await link(aside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Renamed first: of several that find the same remains one moves them away, and none removes the file of a new holder. */
async function removeStale(file: string, found: Holder | undefined): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const moved = await readHolder(aside);
  if (moved && found && (moved.pid !== found.pid || moved.started !== found.started) && (await isRunning(moved))) {
    await rename(aside, file);
    return;
  }
  await rm(aside, { force: true });
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(file, 'utf8')) as Holder;
    return Number.isSafeInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

async function isRunning(holder: Holder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const started = await startOf(holder.pid);
  return started === undefined || holder.started === undefined || started === holder.started;
}

/** Field 22 of /proc/<pid>/stat with the id of the boot; undefined where the system has no such file. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return undefined;
  }
}
