import type { Context } from '../../../platform/context.ts';
import type { ExpenseDeps } from '../deps.ts';
import { UnknownReference } from '../errors.ts';
import type { CashAdvanceSet, OnReport } from '../inputs.ts';
import { loadForChange, loadReport } from '../report/load-report.ts';
import { updateReportRow } from '../report/report-queries.ts';
import { cashAdvanceIdsOf, deleteCashAdvances, insertCashAdvances } from './association-queries.ts';

/** Ids of the cash advances that a report uses up. */
export async function cashAdvancesOf(ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<readonly string[]> {
  const { row } = await loadReport(ctx, deps, input, 'read-report');
  return cashAdvanceIdsOf(ctx, row.id);
}

/** In place of all that were associated before; none of them where one is not the owner's. @throws UnknownReference */
export async function setCashAdvances(ctx: Context, deps: ExpenseDeps, input: CashAdvanceSet): Promise<void> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'edit-report', action: 'edit' });
  const wanted = [...new Set(input.cashAdvanceIds)];
  const known = await deps.cashAdvances.existing(ctx, { ownerId: row.owner_id, ids: wanted });
  const unknown = wanted.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new UnknownReference('cashAdvanceIds', unknown.join(', '));
  const before = await cashAdvanceIdsOf(ctx, row.id);
  await deleteCashAdvances(ctx, row.id, before);
  await insertCashAdvances(ctx, row.id, wanted);
  await changed(ctx, row.id, { from: before, to: wanted });
}

/** Afterwards none of these is associated; one that was not is no mistake. */
export async function removeCashAdvances(ctx: Context, deps: ExpenseDeps, input: CashAdvanceSet): Promise<void> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'edit-report', action: 'edit' });
  const before = await cashAdvanceIdsOf(ctx, row.id);
  await deleteCashAdvances(ctx, row.id, input.cashAdvanceIds);
  await changed(ctx, row.id, { from: before, to: before.filter((id) => !input.cashAdvanceIds.includes(id)) });
}

/** Ids of the travel requests that a report is for. */
export async function requestsOf(ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<readonly string[]> {
  const { row } = await loadReport(ctx, deps, input, 'read-report');
  return deps.requests.ofReport(ctx, row.id);
}

async function changed(
  ctx: Context,
  reportId: string,
  { from, to }: { from: readonly string[]; to: readonly string[] },
): Promise<void> {
  if (from.join() === to.join()) return;
  await updateReportRow(ctx, reportId, {});
  ctx.record({ subjectKind: 'report', subjectId: reportId, action: 'cash-advances-changed', details: { from, to } });
}
