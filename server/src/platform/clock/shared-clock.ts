import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import type { MovableClock } from './clock.ts';
import { deleteClock, findClock, saveClock, type ClockSetting } from './clock-queries.ts';

/** A sandbox's clock that outlives its process and stands the same in every process on one database. */
export interface SharedClock {
  /** Puts the clock at `moment`; it runs on from there, or stands still if `frozen`. */
  set(moment: Date, options?: { readonly frozen?: boolean }): Promise<void>;
  advance(milliseconds: number): Promise<void>;
  /** Back to the real time. */
  reset(): Promise<void>;
  close(): void;
}

const POLL_MS = 1000;

/**
 * Takes up the clock where the database says it was left. On a server other processes may move it: each looks once a second, so for
 * that long two of them may differ. `moved` is told of every move, its own and others': jobs may have come due.
 */
export async function shareClock(options: {
  clock: MovableClock;
  database: Database;
  log: Logger;
  moved: () => Promise<void>;
}): Promise<SharedClock> {
  const { clock, database, log, moved } = options;
  let known = '';

  async function follow(setting: ClockSetting | undefined): Promise<void> {
    const told = JSON.stringify(setting ?? null);
    if (told === known) return;
    known = told;
    clock.reset();
    if (setting?.frozenAt) clock.freeze(new Date(setting.frozenAt));
    else if (setting) clock.advance(setting.offset);
    await moved();
  }

  async function save(): Promise<void> {
    const setting: ClockSetting = clock.frozen ? { offset: 0, frozenAt: clock.now().toISOString() } : { offset: clock.offset };
    await saveClock(database.root, setting);
    known = JSON.stringify(setting);
    await moved();
  }

  const stored = await findClock(database.root);
  if (stored) await follow(stored);
  else known = JSON.stringify(null);
  const timer =
    database.engine === 'server'
      ? setInterval(() => {
          findClock(database.root)
            .then(follow)
            .catch((error: unknown) => log.warn({ err: error }, "the sandbox's clock could not be read"));
        }, POLL_MS)
      : undefined;
  timer?.unref();

  return {
    set: async (moment, { frozen = clock.frozen } = {}) => {
      if (frozen) clock.freeze(moment);
      else {
        clock.reset();
        clock.set(moment);
      }
      await save();
    },
    advance: async (milliseconds) => {
      clock.advance(milliseconds);
      await save();
    },
    reset: async () => {
      clock.reset();
      await deleteClock(database.root);
      known = JSON.stringify(null);
      await moved();
    },
    close: () => clearInterval(timer),
  };
}
