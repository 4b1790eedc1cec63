import type { Context } from '../../../platform/context.ts';
import { entryFolds } from '../entry/entry-queries.ts';
import { MISSING_RECEIPT } from '../entry/receipt-rule.ts';
import { clearException, raiseExceptions } from '../exception/exception-queries.ts';
import { foldEntries, isMissing } from './report-folds.ts';
import { foldedColumns, updateReportRow } from './report-queries.ts';

/**
 * Brings a report's row up to its entries, and the exceptions of the one that changed (undefined when it is gone) up to its data. To be called
 * with the report locked, in the transaction of the change.
 */
export async function refreshReport(ctx: Context, reportId: string, changedEntryId?: string): Promise<void> {
  const entries = await entryFolds(ctx, reportId);
  const changed = entries.find((entry) => entry.id === changedEntryId);
  if (changed) {
    const exception = { reportId, entryId: changed.id, code: MISSING_RECEIPT, origin: 'system' } as const;
    if (isMissing(changed) && !changed.is_missing_raised) await raiseExceptions(ctx, [exception]);
    if (!isMissing(changed) && changed.is_missing_raised) await clearException(ctx, exception);
  }
  await updateReportRow(ctx, reportId, foldedColumns(foldEntries(entries)));
}
