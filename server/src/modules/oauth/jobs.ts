import type { Clock } from '../../platform/clock/clock.ts';
import type { UnitOfWork } from '../../platform/context.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import type { KeyRing } from './key-ring.ts';
import { deleteExpired } from './sweep-queries.ts';

/** A day longer than they live: whoever asks why a token was refused finds it a while yet. */
const KEPT_MS = 86_400_000;

/** Reactions to the clock. Pre-2017 refresh tokens never end, so their rows stay. */
export const oauthJobs = (keys: KeyRing, work: UnitOfWork, clock: Clock): JobDefinition[] => [
  {
    name: 'oauth.sweep-expired',
    schedule: '17 * * * *',
    run: async ({ id }) => {
      await work.write({ actor: { kind: 'system' }, correlationId: id }, async (ctx) => {
        await deleteExpired(ctx.tx, new Date(ctx.clock.now().getTime() - KEPT_MS));
      });
    },
  },
  {
    // Four times a year; tokens in flight keep verifying, since the old key stays published until the last of them is over.
    name: 'oauth.rotate-signing-key',
    schedule: '0 3 1 */3 *',
    run: async () => {
      await keys.rotate(work, clock);
    },
  },
];
