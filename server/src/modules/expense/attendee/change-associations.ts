import type { Context } from '../../../platform/context.ts';
import { invariant } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids/index.ts';
import { decimal, toSql, type Decimal } from '../../../platform/money/money.ts';
import type { Chosen } from '../../attendee/index.ts';
import { mergeCustom } from '../custom-values.ts';
import type { ExpenseDeps } from '../deps.ts';
import { AssociationNotFound, EntryNotFound, UnknownReference, ValueRefused } from '../errors.ts';
import { findEntry, updateEntryRow, type EntryRow } from '../entry/entry-queries.ts';
import type { OnEntry } from '../inputs.ts';
import { loadForChange } from '../report/load-report.ts';
import { refreshAndAssess } from '../report/refresh-report.ts';
import type { HeldRow } from '../report/report-queries.ts';
import { AMOUNT_LIMIT } from '../values.ts';
import { associationsOf, findAssociation, replaceAssociations, type AssociationRow } from './association-queries.ts';
import { shares } from './share.ts';
import type { AssociationChanges, NewAssociation, OnAssociation } from './types.ts';

const CUSTOM_SLOTS = 5;
/** The published file's maxItems. */
const MOST = 500;
const MOST_HEADS = 100_000;

/** A row as it is to be; an amount of null is computed. */
type Draft = Omit<AssociationRow, 'company_id' | 'entry_id' | 'transaction_amount'> & { amount: Decimal | null };

/** Exactly these, and no others. */
export async function replaceAttendees(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnEntry & { readonly attendees: readonly NewAssociation[]; readonly noShowCount?: number },
): Promise<void> {
  const held = await entryForChange(ctx, deps, input);
  const { entry } = held;
  const noShows = input.noShowCount ?? 0;
  const wanted =
    noShows > 0
      ? [...input.attendees, { attendeeId: await deps.attendees.noShows(ctx), associatedCount: noShows }]
      : input.attendees;
  const before = await associationsOf(ctx, entry.id);
  const drafts = await draftsOf(ctx, deps, entry, wanted, before);
  await write(ctx, deps, held, drafts);
}

/** One more. @throws as replaceAttendees */
export async function addAttendee(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnEntry & { readonly attendee: NewAssociation },
): Promise<{ id: string }> {
  const held = await entryForChange(ctx, deps, input);
  const { entry } = held;
  const before = await associationsOf(ctx, entry.id);
  const [draft] = await draftsOf(ctx, deps, entry, [input.attendee], []);
  invariant(draft, 'One attendee makes one association');
  await write(ctx, deps, held, [...before.map(asDraft), draft]);
  return { id: draft.id };
}

/** @throws AssociationNotFound and as replaceAttendees */
export async function changeAssociation(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnAssociation & { readonly changes: AssociationChanges },
): Promise<void> {
  const { held, rows, row } = await associationForChange(ctx, deps, input);
  const { amount, associatedCount, custom } = input.changes;
  const chosen = (await deps.attendees.findForExpense(ctx, held.entry.owner_id, [row.attendee_id])).get(row.attendee_id);
  const after: Draft = {
    ...asDraft(row),
    ...(amount === undefined ? {} : { amount: checkedAmount(amount), is_amount_edited: true }),
    ...(associatedCount === undefined ? {} : { associated_count: checkedCount(associatedCount, chosen) }),
    custom: mergeCustom(row.custom, custom, CUSTOM_SLOTS),
  };
  await write(
    ctx,
    deps,
    held,
    rows.map((each) => (each.id === row.id ? after : asDraft(each))),
  );
}

export async function removeAssociation(ctx: Context, deps: ExpenseDeps, input: OnAssociation): Promise<void> {
  const { held, rows, row } = await associationForChange(ctx, deps, input);
  await write(ctx, deps, held, rows.filter(({ id }) => id !== row.id).map(asDraft));
}

/** Amounts that nobody set follow that of the expense; to be called with the report locked, after the entry has changed. */
export async function followAmount(ctx: Context, entryId: string): Promise<void> {
  const rows = await associationsOf(ctx, entryId);
  const entry = rows.length > 0 ? await findEntry(ctx, entryId) : undefined;
  if (entry) await replaceAssociations(ctx, entryId, shared(entry, rows.map(asDraft)));
}

/** An entry, with its report locked. */
interface Held {
  readonly entry: EntryRow;
  readonly report: HeldRow;
}

async function entryForChange(ctx: Context, deps: ExpenseDeps, input: OnEntry): Promise<Held> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'edit-entry', action: 'edit' });
  const entry = await findEntry(ctx, input.entryId);
  if (entry?.report_id !== row.id) throw new EntryNotFound();
  return { entry, report: row };
}

async function associationForChange(
  ctx: Context,
  deps: ExpenseDeps,
  { access, associationId }: OnAssociation,
): Promise<{ held: Held; rows: AssociationRow[]; row: AssociationRow }> {
  const seen = await findAssociation(ctx, associationId);
  const reportId = seen && (await findEntry(ctx, seen.entry_id))?.report_id;
  if (!seen || !reportId) throw new AssociationNotFound();
  const held = await entryForChange(ctx, deps, { access, reportId, entryId: seen.entry_id });
  const rows = await associationsOf(ctx, held.entry.id);
  const row = rows.find(({ id }) => id === associationId);
  if (!row) throw new AssociationNotFound();
  return { held, rows, row };
}

/** Amounts that were not set are open again: another attendee takes its part of them. */
const asDraft = (row: AssociationRow): Draft => {
  const { company_id: _, entry_id: __, transaction_amount, ...rest } = row;
  return { ...rest, amount: row.is_amount_edited ? decimal(transaction_amount) : null };
};

/** Who was there before keeps its association, and may have been deleted since. */
async function draftsOf(
  ctx: Context,
  deps: ExpenseDeps,
  entry: EntryRow,
  wanted: readonly NewAssociation[],
  before: readonly AssociationRow[],
): Promise<Draft[]> {
  const ids = wanted.map(({ attendeeId }) => attendeeId);
  const known = await deps.attendees.findForExpense(ctx, entry.owner_id, ids);
  const earlier = new Map(before.map((row) => [row.attendee_id, row]));
  return wanted.map((one) => {
    const chosen = known.get(one.attendeeId);
    const kept = earlier.get(one.attendeeId);
    if (!chosen || (chosen.isDeleted && !kept)) throw new UnknownReference('attendeeId', one.attendeeId);
    if (one.currencyCode !== undefined && one.currencyCode !== entry.transaction_currency)
      throw new ValueRefused('transactionAmount', `is in the currency of its expense, ${entry.transaction_currency}.`);
    const version = one.attendeeVersion ?? chosen.version;
    if (version < 1 || version > chosen.version) throw new ValueRefused('versionNumber', 'is no version of the attendee.');
    return {
      id: kept?.id ?? newId(ctx.clock),
      owner_id: entry.owner_id,
      attendee_id: chosen.id,
      attendee_version: version,
      amount: one.amount === undefined ? null : checkedAmount(one.amount),
      is_amount_edited: one.isAmountEdited ?? false,
      associated_count: checkedCount(one.associatedCount ?? 1, chosen),
      is_traveling: one.isTraveling ?? null,
      is_no_show: chosen.isNoShows,
      custom: mergeCustom({}, one.custom, CUSTOM_SLOTS),
      counted_amount: null,
      counted_year: null,
    };
  });
}

function checkedAmount(amount: Decimal): Decimal {
  if (amount.abs().gte(AMOUNT_LIMIT)) throw new ValueRefused('transactionAmount', 'is too large.');
  return amount;
}

function checkedCount(count: number, chosen: Chosen | undefined): number {
  if (!Number.isInteger(count) || count < 1 || count > MOST_HEADS)
    throw new ValueRefused('associatedAttendeeCount', `is no number from 1 to ${MOST_HEADS}.`);
  if (count > 1 && chosen && !chosen.allowsCountEditing)
    throw new ValueRefused('associatedAttendeeCount', 'is 1 for every attendee of this type.');
  return count;
}

async function write(ctx: Context, deps: ExpenseDeps, { entry, report }: Held, drafts: readonly Draft[]): Promise<void> {
  const names = drafts.map((draft) => draft.attendee_id);
  if (new Set(names).size < names.length) throw new ValueRefused('attendeeId', 'names somebody twice.');
  if (drafts.length > MOST) throw new ValueRefused('expenseAttendeeList', `holds more than ${MOST} attendees.`);
  await replaceAssociations(ctx, entry.id, shared(entry, drafts));
  const heads = drafts.reduce((count, draft) => count + (draft.is_no_show ? 0 : draft.associated_count), 0);
  await updateEntryRow(ctx, entry.id, { attendee_count: heads });
  await refreshAndAssess(ctx, deps, report);
  ctx.record({
    subjectKind: 'entry',
    subjectId: entry.id,
    action: 'attendees-changed',
    details: { reportId: entry.report_id, attendeeIds: names },
  });
}

function shared(entry: EntryRow, drafts: readonly Draft[]) {
  const whole = decimal(entry.transaction_amount);
  const parts = drafts.map(({ amount, associated_count }) => ({ amount, heads: associated_count }));
  const amounts = shares(whole, entry.transaction_currency, parts);
  return drafts.map((draft, index) => {
    const { amount: _, custom, ...row } = draft;
    return { ...row, custom: JSON.stringify(custom), transaction_amount: toSql(amounts[index] ?? decimal(0)) };
  });
}
