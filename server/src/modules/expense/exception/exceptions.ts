import type { Context } from '../../../platform/context.ts';
import { findAllocation } from '../allocation/allocation-queries.ts';
import type { ExpenseDeps } from '../deps.ts';
import { assertEntry } from '../entry/assert-entry.ts';
import { AllocationNotFound, ExceptionNotFound, UnknownReference } from '../errors.ts';
import type { OnExceptions } from '../inputs.ts';
import { loadForChange, loadReport } from '../report/load-report.ts';
import { seesVisibility } from '../report/report-policy.ts';
import { updateReportRow } from '../report/report-queries.ts';
import type { ExceptionVisibility, ReportException } from '../types.ts';
import { clearException, exceptionsOf, findDefinition, raiseExceptions, type ExceptionPlace } from './exception-queries.ts';

/** Those that the caller's standing is shown, in the order they arose. */
export async function listExceptions(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnExceptions & { readonly includeEntries?: boolean; readonly includeItemizations?: boolean },
): Promise<ReportException[]> {
  const { row, standing } = await loadReport(ctx, deps, input, 'read-exceptions');
  const { entryId, allocationId } = await placeOf(ctx, row.id, input);
  const exceptions = await exceptionsOf(ctx, row.id, {
    entryId: input.includeEntries === true && entryId === null ? undefined : entryId,
    allocationId: allocationId ?? undefined,
    withItemizations: input.includeItemizations === true,
  });
  return exceptions.filter((exception) => seesVisibility(standing.capacity, exception.visibility));
}

/** Adds a configured code; one that was added before stays as it is. */
export async function addException(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnExceptions & { readonly exceptionCode: string; readonly visibility?: ExceptionVisibility },
): Promise<void> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'change-exceptions', action: 'edit-submitted' });
  const place = await placeOf(ctx, row.id, input);
  const code = input.exceptionCode;
  if (!(await findDefinition(ctx, code))) throw new UnknownReference('exceptionCode', code);
  await raiseExceptions(ctx, row.id, [{ ...place, code, origin: 'api', visibility: input.visibility }]);
  await touched(ctx, row.id, { action: 'exception-added', code, place });
}

/** Takes away what addException added; what our own rules raise goes with its cause only. */
export async function removeException(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnExceptions & { readonly exceptionCode: string },
): Promise<void> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'change-exceptions', action: 'edit-submitted' });
  const place = await placeOf(ctx, row.id, input);
  const code = input.exceptionCode;
  const wasThere = await clearException(ctx, row.id, { ...place, code, origin: 'api' });
  if (!wasThere) throw new ExceptionNotFound(code);
  await touched(ctx, row.id, { action: 'exception-removed', code, place });
}

/** An allocation of an itemised entry is one of its itemizations. @throws EntryNotFound, AllocationNotFound. */
async function placeOf(ctx: Context, reportId: string, { entryId, allocationId }: OnExceptions): Promise<ExceptionPlace> {
  await assertEntry(ctx, reportId, entryId);
  if (allocationId === undefined) return { entryId: entryId ?? null, allocationId: null };
  const allocation = await findAllocation(ctx, allocationId);
  const isOfEntry = entryId === undefined || allocation?.entry_id === entryId || allocation?.parent_id === entryId;
  if (allocation?.report_id !== reportId || !isOfEntry) throw new AllocationNotFound();
  return { entryId: allocation.entry_id, allocationId };
}

async function touched(
  ctx: Context,
  reportId: string,
  change: { action: string; code: string; place: ExceptionPlace },
): Promise<void> {
  await updateReportRow(ctx, reportId, {});
  const { action, code, place } = change;
  ctx.record({ subjectKind: 'report', subjectId: reportId, action, details: { exceptionCode: code, ...place } });
}
