import type { SandboxControls } from '../modules/sandbox/index.ts';
import type { MovableClock } from '../platform/clock/clock.ts';
import type { SharedClock } from '../platform/clock/shared-clock.ts';
import type { SandboxKeeper } from './sandbox-keeper.ts';

/** Two readings of a clock that stands right differ by less. */
const STANDS_RIGHT_MS = 1000;

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
});
