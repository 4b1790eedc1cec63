import type { Context } from '../../../platform/context.ts';
import { inheritAllocations } from '../allocation/set-allocations.ts';
import { kindOf } from '../configuration/kind.ts';
import type { ExpenseDeps } from '../deps.ts';
import { findEntry, insertEntries } from '../entry/entry-queries.ts';
import { commentOnEntry } from '../entry/comment-on-entry.ts';
import { groundOf, newEntryRow } from '../entry/new-entry.ts';
import { versionOf } from '../form/read-form-fields.ts';
import { EntryNotFound, NotItemizable } from '../errors.ts';
import { forgetAllocationExceptions } from '../exception/exception-queries.ts';
import type { NewItemization } from '../inputs.ts';
import { loadForChange } from '../report/load-report.ts';
import { refreshAndAssess } from '../report/refresh-report.ts';
import { partFields } from './part-fields.ts';
import { settleItemizations } from './settle-itemizations.ts';

/** More parts of one entry than this are refused. */
const MAX_PARTS = 500;

/**
 * Adds a part to an entry of an unsubmitted report. Vendor and place are the entry's where the caller names none; what the entry is charged to,
 * the part is charged to. @throws EntryNotFound, NotItemizable, UnknownReference, ValueRefused.
 */
export async function addItemization(ctx: Context, deps: ExpenseDeps, input: NewItemization): Promise<{ id: string }> {
  const reportId = input.reportId ?? (await findEntry(ctx, input.parentId))?.report_id;
  if (reportId === undefined) throw new EntryNotFound();
  const loaded = await loadForChange(ctx, deps, { access: input.access, reportId }, { operation: 'edit-entry', action: 'edit' });
  const { row } = loaded;
  const parent = await findEntry(ctx, input.parentId);
  if (parent?.report_id !== row.id) throw new EntryNotFound();
  if (parent.parent_id !== null || parent.type_itemization === 'NONE' || parent.itemization_count >= MAX_PARTS)
    throw new NotItemizable();
  const fields = partFields(parent, input);
  const paymentType = kindOf((await deps.setups.of(ctx, versionOf(row))).kinds, fields);
  const part = await newEntryRow(ctx, deps, groundOf(row), { fields, paymentType, parent: parent.custom });
  // The receipt is the whole's.
  await insertEntries(ctx, [{ ...part, parent_id: parent.id, is_image_required: false }]);
  if (parent.itemization_count === 0) await forgetAllocationExceptions(ctx, [parent.id]);
  await inheritAllocations(ctx, parent, part);
  await settleItemizations(ctx, parent);
  await refreshAndAssess(ctx, deps, row);
  await commentOnEntry(ctx, loaded, part.id, input.comment);
  ctx.record({
    subjectKind: 'entry',
    subjectId: part.id,
    action: 'created',
    details: { reportId: row.id, parentId: parent.id },
  });
  return { id: part.id };
}
