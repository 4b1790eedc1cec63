import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import { decimal, toSql } from '../../../platform/money/money.ts';
import { mergeCustom, slotsOf } from '../custom-values.ts';
import type { ExpenseDeps } from '../deps.ts';
import { findEntry, itemizationRowsOf, type EntryRow } from '../entry/entry-queries.ts';
import { AllocationNotFound, AllocationRefused, EntryNotFound, NoAllocationForm, SystemAllocation } from '../errors.ts';
import { fillCustom } from '../form/fill-custom.ts';
import { versionOf } from '../form/read-form-fields.ts';
import { resolveCustom } from '../form/resolve-custom.ts';
import type { AllocationChange, NewAllocations } from '../inputs.ts';
import { loadForChange } from '../report/load-report.ts';
import { refreshAndAssess } from '../report/refresh-report.ts';
import type { HeldRow } from '../report/report-queries.ts';
import type { CustomValues } from '../types.ts';
import {
  alliedAllocations,
  findAllocation,
  keptAllocations,
  replaceAllocations,
  updateAllocationCustom,
  type NewAllocationRow,
} from './allocation-queries.ts';
import { sharesOf, stateOf, type Share } from './allocation.ts';

/** More shares of one entry than this are refused. */
const MAX_SHARES = 500;

/**
 * Charges entries to what the allocations name, all of them in one set; what they were charged to before is gone. An itemised entry hands them on
 * to its itemizations. Answers the id of the set, null where none are left.
 * @throws NoAllocationForm, AllocationRefused, EntryNotFound, ValueRefused.
 */
export async function setAllocations(
  ctx: Context,
  deps: ExpenseDeps,
  input: NewAllocations,
): Promise<{ readonly setId: string | null }> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'edit-entry', action: 'edit' });
  const entries = await entriesOn(ctx, row.id, input.entryIds);
  if (entries.some((entry) => !entry.has_allocation_form)) throw new NoAllocationForm();
  const { allocations } = input;
  if (allocations.length > MAX_SHARES) throw new AllocationRefused(`are more than ${MAX_SHARES}.`);
  if (entries.length > 1 && allocations.some(({ amount }) => amount !== undefined))
    throw new AllocationRefused('by amount are for one expense.');
  const setId = allocations.length === 0 ? null : newId(ctx.clock);
  const made = entries.map((entry) => ({ entry, shares: sharesOf(allocations, decimal(entry.posted_amount)) }));
  const customs = await customsOf(ctx, deps, row, allocations);
  const rows = setId === null ? [] : made.flatMap(({ entry, shares }) => allocationRows(ctx, { entry, setId, shares, customs }));
  const state = setId === null ? 'NOT_ALLOCATED' : stateOf(made[0]?.shares ?? []);
  const entryIds = entries.map(({ id }) => id);
  await replaceAllocations(ctx, entryIds, rows, { allocation_state: state, allocation_set_id: setId });
  await refreshAndAssess(ctx, deps, row);
  ctx.record({ subjectKind: 'report', subjectId: row.id, action: 'allocated', details: { entryIds, setId, state } });
  return { setId };
}

/** What each names, as the form takes it; what it does not name comes from the header where the form says so, and from the form's defaults. */
async function customsOf(
  ctx: Context,
  deps: ExpenseDeps,
  row: HeldRow,
  allocations: NewAllocations['allocations'],
): Promise<CustomValues[]> {
  const setup = await deps.setups.of(ctx, versionOf(row));
  const inherited = { header: { form: setup.form('report'), custom: row.custom } };
  const customs: CustomValues[] = [];
  for (const { custom } of allocations) {
    const filled = await fillCustom(ctx, deps.lists, { form: setup.form('allocation'), changes: custom, inherited });
    customs.push(mergeCustom({}, filled, slotsOf.allocation));
  }
  return customs;
}

/** The rows of an entry's shares; what the hidden one names is nothing. */
export function allocationRows(
  ctx: Context,
  made: { entry: Pick<EntryRow, 'id' | 'owner_id'>; setId: string; shares: readonly Share[]; customs: readonly object[] },
): NewAllocationRow[] {
  return made.shares.map((share, position) => ({
    id: newId(ctx.clock),
    entry_id: made.entry.id,
    owner_id: made.entry.owner_id,
    set_id: made.setId,
    position,
    weight: toSql(share.weight),
    percentage: toSql(share.percentage),
    is_percent_edited: share.isPercentEdited,
    is_system: share.isSystem,
    custom: JSON.stringify(made.customs[position] ?? {}),
  }));
}

/** The named entries, an itemised one by its itemizations. */
async function entriesOn(ctx: Context, reportId: string, entryIds: readonly string[]): Promise<EntryRow[]> {
  if (entryIds.length === 0) throw new AllocationRefused('need an expense.');
  const found = new Map<string, EntryRow>();
  for (const entryId of new Set(entryIds)) {
    const entry = await findEntry(ctx, entryId);
    if (entry?.report_id !== reportId) throw new EntryNotFound();
    const leaves = entry.itemization_count > 0 ? await itemizationRowsOf(ctx, entry.id) : [entry];
    for (const leaf of leaves) found.set(leaf.id, leaf);
  }
  return [...found.values()];
}

/** What an entry is newly itemised into is charged to what the entry is charged to. */
export async function inheritAllocations(ctx: Context, parent: EntryRow, child: { readonly id: string }): Promise<void> {
  if (parent.allocation_state === 'NOT_ALLOCATED') return;
  const rows = await keptAllocations(ctx, parent.id);
  await replaceAllocations(
    ctx,
    [child.id],
    rows.map(({ company_id: _own, ...row }) => ({
      ...row,
      id: newId(ctx.clock),
      entry_id: child.id,
      custom: JSON.stringify(row.custom),
    })),
    { allocation_state: parent.allocation_state, allocation_set_id: parent.allocation_set_id },
  );
}

/**
 * Changes the fields of an allocation, and of those in the same place of its set on the other entries that are named.
 * @throws NoAllocationForm, AllocationNotFound, SystemAllocation, AllocationRefused, ValueRefused.
 */
export async function changeAllocation(ctx: Context, deps: ExpenseDeps, input: AllocationChange): Promise<void> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'edit-entry', action: 'edit' });
  const found = await findAllocation(ctx, input.allocationId);
  if (found?.report_id !== row.id) throw new AllocationNotFound();
  if (found.is_system || found.set_id === null) throw new SystemAllocation();
  const entry = await findEntry(ctx, found.entry_id);
  if (!entry?.has_allocation_form) throw new NoAllocationForm();
  const entryIds = [...new Set(input.entryIds ?? [found.entry_id])];
  if (!entryIds.includes(found.entry_id)) throw new AllocationRefused('do not belong to the named expenses.');
  const allied = await alliedAllocations(ctx, { setId: found.set_id, position: found.position, entryIds });
  if (allied.length < entryIds.length) throw new AllocationRefused('of one set do not belong to all of the named expenses.');
  const form = (await deps.setups.of(ctx, versionOf(row))).form('allocation');
  for (const { id, custom } of allied) {
    const changes = await resolveCustom(ctx, deps.lists, { form, current: custom, changes: input.custom });
    await updateAllocationCustom(ctx, id, mergeCustom(custom, changes, slotsOf.allocation));
    ctx.record({ subjectKind: 'allocation', subjectId: id, action: 'updated', details: { slots: Object.keys(input.custom) } });
  }
  await refreshAndAssess(ctx, deps, row);
}
