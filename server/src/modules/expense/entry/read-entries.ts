import type { Context } from '../../../platform/context.ts';
import { actingUser, mayListEveryone } from '../access.ts';
import type { ExpenseDeps } from '../deps.ts';
import { EntryNotFound } from '../errors.ts';
import type { OnReport } from '../inputs.ts';
import { loadReport } from '../report/load-report.ts';
import { pageOf } from '../report/page.ts';
import type { Access, Entry, EntryFilters, Page, PageRequest } from '../types.ts';
import { entryRowsOf, findEntry, searchEntryRows } from './entry-queries.ts';
import { toEntry } from './entry-view.ts';

export async function getEntry(
  ctx: Context,
  deps: ExpenseDeps,
  input: { readonly access: Access; readonly reportId?: string; readonly entryId: string },
): Promise<Entry> {
  const entry = await findEntry(ctx, input.entryId);
  if (input.reportId === undefined && !entry) throw new EntryNotFound();
  const reportId = input.reportId ?? entry?.report_id ?? '';
  const { row } = await loadReport(ctx, deps, { access: input.access, reportId }, 'read-entry');
  if (entry?.report_id !== row.id) throw new EntryNotFound();
  return toEntry(entry);
}

/** By transaction date, then as created. */
export async function listEntries(ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<Entry[]> {
  const { row } = await loadReport(ctx, deps, input, 'read-entries');
  return row.entry_count === 0 ? [] : (await entryRowsOf(ctx, row.id)).map(toEntry);
}

/** Newest first. The entries of others need an administrator, those of one report a right to it. */
export async function searchEntries(
  ctx: Context,
  deps: ExpenseDeps,
  filters: EntryFilters,
  page: PageRequest,
): Promise<Page<Entry>> {
  const user = actingUser(ctx);
  const own = user !== null && filters.ownerId === user;
  if (!own && filters.reportId !== undefined)
    await loadReport(
      ctx,
      deps,
      {
        access: { kind: 'any', ...(filters.ownerId === undefined ? {} : { ownerId: filters.ownerId }) },
        reportId: filters.reportId,
      },
      'read-entries',
    );
  else if (!own) await mayListEveryone(ctx, deps);
  const found = pageOf(await searchEntryRows(ctx, filters, page), page.limit);
  return { items: found.items.map(toEntry), next: found.next };
}
