import type { Context } from '../../../platform/context.ts';
import { decimal, toSql } from '../../../platform/money/money.ts';
import { entryFolds, updateEntryRow } from '../entry/entry-queries.ts';
import { EntryNotFound, ValueRefused } from '../errors.ts';
import type { Approval } from '../inputs.ts';
import { refreshReport } from './refresh-report.ts';

/** Writes what an approver grants, with the report locked. @throws EntryNotFound, ValueRefused for more than was asked for */
export async function adjustEntries(
  ctx: Context,
  reportId: string,
  adjustments: NonNullable<Approval['adjustments']>,
): Promise<void> {
  if (adjustments.length === 0) return;
  const entries = new Map((await entryFolds(ctx, reportId)).map((entry) => [entry.id, entry]));
  for (const { entryId, approvedAmount } of adjustments) {
    const entry = entries.get(entryId);
    if (!entry) throw new EntryNotFound();
    const posted = decimal(entry.posted_amount);
    const [least, most] = posted.lt(0) ? [posted, decimal(0)] : [decimal(0), posted];
    if (entry.is_personal || approvedAmount.lt(least) || approvedAmount.gt(most))
      throw new ValueRefused('approvedAmount', 'lies between nothing and what the expense claims.');
    await updateEntryRow(ctx, entryId, { approved_amount: toSql(approvedAmount) });
    ctx.record({
      subjectKind: 'entry',
      subjectId: entryId,
      action: 'adjusted',
      details: { reportId, from: entry.approved_amount, to: toSql(approvedAmount) },
    });
  }
  await refreshReport(ctx, reportId);
}
