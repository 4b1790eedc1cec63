import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/secrets.ts';
import { countRequest, deleteRequestsBefore } from './link-queries.ts';
import { WINDOW } from './link.ts';

/** Counts that something was asked for, by a login or an address, and answers how often it was in the window that holds now. */
export async function countAsked(ctx: Context, subject: string): Promise<{ times: number; secondsLeft: number }> {
  const now = ctx.clock.now();
  const windowStart = new Date(now.getTime() - WINDOW);
  await deleteRequestsBefore(ctx.tx, windowStart);
  const { requests, windowStartedAt } = await countRequest(ctx.tx, hashSecret(subject), now, windowStart);
  const left = windowStartedAt.getTime() + WINDOW - now.getTime();
  return { times: requests, secondsLeft: Math.max(1, Math.ceil(left / 1000)) };
}
