import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import { decimal, normalizeCurrency, toSql, type Decimal, type RateOperation } from '../../../platform/money/money.ts';
import type { EntryKind, PaymentKind } from '../configuration/kind.ts';
import { mergeCustom, slotsOf } from '../custom-values.ts';
import type { ExpenseDeps } from '../deps.ts';
import { UnknownReference, ValueRefused } from '../errors.ts';
import { fillCustom } from '../form/fill-custom.ts';
import type { EntryFields } from '../inputs.ts';
import type { EntryFold } from '../report/report-folds.ts';
import { receiptRuleOf, type HeldRow } from '../report/report-queries.ts';
import type { CustomChanges, CustomValues, EntryDetails } from '../types.ts';
import { AMOUNT_LIMIT, checkCountry, checkSubdivision, checkText, isDay } from '../values.ts';
import { mergeDetails } from './details.ts';
import { PAR, postedAmount, rateFor, type Rate } from './conversion.ts';
import type { NewEntryRow } from './entry-queries.ts';
import { receiptColumns } from './entry-receipt.ts';
import { isImageRequired, type ReceiptRule } from './receipt-rule.ts';

/** What of a report an entry's amounts and types depend on. */
export interface EntryGround {
  readonly reportId: string;
  readonly ownerId: string;
  readonly policyId: string;
  readonly currency: string;
  readonly receiptRule: ReceiptRule;
  readonly setupVersion: string;
  /** The slots of the report's header. */
  readonly header: CustomValues;
}

export const groundOf = (row: HeldRow): EntryGround => ({
  reportId: row.id,
  ownerId: row.owner_id,
  policyId: row.policy_id,
  currency: row.currency_code,
  receiptRule: receiptRuleOf(row),
  setupVersion: row.setup_version,
  header: row.custom,
});

/** Columns of an amount: transaction, rate, posted, claimed, approved. */
export async function amountColumns(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'exchangeRates'>,
  ground: EntryGround,
  amount: {
    value: Decimal;
    currency: string;
    date: string;
    isPersonal: boolean;
    rate: { value: Decimal; operation: RateOperation } | undefined;
  },
) {
  const currency = normalizeCurrency(amount.currency);
  if (!currency) throw new UnknownReference('currencyCode', amount.currency);
  if (!isDay(amount.date)) throw new ValueRefused('transactionDate', 'is not a day of the calendar.');
  const own = amount.rate && checkedRate(amount.rate);
  const isForeign = currency !== ground.currency;
  const company =
    isForeign && !own
      ? await deps.exchangeRates.rateOn(ctx, { from: currency, to: ground.currency, date: amount.date })
      : undefined;
  const rate = rateFor({ transaction: currency, report: ground.currency }, own, company);
  const posted = postedAmount(amount.value, rate, ground.currency);
  if (posted.abs().gte(AMOUNT_LIMIT)) throw new ValueRefused('transactionAmount', 'is too large in the currency of the report.');
  const claimed = amount.isPersonal ? '0' : toSql(posted);
  return {
    transaction_date: amount.date,
    transaction_amount: toSql(amount.value),
    transaction_currency: currency,
    exchange_rate: toSql(rate.value),
    rate_operation: rate.operation,
    posted_amount: toSql(posted),
    claimed_amount: claimed,
    approved_amount: claimed,
    is_personal: amount.isPersonal,
    is_image_required: isImageRequired(ground.receiptRule, { posted, isPersonal: amount.isPersonal }),
  };
}

const RATE_DIGITS = 14;

/** A rate is kept with 14 digits after the point: one that they cannot hold would convert differently when read again. */
function checkedRate(rate: Rate): Rate {
  const kept = decimal(rate.value.toDecimalPlaces(RATE_DIGITS));
  if (!kept.gt(0) || kept.gte(AMOUNT_LIMIT)) throw new ValueRefused('exchangeRate', 'is not a rate above zero.');
  return kept.eq(1) ? PAR : { value: kept, operation: rate.operation };
}

export async function newEntryRow(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'exchangeRates' | 'receipts' | 'setups' | 'lists'>,
  ground: EntryGround,
  given: {
    readonly fields: EntryFields;
    readonly paymentType: PaymentKind;
    /** Of an itemization. */ readonly parent?: CustomValues;
  },
): Promise<NewEntryRow> {
  const { fields, paymentType } = given;
  const amounts = await amountColumns(ctx, deps, ground, {
    value: fields.transactionAmount,
    currency: fields.transactionCurrency,
    date: fields.transactionDate,
    isPersonal: fields.isPersonal ?? false,
    rate: fields.exchangeRate && { value: fields.exchangeRate, operation: fields.rateOperation ?? 'MULTIPLY' },
  });
  const custom = await slotsOfNew(ctx, deps, ground, { ...fields, parent: given.parent });
  const now = ctx.clock.now();
  return {
    id: newId(ctx.clock),
    report_id: ground.reportId,
    owner_id: ground.ownerId,
    expense_type_id: fields.expenseTypeId,
    payment_type_id: paymentType.id,
    ...amounts,
    ...describingColumns(fields),
    parent_id: null,
    is_billable: fields.isBillable ?? false,
    details: JSON.stringify(mergeDetails({}, fields.details)),
    is_paper_receipt_received: false,
    ...(await receiptColumns(ctx, deps, ground.ownerId, fields)),
    receipt_type: fields.receiptType ?? 'N',
    custom: JSON.stringify(mergeCustom({}, custom, slotsOf.entry)),
    created_at: now,
    modified_at: now,
  };
}

/** By the form of its type, with what is copied down from the report or from the entry that it is a part of. */
async function slotsOfNew(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'setups' | 'lists'>,
  { policyId, setupVersion, header }: EntryGround,
  given: Pick<EntryFields, 'custom' | 'expenseTypeId'> & { readonly parent: CustomValues | undefined },
): Promise<CustomChanges | undefined> {
  const setup = await deps.setups.of(ctx, { policyId, setupVersion });
  const { parent } = given;
  return fillCustom(ctx, deps.lists, {
    form: setup.form(parent ? 'itemization' : 'entry', given.expenseTypeId),
    changes: given.custom,
    inherited: { header: { form: setup.form('report'), custom: header }, ...(parent ? { parent } : {}) },
  });
}

/** Columns of the texts, absent ones null. */
function describingColumns(fields: EntryFields) {
  const country = checkCountry('location.countryCode', fields.location?.countryCode ?? null);
  return {
    vendor_id: fields.vendorId ?? null,
    vendor_name: checkText('vendor', fields.vendorName ?? null, 64),
    location_id: fields.location?.id ?? null,
    location_name: checkText('location', fields.location?.name ?? null, 255),
    location_city: checkText('location.city', fields.location?.city ?? null, 255),
    location_subdivision_code: checkSubdivision(
      'location.countrySubDivisionCode',
      fields.location?.subdivisionCode ?? null,
      country,
    ),
    location_country_code: country,
    business_purpose: checkText('businessPurpose', fields.businessPurpose ?? null, 64),
  };
}

/** What the totals of its report take of a new entry. */
export const foldOf = (row: NewEntryRow, kind: EntryKind): EntryFold => ({
  id: row.id,
  expense_type_id: row.expense_type_id,
  posted_amount: row.posted_amount,
  claimed_amount: row.claimed_amount,
  approved_amount: row.approved_amount,
  payment_code: kind.code,
  type_code: kind.typeCode,
  spend_category_code: kind.spendCategoryCode,
  transaction_date: row.transaction_date,
  transaction_amount: row.transaction_amount,
  transaction_currency: row.transaction_currency,
  is_personal: row.is_personal,
  vendor_name: row.vendor_name ?? null,
  location_city: row.location_city ?? null,
  location_name: row.location_name ?? null,
  location_country_code: row.location_country_code ?? null,
  business_purpose: row.business_purpose ?? null,
  itemization_count: row.itemization_count ?? 0,
  custom: JSON.parse(row.custom ?? '{}') as CustomValues,
  is_image_required: row.is_image_required,
  receipt_image_id: row.receipt_image_id ?? null,
  is_paper_receipt_received: row.is_paper_receipt_received,
  attendee_count: row.attendee_count ?? 0,
  mileage: (JSON.parse(row.details) as EntryDetails).mileage ?? null,
  raised: [],
  report_raised: [],
  report_has_attendees: false,
  has_missing_receipt_declaration: row.has_missing_receipt_declaration ?? false,
});
