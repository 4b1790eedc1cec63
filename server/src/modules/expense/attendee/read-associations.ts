import type { Context } from '../../../platform/context.ts';
import { actingUser, mayListEveryone } from '../access.ts';
import type { ExpenseDeps } from '../deps.ts';
import { AssociationNotFound, EntryNotFound } from '../errors.ts';
import { findEntries, findEntry } from '../entry/entry-queries.ts';
import type { OnEntry } from '../inputs.ts';
import { loadReport } from '../report/load-report.ts';
import { pageOf } from '../report/page.ts';
import type { Page, PageRequest } from '../types.ts';
import { associationsOf, findAssociation, searchAssociationRows } from './association-queries.ts';
import { toAssociations, toAttendance } from './association-view.ts';
import type { Association, AssociationFilters, Attendance, OnAssociation } from './types.ts';

export async function getAttendance(ctx: Context, deps: ExpenseDeps, input: OnEntry): Promise<Attendance> {
  const { row } = await loadReport(ctx, deps, input, 'read-entries');
  const entry = await findEntry(ctx, input.entryId);
  if (entry?.report_id !== row.id) throw new EntryNotFound();
  return toAttendance(entry, await associationsOf(ctx, entry.id));
}

export async function getAssociation(ctx: Context, deps: ExpenseDeps, input: OnAssociation): Promise<Association> {
  const row = await findAssociation(ctx, input.associationId);
  const entry = row && (await findEntry(ctx, row.entry_id));
  if (!entry) throw new AssociationNotFound();
  await loadReport(ctx, deps, { access: input.access, reportId: entry.report_id }, 'read-entries');
  const found = toAssociations(entry, await associationsOf(ctx, entry.id)).find(({ id }) => id === row?.id);
  if (!found) throw new AssociationNotFound();
  return found;
}

/** Newest first. Those of others need an administrator, those of one entry a right to its report. */
export async function searchAssociations(
  ctx: Context,
  deps: ExpenseDeps,
  filters: AssociationFilters,
  page: PageRequest,
): Promise<Page<Association>> {
  const user = actingUser(ctx);
  const own = user !== null && filters.ownerId === user;
  if (filters.entryId !== undefined) {
    const entry = await findEntry(ctx, filters.entryId);
    if (!entry) throw new EntryNotFound();
    const ownerId = filters.ownerId === undefined ? {} : { ownerId: filters.ownerId };
    await loadReport(ctx, deps, { access: { kind: 'any', ...ownerId }, reportId: entry.report_id }, 'read-entries');
  } else if (!own) await mayListEveryone(ctx, deps);
  const found = pageOf(await searchAssociationRows(ctx, filters, page), page.limit);
  return { items: await withAmounts(ctx, found.items), next: found.next };
}

/** What was approved of one depends on all of its entry: a page reads the entries that it touches whole. */
async function withAmounts(ctx: Context, rows: readonly { id: string; entry_id: string }[]): Promise<Association[]> {
  const entries = await findEntries(ctx, [...new Set(rows.map((row) => row.entry_id))]);
  const all = Map.groupBy(await associationsOf(ctx, ...entries.map(({ id }) => id)), (row) => row.entry_id);
  const known = new Map(
    entries.flatMap((entry) => toAssociations(entry, all.get(entry.id) ?? []).map((one) => [one.id, one] as const)),
  );
  return rows.flatMap(({ id }) => known.get(id) ?? []);
}
