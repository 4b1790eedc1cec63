import type { Context } from '../../../platform/context.ts';
import { followAmount } from '../attendee/change-associations.ts';
import { announce } from '../../../platform/db/sending.ts';
import { decimal } from '../../../platform/money/money.ts';
import { assess } from '../audit/assess.ts';
import { kindOf } from '../configuration/kind.ts';
import { mergeCustom, slotsOf } from '../custom-values.ts';
import { receiptColumns } from './entry-receipt.ts';
import type { ExpenseDeps } from '../deps.ts';
import { EntryNotFound, EverSubmitted, ValueRefused } from '../errors.ts';
import { hasPassed } from '../report/report.ts';
import { stateOf } from '../report/report-view.ts';
import { versionOf } from '../form/read-form-fields.ts';
import { resolveCustom } from '../form/resolve-custom.ts';
import type { EntryChanges, NewEntry, OnEntry, SubmittedEntryChanges } from '../inputs.ts';
import { settleItemizations } from '../itemization/settle-itemizations.ts';
import { loadForChange, type Loaded } from '../report/load-report.ts';
import { refreshAndAssess } from '../report/refresh-report.ts';
import { releaseHold } from '../report/release-hold.ts';
import { foldEntries } from '../report/report-folds.ts';
import { addTaxes, refreshTaxes } from '../tax/entry-taxes.ts';
import { findHeld, foldedColumns, lockReport, type HeldRow } from '../report/report-queries.ts';
import { changedSubdivision, checkCountry, checkText } from '../values.ts';
import { commentOnEntry } from './comment-on-entry.ts';
import { mergeDetails } from './details.ts';
import { checkGiven, checkPaidInCash, isJourney, priceOf, travelled, type JourneyColumns } from './journey.ts';
import { repriceJourneys } from './reprice-journeys.ts';
import {
  deleteEntryRow,
  entryFolds,
  findEntry,
  foldsOf,
  insertEntryInto,
  updateEntryRow,
  type EntryRow,
} from './entry-queries.ts';
import { amountColumns, foldOf, groundOf, newEntryRow } from './new-entry.ts';

type Columns = Parameters<typeof updateEntryRow>[2];

/**
 * The report is not locked: it is read, and written only if it is still the same. Who comes second begins anew, and then locks it. Every change of
 * an entry changes its report's row, and that row is read before the entries (decision 0147).
 */
export async function addEntry(ctx: Context, deps: ExpenseDeps, input: NewEntry): Promise<{ id: string }> {
  await announce(ctx.tx, foldsOf(ctx, input.reportId));
  const read = ctx.mayRunAgain ? findHeld : lockReport;
  const loaded = await loadForChange(ctx, deps, input, { operation: 'edit-entry', action: 'edit' }, read);
  const { row } = loaded;
  const others = row.entry_count === 0 ? [] : await entryFolds(ctx, row.id);
  if (input.onlyIfNeverSubmitted && row.submitted_at !== null) throw new EverSubmitted();
  const paymentType = kindOf((await deps.setups.of(ctx, versionOf(row))).kinds, input);
  const ground = groundOf(row);
  const { fields, columns: travel } = await travelled(ctx, deps, ground, { fields: input, kind: paymentType });
  const entry = { ...(await newEntryRow(ctx, deps, ground, { fields, paymentType })), ...travel };
  const added = foldOf(entry, paymentType);
  const entries = [...others, added];
  const columns = foldedColumns(foldEntries(entries));
  await insertEntryInto(ctx, entry, { columns, seen: ctx.mayRunAgain ? row.seen : undefined });
  await addTaxes(ctx, deps, row.currency_code, [entry]);
  if (isJourney(paymentType.typeCode) && (await repriceJourneys(ctx, deps, row))) await refreshAndAssess(ctx, deps, row);
  else await assess(ctx, deps, { report: row, entries, event: 'entry-saved' });
  await commentOnEntry(ctx, loaded, entry.id, input.comment);
  ctx.record({ subjectKind: 'entry', subjectId: entry.id, action: 'created', details: { reportId: row.id } });
  return { id: entry.id };
}

export async function updateEntry(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnEntry & { readonly changes: EntryChanges },
): Promise<void> {
  const loaded = await loadForChange(ctx, deps, input, { operation: 'edit-entry', action: 'edit' });
  const entry = await entryOn(ctx, loaded.row, input.entryId);
  const given = await resolved(ctx, deps, loaded.row, { entry, changes: input.changes });
  if (entry.parent_id !== null) checkPart(entry, given);
  const { columns: kinds, typeCode, paymentCode } = await changedKinds(ctx, deps, loaded.row, { entry, changes: given });
  const journey = await changedJourney(ctx, deps, { row: loaded.row, entry, changes: given, typeCode, paymentCode });
  const changes = { ...given, ...journey.amount };
  const amounts = movesAmounts(changes) ? await changedAmounts(ctx, deps, { row: loaded.row, entry, changes }) : {};
  const receipt = await receiptColumns(ctx, deps, entry.owner_id, changes, entry);
  const columns = { ...kinds, ...plainColumns(entry, changes), ...amounts, ...receipt, ...journey.columns };
  await write(ctx, deps, loaded, entry, columns, changes.comment);
  if (isJourney(typeCode) || isJourney(entry.type_code)) await follow(ctx, deps, loaded.row);
}

/** What a company token may still change after submission: api-reference/expense/expense-report/v4.expenses. */
export async function updateSubmittedEntry(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnEntry & { readonly changes: SubmittedEntryChanges },
): Promise<void> {
  const loaded = await loadForChange(ctx, deps, input, { operation: 'edit-submitted', action: 'edit-submitted' });
  const entry = await entryOn(ctx, loaded.row, input.entryId);
  const { businessPurpose, custom, isPaperReceiptReceived, isRejected } = await resolved(ctx, deps, loaded.row, {
    entry,
    changes: input.changes,
  });
  if (isRejected === true && entry.parent_id !== null)
    throw new ValueRefused('isExpenseRejected', 'is told of the expense, not of its itemizations.');
  if (isRejected === true && hasPassed(stateOf(loaded.row)))
    throw new ValueRefused('isExpenseRejected', 'comes too late: nobody has still to approve the report.');
  const changes: EntryChanges = {
    ...(businessPurpose === undefined ? {} : { businessPurpose }),
    ...(custom === undefined ? {} : { custom }),
    ...(isPaperReceiptReceived === undefined ? {} : { isPaperReceiptReceived }),
  };
  const rejected = isRejected === undefined ? {} : { is_rejected: isRejected };
  await write(ctx, deps, loaded, entry, { ...plainColumns(entry, changes), ...rejected }, undefined);
  await releaseHold(ctx, deps, loaded);
}

export async function deleteEntry(ctx: Context, deps: ExpenseDeps, input: OnEntry): Promise<void> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'edit-entry', action: 'edit' });
  const entry = await entryOn(ctx, row, input.entryId);
  await deleteEntryRow(ctx, entry.id);
  await settleWith(ctx, entry);
  if (isJourney(entry.type_code)) await repriceJourneys(ctx, deps, row);
  await refreshAndAssess(ctx, deps, row);
  ctx.record({ subjectKind: 'entry', subjectId: input.entryId, action: 'deleted', details: { reportId: row.id } });
}

async function write(
  ctx: Context,
  deps: ExpenseDeps,
  loaded: Loaded,
  entry: EntryRow,
  columns: Columns,
  said: string | undefined,
): Promise<void> {
  const fields = Object.keys(columns);
  if (fields.length > 0) {
    await updateEntryRow(ctx, entry.id, columns);
    if (columns.transaction_amount !== undefined) await followAmount(ctx, entry.id);
    if ('posted_amount' in columns || 'payment_type_id' in columns) await settleWith(ctx, entry);
    await refreshTaxes(ctx, deps, loaded.row.currency_code, entry, columns);
    await refreshAndAssess(ctx, deps, loaded.row);
    ctx.record({ subjectKind: 'entry', subjectId: entry.id, action: 'updated', details: { reportId: loaded.row.id, fields } });
  }
  await commentOnEntry(ctx, loaded, entry.id, said);
}

/** The changes with the custom fields as the entry's form takes them. */
async function resolved<Changes extends EntryChanges | SubmittedEntryChanges>(
  ctx: Context,
  deps: ExpenseDeps,
  row: HeldRow,
  { entry, changes }: { entry: EntryRow; changes: Changes },
): Promise<Changes> {
  if (changes.custom === undefined) return changes;
  const typeId = ('expenseTypeId' in changes ? changes.expenseTypeId : undefined) ?? entry.expense_type_id;
  const form = (await deps.setups.of(ctx, versionOf(row))).form(entry.parent_id === null ? 'entry' : 'itemization', typeId);
  return { ...changes, custom: await resolveCustom(ctx, deps.lists, { form, current: entry.custom, changes: changes.custom }) };
}

/** Brings the whole that this entry is, or is a part of, up to its parts. */
async function settleWith(ctx: Context, entry: EntryRow): Promise<void> {
  if (entry.parent_id === null && entry.itemization_count === 0) return;
  const whole = await findEntry(ctx, entry.parent_id ?? entry.id);
  if (whole) await settleItemizations(ctx, whole);
}

/** @throws ValueRefused where a part is to differ from its whole in what they share. */
function checkPart(part: EntryRow, changes: EntryChanges): void {
  const isOther = (given: string | undefined, own: string): boolean => given !== undefined && given !== own;
  const differs =
    isOther(changes.transactionCurrency, part.transaction_currency) ||
    isOther(changes.paymentTypeId, part.payment_type_id) ||
    isOther(changes.paymentTypeShortId, part.payment_short_id) ||
    isOther(changes.rateOperation, part.rate_operation) ||
    (changes.exchangeRate !== undefined && !changes.exchangeRate.eq(part.exchange_rate));
  if (differs)
    throw new ValueRefused('expenseId', 'is an itemization: its currency, rate and payment type are those of its expense.');
}

/** The entry, if it stands on this report. */
async function entryOn(ctx: Context, row: HeldRow, entryId: string): Promise<EntryRow> {
  const entry = await findEntry(ctx, entryId);
  if (entry?.report_id !== row.id) throw new EntryNotFound();
  return entry;
}

/** What other journeys of the report are paid after one of them changed. */
async function follow(ctx: Context, deps: ExpenseDeps, row: HeldRow): Promise<void> {
  if (await repriceJourneys(ctx, deps, row)) await refreshAndAssess(ctx, deps, row);
}

/** The amount of a journey that is to be another, and what it went; what is no journey any more went nowhere. */
async function changedJourney(
  ctx: Context,
  deps: ExpenseDeps,
  asked: { row: HeldRow; entry: EntryRow; changes: EntryChanges; typeCode: string; paymentCode: string },
): Promise<{ amount: Pick<EntryChanges, 'transactionAmount' | 'transactionCurrency'>; columns: Partial<JourneyColumns> }> {
  const { row, entry, changes, typeCode, paymentCode } = asked;
  if (!isJourney(typeCode))
    return { amount: {}, columns: isJourney(entry.type_code) ? { mileage_configuration_id: null, mileage_distance: null } : {} };
  const { currency, ownerId } = groundOf(row);
  const priced = await priceOf(
    ctx,
    deps,
    { currency, ownerId },
    {
      typeCode,
      date: changes.transactionDate ?? entry.transaction_date,
      mileage: mergeDetails(entry.details, changes.details).mileage,
      entryId: entry.id,
    },
  );
  checkGiven({ given: changes, amount: priced.amount, currency });
  checkPaidInCash(paymentCode);
  const isOther = !priced.amount.eq(entry.transaction_amount) || entry.transaction_currency !== currency;
  return {
    amount: isOther ? { transactionAmount: priced.amount, transactionCurrency: currency } : {},
    columns: priced.columns,
  };
}

/** The types that are to change, known to be the company's; whichever stays is asked about too, as the policy may be another by now. */
async function changedKinds(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'setups'>,
  row: HeldRow,
  { entry, changes }: { readonly entry: EntryRow; readonly changes: EntryChanges },
): Promise<{ columns: Columns; typeCode: string; paymentCode: string }> {
  const { expenseTypeId, paymentTypeId, paymentTypeShortId } = changes;
  const pays = paymentTypeId !== undefined || paymentTypeShortId !== undefined;
  if (expenseTypeId === undefined && !pays) return { columns: {}, typeCode: entry.type_code, paymentCode: entry.payment_code };
  const { kinds } = await deps.setups.of(ctx, versionOf(row));
  const paymentType = kindOf(kinds, {
    expenseTypeId: expenseTypeId ?? entry.expense_type_id,
    ...(paymentTypeShortId === undefined ? { paymentTypeId: paymentTypeId ?? entry.payment_type_id } : { paymentTypeShortId }),
  });
  return {
    columns: {
      ...(expenseTypeId === undefined ? {} : { expense_type_id: expenseTypeId }),
      ...(pays ? { payment_type_id: paymentType.id } : {}),
    },
    typeCode: paymentType.typeCode,
    paymentCode: paymentType.code,
  };
}

const movesAmounts = (changes: EntryChanges): boolean =>
  changes.transactionAmount !== undefined ||
  changes.transactionCurrency !== undefined ||
  changes.transactionDate !== undefined ||
  changes.exchangeRate !== undefined ||
  changes.rateOperation !== undefined ||
  changes.isPersonal !== undefined;

/**
 * The amounts of a changed entry. Its rate stays, even when the currency changes, unless the caller gives another
 * (api-reference/expense/expense-report/expense-entry): only an entry that becomes foreign for the first time, or moves to another day,
 * looks its rate up.
 */
async function changedAmounts(ctx: Context, deps: ExpenseDeps, given: { row: HeldRow; entry: EntryRow; changes: EntryChanges }) {
  const { row, entry, changes } = given;
  const wasForeign = entry.transaction_currency !== row.currency_code;
  const isMoved = changes.transactionDate !== undefined && changes.transactionDate !== entry.transaction_date;
  const isPart = entry.parent_id !== null;
  const kept =
    isPart || (wasForeign && !isMoved) ? { value: decimal(entry.exchange_rate), operation: entry.rate_operation } : undefined;
  const rate = changes.exchangeRate
    ? { value: changes.exchangeRate, operation: changes.rateOperation ?? 'MULTIPLY' }
    : kept && { ...kept, operation: changes.rateOperation ?? kept.operation };
  const columns = await amountColumns(ctx, deps, groundOf(row), {
    value: changes.transactionAmount ?? decimal(entry.transaction_amount),
    currency: changes.transactionCurrency ?? entry.transaction_currency,
    date: changes.transactionDate ?? entry.transaction_date,
    isPersonal: changes.isPersonal ?? entry.is_personal,
    rate,
  });
  return isPart ? { ...columns, is_image_required: false } : columns;
}

/** Columns that depend on nothing else. */
function plainColumns(entry: EntryRow, changes: EntryChanges): Columns {
  const columns: Columns = {};
  if (changes.vendorId !== undefined) columns.vendor_id = changes.vendorId;
  if (changes.isBillable !== undefined) columns.is_billable = changes.isBillable;
  if (changes.details !== undefined) columns.details = JSON.stringify(mergeDetails(entry.details, changes.details));
  if (changes.vendorName !== undefined) columns.vendor_name = checkText('vendor', changes.vendorName, 64);
  if (changes.businessPurpose !== undefined) columns.business_purpose = checkText('businessPurpose', changes.businessPurpose, 64);
  if (changes.location !== undefined) Object.assign(columns, locationColumns(entry, changes.location));
  if (changes.receiptType !== undefined) columns.receipt_type = changes.receiptType;
  if (changes.isPaperReceiptReceived !== undefined) columns.is_paper_receipt_received = changes.isPaperReceiptReceived;
  if (changes.custom !== undefined) columns.custom = JSON.stringify(mergeCustom(entry.custom, changes.custom, slotsOf.entry));
  return columns;
}

function countryColumns(entry: EntryRow, location: NonNullable<EntryChanges['location']>): Columns {
  const { countryCode, subdivisionCode: given } = location;
  const country = countryCode === undefined ? entry.location_country_code : checkCountry('location.countryCode', countryCode);
  const held = entry.location_subdivision_code;
  return {
    location_country_code: country,
    location_subdivision_code: changedSubdivision('location.countrySubDivisionCode', { given, held, country }),
  };
}

function locationColumns(entry: EntryRow, location: NonNullable<EntryChanges['location']> | null): Columns {
  const kept = <T>(given: T | undefined, present: T): T => (given === undefined ? present : given);
  if (location === null)
    return {
      location_id: null,
      location_city: null,
      location_name: null,
      location_subdivision_code: null,
      location_country_code: null,
    };
  return {
    location_id: kept(location.id, entry.location_id),
    location_city: checkText('location.city', kept(location.city, entry.location_city), 255),
    location_name: checkText('location', kept(location.name, entry.location_name), 255),
    ...(location.countryCode === undefined && location.subdivisionCode === undefined ? {} : countryColumns(entry, location)),
  };
}
