import type { Readable } from 'node:stream';
import type { Snapshot } from '../modules/sandbox/index.ts';
import type { Blobs } from '../platform/blobs/blobs.ts';
import type { Database } from '../platform/db/database.ts';
import { emptyTables, restoreSnapshot, takeSnapshot } from '../platform/db/snapshot.ts';
import { StartRefused } from './refusal.ts';

/** The snapshot that resets go back to. */
export const INITIAL = 'initial';
const NAME = /^[a-z0-9][a-z0-9._-]{0,60}$/i;
const FOLDER = 'installation/snapshots';
const ENDING = '.jsonl.gz';
/** Of the installation, not of its data: tokens signed since a snapshot stay good after it is restored, and what was asked since stays known. */
const NOT_DATA = ['signing_key', 'exchange', 'exchange_content'];

/** The states of a sandbox that are kept as files, by their names. */
export function snapshotFiles(database: Database, blobs: Blobs) {
  return {
    async take(name: string): Promise<{ readonly bytes: number }> {
      const content = await takeSnapshot(database, NOT_DATA);
      await blobs.put(keyOf(name), content, { limit: Infinity });
      return { bytes: content.byteLength };
    },
    has: async (name: string): Promise<boolean> => Boolean(await blobs.stat(keyOf(name))),
    open: (name: string): Promise<Readable> => blobs.get(keyOf(name)),
    restore: (content: Readable): Promise<void> => restoreSnapshot(database, content, NOT_DATA),
    /** Leaves no data at all. */
    empty: (): Promise<void> => emptyTables(database, NOT_DATA),
    /** Without the first, by name. */
    async list(): Promise<Snapshot[]> {
      const files = (await blobs.list(FOLDER)).filter(({ name }) => name.endsWith(ENDING));
      return files
        .map(({ name, size, storedAt }) => ({ name: name.slice(0, -ENDING.length), bytes: size, takenAt: storedAt }))
        .filter(({ name }) => name !== INITIAL);
    },
    remove: (name: string): Promise<void> => blobs.remove(keyOf(name)),
  };
}

/** The first is nobody's to replace or to remove. @throws StartRefused */
export function assertNotInitial(name: string): void {
  if (name === INITIAL) throw new StartRefused('The snapshot "initial" is the one that resets go back to.');
}

function keyOf(name: string): string {
  if (!NAME.test(name)) throw new StartRefused('The name of a snapshot has letters, digits, dots, dashes and underscores.');
  return `${FOLDER}/${name}${ENDING}`;
}
