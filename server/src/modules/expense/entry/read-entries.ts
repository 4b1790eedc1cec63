import type { Context } from '../../../platform/context.ts';
import { actingUser, capacityTo, mayListEveryone, type Standing } from '../access.ts';
import { withTypes } from '../attendee/types-by-code.ts';
import type { ExpenseDeps } from '../deps.ts';
import { EntryNotFound } from '../errors.ts';
import type { OnEntry, OnReport } from '../inputs.ts';
import { versionOf } from '../form/read-form-fields.ts';
import { loadReport } from '../report/load-report.ts';
import type { Capacity } from '../report/report-policy.ts';
import type { Access, Entry, EntryFilters, Page, PageRequest } from '../types.ts';
import { entryRowsOf, findEntry, itemizationRowsOf, searchEntryRows, type EntryRow } from './entry-queries.ts';
import { toEntry } from './entry-view.ts';

export async function getEntry(
  ctx: Context,
  deps: ExpenseDeps,
  input: { readonly access: Access; readonly reportId?: string; readonly entryId: string },
): Promise<Entry> {
  const entry = await findEntry(ctx, input.entryId);
  if (input.reportId === undefined && !entry) throw new EntryNotFound();
  const reportId = input.reportId ?? entry?.report_id ?? '';
  const { row, standing } = await loadReport(ctx, deps, { access: input.access, reportId }, 'read-entry');
  if (entry?.report_id !== row.id) throw new EntryNotFound();
  return shown(ctx, deps, entry, standing.capacity);
}

/** By transaction date, then as created; without itemizations unless asked for. */
export async function listEntries(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReport & { readonly includeItemizations?: boolean },
): Promise<Entry[]> {
  const { row, standing } = await loadReport(ctx, deps, input, 'read-entries');
  const entries = row.entry_count === 0 ? [] : await entryRowsOf(ctx, row.id, input.includeItemizations);
  return allShown(ctx, deps, entries, () => standing.capacity);
}

export async function listItemizations(ctx: Context, deps: ExpenseDeps, input: OnEntry): Promise<Entry[]> {
  const { row, standing } = await loadReport(ctx, deps, input, 'read-entries');
  const entry = await findEntry(ctx, input.entryId);
  if (entry?.report_id !== row.id) throw new EntryNotFound();
  const parts = entry.itemization_count === 0 ? [] : await itemizationRowsOf(ctx, entry.id);
  return allShown(ctx, deps, parts, () => standing.capacity);
}

export const searchEntries = (ctx: Context, deps: ExpenseDeps, filters: EntryFilters, page: PageRequest): Promise<Page<Entry>> =>
  search(ctx, deps, { kind: 'entry', filters, page });
export const searchItemizations = (
  ctx: Context,
  deps: ExpenseDeps,
  filters: EntryFilters,
  page: PageRequest,
): Promise<Page<Entry>> => search(ctx, deps, { kind: 'itemization', filters, page });

/** Newest first. The entries of others need an administrator, those of one report or entry a right to it. */
async function search(
  ctx: Context,
  deps: ExpenseDeps,
  { kind, filters, page }: { kind: 'entry' | 'itemization'; filters: EntryFilters; page: PageRequest },
): Promise<Page<Entry>> {
  const reportId = await reportOf(ctx, filters);
  const user = actingUser(ctx);
  const own = user !== null && filters.ownerId === user;
  const standing = !own && reportId !== undefined ? await standingOn(ctx, deps, reportId, filters.ownerId) : undefined;
  if (!own && !standing) await mayListEveryone(ctx, deps);
  const found = await searchEntryRows(ctx, kind, await withTypes(ctx, deps, filters), page);
  const items = await allShown(ctx, deps, found.items, (row) => standing?.capacity ?? capacityTo(user, row));
  return { items, next: found.next };
}

async function standingOn(ctx: Context, deps: ExpenseDeps, reportId: string, ownerId: string | undefined): Promise<Standing> {
  const access: Access = { kind: 'any', ...(ownerId === undefined ? {} : { ownerId }) };
  return (await loadReport(ctx, deps, { access, reportId }, 'read-entries')).standing;
}

/** With the form of its type, which is known with its policy. */
async function shown(ctx: Context, { setups }: Pick<ExpenseDeps, 'setups'>, row: EntryRow, capacity: Capacity): Promise<Entry> {
  const setup = await setups.of(ctx, versionOf(row));
  const form = setup.form(row.parent_id === null ? 'entry' : 'itemization', row.expense_type_id);
  return toEntry(row, form, capacity);
}

async function allShown(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'setups'>,
  rows: readonly EntryRow[],
  capacityOf: (row: EntryRow) => Capacity,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const row of rows) entries.push(await shown(ctx, deps, row, capacityOf(row)));
  return entries;
}

/** The report that a filter names, by itself or by an entry of it. */
async function reportOf(ctx: Context, { reportId, parentId }: EntryFilters): Promise<string | undefined> {
  if (parentId === undefined) return reportId;
  const parent = await findEntry(ctx, parentId);
  if (!parent || (reportId !== undefined && parent.report_id !== reportId)) throw new EntryNotFound();
  return parent.report_id;
}
