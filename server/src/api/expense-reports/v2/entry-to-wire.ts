import type { Static } from 'typebox';
import type { Entry } from '../../../modules/expense/index.ts';
import { hex32, opaqueId } from '../../../platform/ids/index.ts';
import { currencyName } from '../../../platform/names/names.ts';
import { wireAmount, wireDay, wireMoment, wireRate } from '../../dialects/xml-v1/values.ts';
import { customTypeName } from '../custom-type.ts';
import type { entrySchema, itemizationSchema } from './details-schemas.ts';

export interface EntryFrame {
  readonly ownerLogin: string;
  readonly language: string;
  commentCount(entryId: string): number;
}

/** Slots with type, value and code; an empty element where there is none. */
export function customToWire(
  prefix: 'OrgUnit' | 'Custom',
  count: number,
  { custom, customTypes }: Pick<Entry, 'custom' | 'customTypes'>,
) {
  const slot = prefix === 'OrgUnit' ? 'orgUnit' : 'custom';
  const field = (index: number) => {
    const found = custom[`${slot}${index}`];
    if (!found) return {};
    return {
      Type: customTypeName(`${slot}${index}`, found, customTypes),
      Value: found.value,
      ...(found.code ? { Code: found.code } : {}),
    };
  };
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index + 1}`, field(index + 1)]));
}

const shared = (entry: Entry, commentCount: number) => ({
  ExpenseTypeID: entry.expenseType.id,
  ExpenseTypeName: entry.expenseType.name,
  TransactionDate: wireDay(entry.transactionDate),
  TransactionAmount: wireAmount(entry.transaction.amount),
  PostedAmount: wireAmount(entry.posted.amount),
  ApprovedAmount: wireAmount(entry.approved.amount),
  BusinessPurpose: entry.businessPurpose ?? '',
  ...customToWire('OrgUnit', 6, entry),
  ...customToWire('Custom', 40, entry),
  HasComments: commentCount > 0,
  CommentCount: commentCount,
  IsPersonal: entry.isPersonal,
  LastModified: wireMoment(entry.modifiedAt),
});

export function entryToWire(entry: Entry, frame: EntryFrame): Static<typeof entrySchema> {
  const common = shared(entry, frame.commentCount(entry.id));
  return {
    ...common,
    ReportEntryID: opaqueId('n', 'entry', entry.id),
    LegacyEntryID: entry.legacyId,
    SpendCategory: entry.spendCategoryCode,
    PaymentTypeCode: entry.paymentType.shortId,
    PaymentTypeName: entry.paymentType.name,
    TransactionCurrencyName: currencyName(entry.transaction.currencyCode, frame.language),
    ExchangeRate: wireRate(entry.exchangeRate.value),
    VendorDescription: entry.vendorName ?? '',
    LocationName: entry.location.name ?? '',
    LocationSubdivision: entry.location.subdivisionCode ?? '',
    LocationCountry: entry.location.countryCode ?? '',
    EntryImageID: entry.receiptImageId ? hex32(entry.receiptImageId) : '',
    HasAttendees: entry.attendeeCount > 0,
    HasExceptions: entry.hasExceptions,
    ImageRequired: entry.isImageRequired,
    HasVat: entry.taxTotals !== null,
    ItemizationsList: [regular(entry, common)],
    ReportEntryReceiptReceived: entry.isPaperReceiptReceived,
    ReportEntryReceiptType: entry.receiptType,
    UserLoginID: frame.ownerLogin,
    FormID: entry.formId === null ? '' : opaqueId('n', 'form', entry.formId),
    ...NOT_HELD,
  };
}

/** An entry without itemizations is its own only one. */
const regular = (entry: Entry, common: ReturnType<typeof shared>): Static<typeof itemizationSchema> => ({
  ItemType: 'Regular',
  ItemizationID: opaqueId('n', 'entry', entry.id),
  ...common,
  AllocationsList: '',
  AttendeesList: '',
});

/** Nothing of this is held as yet: the documented empties. */
const NOT_HELD = {
  IsItemized: false,
  HasAllocation: 'N',
  IsCreditCardCharge: false,
  IsPersonalCardCharge: false,
  ReceiptRequired: false,
  'E-ReceiptID': '',
} as const;
