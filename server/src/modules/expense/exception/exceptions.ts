import type { Context } from '../../../platform/context.ts';
import type { ExpenseDeps } from '../deps.ts';
import { assertEntry } from '../entry/assert-entry.ts';
import { ExceptionNotFound, UnknownReference } from '../errors.ts';
import type { OnReportOrEntry } from '../inputs.ts';
import { loadForChange, loadReport } from '../report/load-report.ts';
import { seesVisibility } from '../report/report-policy.ts';
import { updateReportRow } from '../report/report-queries.ts';
import type { ExceptionVisibility, ReportException } from '../types.ts';
import { clearException, exceptionsOf, findDefinition, raiseExceptions } from './exception-queries.ts';

/** Those that the caller's standing is shown, in the order they arose. */
export async function listExceptions(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReportOrEntry & { readonly includeEntries?: boolean },
): Promise<ReportException[]> {
  const { row, standing } = await loadReport(ctx, deps, input, 'read-exceptions');
  await assertEntry(ctx, row.id, input.entryId);
  const all = input.includeEntries === true && input.entryId === undefined;
  const exceptions = await exceptionsOf(ctx, row.id, all ? undefined : (input.entryId ?? null));
  return exceptions.filter((exception) => seesVisibility(standing.capacity, exception.visibility));
}

/** Adds a configured code; one that was added before stays as it is. */
export async function addException(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReportOrEntry & { readonly exceptionCode: string; readonly visibility?: ExceptionVisibility },
): Promise<void> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'change-exceptions', action: 'edit-submitted' });
  await assertEntry(ctx, row.id, input.entryId);
  const code = input.exceptionCode;
  if (!(await findDefinition(ctx, code))) throw new UnknownReference('exceptionCode', code);
  const entryId = input.entryId ?? null;
  await raiseExceptions(ctx, [{ reportId: row.id, entryId, code, origin: 'api', visibility: input.visibility }]);
  await touched(ctx, row.id, { action: 'exception-added', code, entryId });
}

/** Takes away what addException added; what our own rules raise goes with its cause only. */
export async function removeException(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReportOrEntry & { readonly exceptionCode: string },
): Promise<void> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'change-exceptions', action: 'edit-submitted' });
  await assertEntry(ctx, row.id, input.entryId);
  const code = input.exceptionCode;
  const entryId = input.entryId ?? null;
  const wasThere = await clearException(ctx, { reportId: row.id, entryId, code, origin: 'api' });
  if (!wasThere) throw new ExceptionNotFound(code);
  await touched(ctx, row.id, { action: 'exception-removed', code, entryId });
}

async function touched(
  ctx: Context,
  reportId: string,
  change: { action: string; code: string; entryId: string | null },
): Promise<void> {
  await updateReportRow(ctx, reportId, {});
  const { action, code, entryId } = change;
  ctx.record({ subjectKind: 'report', subjectId: reportId, action, details: { exceptionCode: code, entryId } });
}
