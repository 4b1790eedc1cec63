import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { freshDatabase } from '../../../test/harness/program.ts';
import { startPostgres, type TestPostgres } from '../../../test/harness/postgres.ts';
import type { Database } from '../db/database.ts';
import { createLogger } from '../log.ts';
import { MovableClock } from './clock.ts';
import { shareClock, type SharedClock } from './shared-clock.ts';

const log = createLogger({ level: 'silent' });
const REAL = new Date('2026-05-01T00:00:00Z');
/** Real time that stands still, so that a test may compare. */
const base = { now: () => REAL };

async function join(database: Database): Promise<{ clock: MovableClock; shared: SharedClock; moves: () => number }> {
  const clock = new MovableClock(base);
  let moves = 0;
  const shared = await shareClock({ clock, database, log, moved: async () => void moves++ });
  return { clock, shared, moves: () => moves };
}

describe("the sandbox's clock", () => {
  it('is where it was left when the program starts again', async () => {
    const database = await freshDatabase();
    const first = await join(database);
    assert.deepEqual(first.clock.now(), REAL);
    await first.shared.set(new Date('2027-01-01T00:00:00Z'));
    await first.shared.advance(86_400_000);
    assert.equal(first.moves(), 2);
    assert.deepEqual((await join(database)).clock.now(), new Date('2027-01-02T00:00:00Z'));
    await first.shared.set(new Date('2025-01-01T00:00:00Z'), { frozen: true });
    await first.shared.advance(1000);
    const frozen = await join(database);
    assert.deepEqual([frozen.clock.now(), frozen.clock.frozen], [new Date('2025-01-01T00:00:01Z'), true]);
    await first.shared.reset();
    assert.deepEqual((await join(database)).clock.now(), REAL);
    assert.deepEqual([first.clock.now(), first.clock.frozen], [REAL, false]);
    await database.close();
  });

  describe('in two processes on one server', () => {
    let postgres: TestPostgres;
    let database: Database;
    before(async () => {
      postgres = await startPostgres();
      database = await postgres.freshDatabase();
    });
    after(async () => {
      await database.close();
      await postgres.stop();
    });

    it('follows a move that another made', async () => {
      let told = (): void => {};
      const moved = new Promise<void>((resolve) => (told = resolve));
      const clock = new MovableClock(base);
      const follower = await shareClock({ clock, database, log, moved: async () => told() });
      const mover = await join(database);
      await mover.shared.set(new Date('2028-02-29T12:00:00Z'));
      // The follower looks once a second and keeps nothing alive while it waits.
      const alive = setInterval(() => {}, 1000);
      await moved;
      clearInterval(alive);
      assert.deepEqual(clock.now(), new Date('2028-02-29T12:00:00Z'));
      follower.close();
      mover.shared.close();
    });
  });
});
