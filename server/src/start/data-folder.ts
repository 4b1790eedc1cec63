import { constants } from 'node:fs';
import { access, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lockFolder } from '../platform/process/folder-lock.ts';
import { codeOf, StartRefused } from './refusal.ts';

/** The folder that holds what an installation keeps beside its database. */
export interface DataFolder {
  readonly path: string;
  /** Whether an embedded database was in it before this start. */
  readonly hadDatabase: boolean;
  release(): Promise<void>;
  /** Takes away what has come into it since it was opened: a start that failed leaves nothing half-made. */
  undo(): Promise<void>;
}

export const DATABASE_FOLDER = 'database';

/**
 * Opens the folder, making it when missing (readable by its owner alone). `exclusive` holds it for this process.
 * Throws `StartRefused`, `FolderTaken`.
 */
export async function openDataFolder(path: string, options: { exclusive: boolean }): Promise<DataFolder> {
  const made = await prepare(path);
  const lock = options.exclusive ? await lockFolder(path) : undefined;
  const before = new Set(made ? [] : await readdir(path));
  return {
    path,
    hadDatabase: before.has(DATABASE_FOLDER),
    release: async () => lock?.release(),
    async undo() {
      for (const name of await readdir(path).catch(() => []))
        if (!before.has(name)) await rm(join(path, name), { recursive: true, force: true });
      if (made) await rm(made, { recursive: true, force: true });
    },
  };
}

/** Answers the topmost folder that had to be made, if any. */
async function prepare(path: string): Promise<string | undefined> {
  try {
    const made = await makeFolders(path);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return made;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new StartRefused(`The data folder ${path} is not a folder: choose another one with --data.`, { cause: error });
    if (code === 'ENOENT')
      throw new StartRefused(`The data folder ${path} cannot be made in ${dirname(path)}: choose another one with --data.`, {
        cause: error,
      });
    throw new StartRefused(`The data folder ${path} cannot be read and written by this user (${code ?? String(error)}).`, {
      cause: error,
    });
  }
}

/** Level by level: where nothing can be made, as in /proc, Node's own recursion never ends. Answers the topmost that was made. */
async function makeFolders(path: string): Promise<string | undefined> {
  try {
    await mkdir(path, { mode: 0o700 });
    return path;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()) return undefined;
    const above = dirname(path);
    if (codeOf(error) !== 'ENOENT' || above === path || (await exists(above))) throw error;
    const made = await makeFolders(above);
    await mkdir(path, { mode: 0o700 });
    return made ?? path;
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
