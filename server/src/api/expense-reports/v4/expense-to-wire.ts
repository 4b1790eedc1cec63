import type { Static } from 'typebox';
import type { Entry } from '../../../modules/expense/index.ts';
import { hex32 } from '../../../platform/ids/index.ts';
import { toWire } from '../../../platform/money/money.ts';
import type { expenseSchema, expenseSummarySchema } from './expense-schemas.ts';
import { detailsToWire, sources, travelAllowance } from './expense-details-wire.ts';
import { expenseUrl, type Base } from './links.ts';
import { taxSummary } from './tax-wire.ts';
import { amountOf, customData, link } from './values.ts';

/** `canDelete` is the report's to say: an expense goes while its report may still change. */
export interface ExpenseFrame {
  readonly base: Base;
  readonly canDelete: boolean;
}

export function summaryToWire(entry: Entry, { base, canDelete }: ExpenseFrame): Static<typeof expenseSummarySchema> {
  const { isDeleted, ...type } = entry.expenseType;
  return {
    expenseId: hex32(entry.id),
    expenseType: { ...type, isDeleted },
    paymentType: { id: entry.paymentType.shortId, name: entry.paymentType.name, code: entry.paymentType.code },
    transactionDate: entry.transactionDate,
    transactionAmount: amountOf(entry.transaction),
    exchangeRate: { value: toWire(entry.exchangeRate.value), operation: entry.exchangeRate.operation },
    postedAmount: amountOf(entry.posted),
    claimedAmount: amountOf(entry.claimed),
    approvedAmount: amountOf(entry.approved),
    // What an approver leaves alone is the approved amount, as in the samples.
    approverAdjustedAmount: amountOf(entry.approved),
    vendor: vendor(entry),
    location: location(entry.location),
    businessPurpose: entry.businessPurpose,
    receiptImageId: entry.receiptImageId && hex32(entry.receiptImageId),
    allocationState: entry.allocationState,
    allocationSetId: entry.allocationSetId && hex32(entry.allocationSetId),
    ereceiptImageId: entry.details.sources?.ereceiptImageId ?? null,
    ticketNumber: entry.details.travel?.ticketNumber ?? null,
    jptRouteId: entry.details.sources?.jptRouteId ?? null,
    fuelTypeListItem: fuelType(entry),
    expenseSourceIdentifiers: sources(entry),
    travelAllowance: travelAllowance(entry.details),
    parentExpenseId: entry.parentId && hex32(entry.parentId),
    isAutoCreated: entry.details.isAutoCreated ?? false,
    // Of the documented states only this one is without a service that certifies images.
    imageCertificationStatus: entry.receiptImageId === null ? null : 'NO_PROCESSING_REQUIRED',
    hasMissingReceiptDeclaration: entry.hasMissingReceiptDeclaration,
    attendeeCount: entry.attendeeCount,
    isPersonalExpense: entry.isPersonal,
    isImageRequired: entry.isImageRequired,
    isPaperReceiptRequired: false,
    hasExceptions: entry.hasExceptions,
    hasBlockingExceptions: entry.hasBlockingExceptions,
    canDelete,
    links: links(entry, base),
  };
}

export const expenseToWire = (entry: Entry, frame: ExpenseFrame): Static<typeof expenseSchema> => ({
  ...summaryToWire(entry, frame),
  customData: customData(entry.custom, frame.base.origin),
  receiptType: { id: entry.receiptType, status: RECEIPT_TYPES[entry.receiptType] },
  expenseTaxSummary: taxSummary(entry),
  taxRateLocation:
    entry.details.taxRateLocation ?? (entry.transaction.currencyCode === entry.posted.currencyCode ? 'HOME' : 'FOREIGN'),
  canAllocate: entry.canAllocate,
  isExpenseBillable: entry.isBillable,
  isExcludedFromCashAdvanceByUser: entry.details.isExcludedFromCashAdvance ?? false,
  ...detailsToWire(entry),
  isPaperReceiptReceived: entry.isPaperReceiptReceived,
  isExpenseRejected: entry.isRejected,
  lastModifiedDate: entry.modifiedAt.toISOString(),
  ...DETAIL_NOT_HELD,
});

const RECEIPT_TYPES = { N: 'No Receipt', R: 'Regular Receipt', T: 'Tax Receipt' } as const;

const DETAIL_NOT_HELD = { xmlReceiptId: null } as const;

const vendor = ({ vendorId, vendorName }: Entry) =>
  vendorId === null && vendorName === null ? null : { id: vendorId && hex32(vendorId), name: null, description: vendorName };

const fuelType = ({ details }: Entry) =>
  details.fuelType === undefined ? null : { id: 'fuelType', value: details.fuelType, isValid: true };

function location({ id, name, city, subdivisionCode, countryCode }: Entry['location']) {
  if ([id, name, city, subdivisionCode, countryCode].every((part) => part === null)) return null;
  return { id: id && hex32(id), name, city: city ?? name, countrySubDivisionCode: subdivisionCode, countryCode };
}

function links(entry: Entry, base: Base) {
  const self = expenseUrl(base, entry.reportId, entry.id);
  const itemizations = entry.parentId === null ? [link('itemizations', `${self}/itemizations`)] : [];
  return [link('self', self), ...itemizations, link('comments', `${self}/comments`)];
}
