import type { Context } from '../../../platform/context.ts';
import { EntryNotFound } from '../errors.ts';
import { isEntryOn } from './entry-queries.ts';

/** @throws EntryNotFound unless the entry stands on this report; no entry named is none to find. */
export async function assertEntry(ctx: Context, reportId: string, entryId: string | undefined): Promise<void> {
  if (entryId !== undefined && !(await isEntryOn(ctx, reportId, entryId))) throw new EntryNotFound();
}
