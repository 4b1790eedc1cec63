import type { Context } from '../../../platform/context.ts';
import { assess } from '../audit/assess.ts';
import type { ExpenseDeps } from '../deps.ts';
import { entryFolds } from '../entry/entry-queries.ts';
import { foldEntries, type EntryFold } from './report-folds.ts';
import { isSubmitted } from './report.ts';
import { stateOf } from './report-view.ts';
import { foldedColumns, updateReportRow, type HeldRow } from './report-queries.ts';

/** Brings a report's row up to its entries. To be called with the report locked, in the transaction of the change. Answers the entries. */
export async function refreshReport(ctx: Context, reportId: string): Promise<EntryFold[]> {
  const entries = await entryFolds(ctx, reportId);
  await updateReportRow(ctx, reportId, foldedColumns(foldEntries(entries)));
  return entries;
}

/** The same, and the exceptions with it. */
export async function refreshAndAssess(ctx: Context, deps: ExpenseDeps, report: HeldRow): Promise<void> {
  const entries = await refreshReport(ctx, report.id);
  const event = isSubmitted(stateOf(report)) ? 'report-submitted' : 'entry-saved';
  await assess(ctx, deps, { report, entries, event });
}
