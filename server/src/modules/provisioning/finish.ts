import type { Context } from '../../platform/context.ts';
import { emitCompleted } from './events.ts';
import { completeRequest } from './provision-queries.ts';

/** Ends a request whose operations are all done, and says so once: the caller holds its row, or has just made it. */
export async function finishRequest(ctx: Context, requestId: string): Promise<void> {
  const success = await completeRequest(ctx.tx, { companyId: ctx.companyId, requestId }, ctx.clock.now());
  ctx.record({ subjectKind: 'provision-request', subjectId: requestId, action: 'completed', details: { success } });
  emitCompleted(ctx, requestId, success);
}
