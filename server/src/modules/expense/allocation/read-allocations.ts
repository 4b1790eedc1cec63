import type { Context } from '../../../platform/context.ts';
import { actingUser, mayListEveryone } from '../access.ts';
import type { ExpenseDeps } from '../deps.ts';
import { findEntry } from '../entry/entry-queries.ts';
import { AllocationNotFound, EntryNotFound } from '../errors.ts';
import type { OnEntry } from '../inputs.ts';
import { loadReport } from '../report/load-report.ts';
import { pageOf } from '../report/page.ts';
import type { Access, Allocation, AllocationFilters, Page, PageRequest } from '../types.ts';
import { allocationRowsOf, findAllocation, searchAllocationRows } from './allocation-queries.ts';
import { toAllocation, toAllocations } from './allocation-view.ts';

/** Those of one entry; of an itemised one those of its itemizations. */
export async function listAllocations(ctx: Context, deps: ExpenseDeps, input: OnEntry): Promise<Allocation[]> {
  const { row } = await loadReport(ctx, deps, input, 'read-entry');
  const entry = await findEntry(ctx, input.entryId);
  if (entry?.report_id !== row.id) throw new EntryNotFound();
  return toAllocations(await allocationRowsOf(ctx, entry.id));
}

export async function getAllocation(
  ctx: Context,
  deps: ExpenseDeps,
  input: { readonly access: Access; readonly reportId?: string; readonly allocationId: string },
): Promise<Allocation> {
  const found = await findAllocation(ctx, input.allocationId);
  if (input.reportId === undefined && !found) throw new AllocationNotFound();
  const reportId = input.reportId ?? found?.report_id ?? '';
  const { row } = await loadReport(ctx, deps, { access: input.access, reportId }, 'read-entries');
  if (found?.report_id !== row.id) throw new AllocationNotFound();
  return toAllocation(found);
}

/** Newest first. Those of others need an administrator, those of one report or entry a right to it. */
export async function searchAllocations(
  ctx: Context,
  deps: ExpenseDeps,
  filters: AllocationFilters,
  page: PageRequest,
): Promise<Page<Allocation>> {
  const reportId = await reportOf(ctx, filters);
  const user = actingUser(ctx);
  const access = { kind: 'any', ...(filters.ownerId === undefined ? {} : { ownerId: filters.ownerId }) } as const;
  if (reportId !== undefined) await loadReport(ctx, deps, { access, reportId }, 'read-entries');
  else if (user === null || filters.ownerId !== user) await mayListEveryone(ctx, deps);
  const found = pageOf(await searchAllocationRows(ctx, filters, page), page.limit);
  return { items: toAllocations(found.items), next: found.next };
}

/** The report that a filter names, by itself or by an entry of it. */
async function reportOf(ctx: Context, { reportId, entryId, itemizationId }: AllocationFilters): Promise<string | undefined> {
  const named = itemizationId ?? entryId;
  if (named === undefined) return reportId;
  const entry = await findEntry(ctx, named);
  if (!entry || (reportId !== undefined && entry.report_id !== reportId)) throw new EntryNotFound();
  return entry.report_id;
}
