import {
  SnapshotNameTaken,
  SnapshotNotFound,
  TooManySnapshots,
  type SandboxControls,
  type Snapshot,
} from '../modules/sandbox/index.ts';
import type { MovableClock } from '../platform/clock/clock.ts';
import type { SharedClock } from '../platform/clock/shared-clock.ts';
import type { SandboxKeeper } from './sandbox-keeper.ts';
import { INITIAL } from './snapshots.ts';

/** Two readings of a clock that stands right differ by less. */
const STANDS_RIGHT_MS = 1000;
/** Snapshots taken on a page: the command line takes as many as its user wants. */
const MOST = 50;

/** The levers of a sandbox; `shown` is the clock that the program reads. */
export const sandboxControls = (parts: {
  sandbox: SandboxKeeper;
  clock: Pick<SharedClock, 'set' | 'reset'>;
  shown: MovableClock;
}): SandboxControls => ({
  clock: {
    isFrozen: () => parts.shown.frozen,
    isMoved: () => parts.shown.frozen || Math.abs(parts.shown.offset) > STANDS_RIGHT_MS,
    set: (moment, options) => parts.clock.set(moment, options),
    reset: () => parts.clock.reset(),
  },
  reset: async () => void (await parts.sandbox.reset()),
  snapshots: snapshotControls(parts.sandbox),
});

function snapshotControls(sandbox: SandboxKeeper): SandboxControls['snapshots'] {
  async function existing(name: string): Promise<Snapshot> {
    const found = (await sandbox.snapshots()).find((one) => one.name === name);
    if (!found) throw new SnapshotNotFound(name);
    return found;
  }
  return {
    list: () => sandbox.snapshots(),
    async take(name) {
      if (name.toLowerCase() === INITIAL) throw new SnapshotNameTaken(name);
      const before = await sandbox.snapshots();
      if (before.length >= MOST && !before.some((one) => one.name === name)) throw new TooManySnapshots(MOST);
      await sandbox.snapshot(name);
      return existing(name);
    },
    restore: async (name) => void (await sandbox.restore((await existing(name)).name)),
    remove: async (name) => sandbox.removeSnapshot((await existing(name)).name),
  };
}
