import type { Context } from '../../../platform/context.ts';
import { invariant } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids/index.ts';
import { decimal, toSql } from '../../../platform/money/money.ts';
import type { NewAllocationRow } from '../allocation/allocation-queries.ts';
import { sharesOf, stateOf } from '../allocation/allocation.ts';
import { allocationRows } from '../allocation/set-allocations.ts';
import { mergeCustom, slotsOf } from '../custom-values.ts';
import { kindOf, type PaymentKind } from '../configuration/kind.ts';
import type { ExpenseDeps } from '../deps.ts';
import type { NewEntryRow } from '../entry/entry-queries.ts';
import { foldOf, newEntryRow, type EntryGround } from '../entry/new-entry.ts';
import { travelled, type JourneyColumns } from '../entry/journey.ts';
import type { EntryFields, EntryWithParts } from '../inputs.ts';
import type { CustomValues } from '../types.ts';
import { partFields } from '../itemization/part-fields.ts';
import { settleRows } from '../itemization/settle-rows.ts';
import type { EntryFold } from './report-folds.ts';

export interface MadeEntries {
  /** Each before its itemizations. */
  readonly rows: readonly NewEntryRow[];
  readonly allocations: readonly NewAllocationRow[];
  readonly folds: readonly EntryFold[];
  /** The entries that were asked for, in that order. */
  readonly wholes: readonly NewEntryRow[];
}

/** The rows of entries that come with their report, of what they are itemised into and of what they are charged to. */
export async function newEntries(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'exchangeRates' | 'receipts' | 'setups' | 'lists' | 'mileages'>,
  ground: EntryGround,
  given: readonly EntryWithParts[],
): Promise<MadeEntries> {
  const rows: NewEntryRow[] = [];
  const allocations: NewAllocationRow[] = [];
  const folds: EntryFold[] = [];
  const wholes: NewEntryRow[] = [];
  if (given.length === 0) return { rows, allocations, folds, wholes };
  // Parts are paid for as their entry is.
  const parts = given.flatMap(({ itemizations = [], ...whole }) =>
    itemizations.map(({ expenseTypeId }) => ({ ...whole, expenseTypeId })),
  );
  const { kinds } = await deps.setups.of(ctx, ground);
  const named = [...given, ...parts].map((fields) => kindOf(kinds, fields));
  for (const [index, open] of given.entries()) {
    const paymentType = named[index];
    invariant(paymentType, 'Every entry has a payment type');
    const { fields: whole, columns } = await travelled(ctx, deps, ground, { fields: open, kind: paymentType });
    const fields = { ...open, ...whole };
    const made = await withParts(ctx, deps, ground, { fields, paymentType, columns });
    const charged = charge(ctx, made, fields);
    rows.push(...charged.rows);
    allocations.push(...charged.allocations);
    const [first] = charged.rows;
    if (first) wholes.push(first);
    if (first) folds.push(foldOf(first, paymentType));
  }
  return { rows, allocations, folds, wholes };
}

/** An entry, and then its parts. */
async function withParts(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'exchangeRates' | 'receipts' | 'setups' | 'lists'>,
  ground: EntryGround,
  { fields, paymentType, columns }: { fields: EntryWithParts & EntryFields; paymentType: PaymentKind; columns: JourneyColumns },
): Promise<NewEntryRow[]> {
  const whole = { ...(await newEntryRow(ctx, deps, ground, { fields, paymentType })), ...columns };
  const parts: NewEntryRow[] = [];
  for (const part of fields.itemizations ?? []) {
    const row = await newEntryRow(ctx, deps, ground, {
      fields: partFields(whole, part),
      paymentType,
      parent: JSON.parse(whole.custom ?? '{}') as CustomValues,
    });
    parts.push({ ...row, parent_id: whole.id, is_image_required: false });
  }
  if (parts.length === 0) return [whole];
  const settled = settleRows(whole, parts, ground.currency);
  const { claimed, approved } = settled.whole;
  return [
    { ...whole, itemization_count: parts.length, claimed_amount: toSql(claimed), approved_amount: toSql(approved) },
    ...parts.map((part, index) => {
      const amounts = settled.parts[index];
      if (!amounts) return part;
      return {
        ...part,
        posted_amount: toSql(amounts.posted),
        claimed_amount: toSql(amounts.claimed),
        approved_amount: toSql(amounts.approved),
      };
    }),
  ];
}

function charge(
  ctx: Context,
  rows: readonly NewEntryRow[],
  { allocations: given = [] }: EntryWithParts,
): { rows: NewEntryRow[]; allocations: NewAllocationRow[] } {
  if (given.length === 0) return { rows: [...rows], allocations: [] };
  const setId = newId(ctx.clock);
  const customs = given.map(({ custom }) => mergeCustom({}, custom, slotsOf.allocation));
  const allocations: NewAllocationRow[] = [];
  const charged = rows.map((row, index) => {
    // The shares of an itemised entry are those of its parts.
    if (index === 0 && rows.length > 1) return row;
    const shares = sharesOf(given, decimal(row.posted_amount));
    allocations.push(...allocationRows(ctx, { entry: row, setId, shares, customs }));
    return { ...row, allocation_state: stateOf(shares), allocation_set_id: setId };
  });
  return { rows: charged, allocations };
}
