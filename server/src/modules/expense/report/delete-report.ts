import type { Context } from '../../../platform/context.ts';
import type { ExpenseDeps } from '../deps.ts';
import { emitReport } from '../events.ts';
import type { OnReport } from '../inputs.ts';
import { loadForChange } from './load-report.ts';
import { deleteReportRow } from './report-queries.ts';

/** Deletes an unsubmitted report with everything on it; the audit trail keeps that it was. */
export async function deleteReport(ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<void> {
  const { row, standing } = await loadForChange(ctx, deps, input, { operation: 'delete-report', action: 'delete' });
  await deleteReportRow(ctx, row.id);
  await deps.workflow.forget(ctx, { kind: 'report', id: row.id });
  ctx.record({ subjectKind: 'report', subjectId: row.id, action: 'deleted', details: { number: row.report_number } });
  emitReport(ctx, 'reportDeleted', row, standing);
}
