import type { Static } from 'typebox';
import type { Entry } from '../../../modules/expense/index.ts';
import { hex32 } from '../../../platform/ids/index.ts';
import { toWire } from '../../../platform/money/money.ts';
import type { expenseSchema, expenseSummarySchema } from './expense-schemas.ts';
import { expenseUrl, type Base } from './links.ts';
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
    // No approver can adjust an amount as yet, so it is the approved one, as in the samples.
    approverAdjustedAmount: amountOf(entry.approved),
    vendor: entry.vendorName === null ? null : { id: null, name: null, description: entry.vendorName },
    location: location(entry.location),
    businessPurpose: entry.businessPurpose,
    receiptImageId: entry.receiptImageId && hex32(entry.receiptImageId),
    ...NOT_HELD,
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
  taxRateLocation: entry.transaction.currencyCode === entry.posted.currencyCode ? 'HOME' : 'FOREIGN',
  isPaperReceiptReceived: entry.isPaperReceiptReceived,
  isExpenseRejected: entry.isRejected,
  lastModifiedDate: entry.modifiedAt.toISOString(),
  ...DETAIL_NOT_HELD,
});

const RECEIPT_TYPES = { N: 'No Receipt', R: 'Regular Receipt', T: 'Tax Receipt' } as const;

const NOT_HELD = {
  attendeeCount: 0,
  allocationState: 'NOT_ALLOCATED',
  allocationSetId: null,
  ereceiptImageId: null,
  imageCertificationStatus: null,
  ticketNumber: null,
  jptRouteId: null,
  fuelTypeListItem: null,
  expenseSourceIdentifiers: null,
  travelAllowance: { dailyLimitAmount: null, dailyTravelAllowanceId: null, isExpensePartOfTravelAllowance: false },
  parentExpenseId: null,
  isAutoCreated: false,
  hasMissingReceiptDeclaration: false,
} as const;

const DETAIL_NOT_HELD = {
  canAllocate: false,
  isExpenseBillable: false,
  isExcludedFromCashAdvanceByUser: false,
  authorizationRequestExpenseId: null,
  budgetAccrualDate: null,
  expenseTaxSummary: null,
  merchantTaxId: null,
  mileage: null,
  travel: null,
  xmlReceiptId: null,
  invoiceId: null,
  governmentInvoiceId: null,
} as const;

function location({ name, subdivisionCode, countryCode }: Entry['location']) {
  if (name === null && subdivisionCode === null && countryCode === null) return null;
  return { id: null, name, city: name, countrySubDivisionCode: subdivisionCode, countryCode };
}

function links(entry: Entry, base: Base) {
  const self = expenseUrl(base, entry.reportId, entry.id);
  return [link('self', self), link('comments', `${self}/comments`)];
}
