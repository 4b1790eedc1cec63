import type { Context } from '../../../platform/context.ts';
import { isTold, type Expired } from '../../workflow/index.ts';
import { moveReport } from './move-report.ts';
import { findHeld } from './report-queries.ts';
import { stateOf } from './report-view.ts';
import { expired } from './report.ts';

/** The time of a report at its step is over: it has another status, and waits on for the same people. */
export async function expireReport(ctx: Context, { subject, stop, previousStatus }: Expired): Promise<void> {
  const row = await findHeld(ctx, subject.id);
  if (!row) return;
  const before = { ...stateOf(row), approvalStatus: previousStatus };
  await moveReport(
    ctx,
    { row, standing: { capacity: 'company', userId: null, actingUserId: null } },
    {
      action: 'expired',
      before,
      after: expired(before, stop.approvalStatus),
      processId: stop.processId,
      stop,
      started: [],
      stepCode: stop.step.stepCode,
      isTold: isTold(stop.step),
    },
  );
}
