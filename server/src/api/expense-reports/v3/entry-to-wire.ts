import type { Static } from 'typebox';
import type { Entry } from '../../../modules/expense/index.ts';
import { hex32, opaqueId, reportKey } from '../../../platform/ids/index.ts';
import { toWire } from '../../../platform/money/money.ts';
import { wireDateTime, wireDay } from '../../dialects/v3/values.ts';
import { entryCustoms, type entrySchema } from './entry-schemas.ts';

export const entryOpaqueId = (entryId: string): string => opaqueId('g', 'entry', entryId);
export const entryUri = (origin: string, entryId: string): string =>
  `${origin}/api/v3.0/expense/entries/${encodeURIComponent(entryOpaqueId(entryId))}`;

export const entryToWire = (entry: Entry, ownerLogin: string, origin: string): Static<typeof entrySchema> => ({
  ID: entryOpaqueId(entry.id),
  URI: entryUri(origin, entry.id),
  ExpenseID: hex32(entry.id),
  ReportID: reportKey(entry.reportId),
  ReportOwnerID: ownerLogin,
  ExpenseTypeCode: entry.expenseType.id,
  ExpenseTypeName: entry.expenseType.name,
  SpendCategoryCode: entry.spendCategoryCode,
  PaymentTypeID: opaqueId('g', 'payment-type', entry.paymentType.id),
  PaymentTypeName: entry.paymentType.name,
  TransactionDate: wireDay(entry.transactionDate),
  TransactionAmount: toWire(entry.transaction.amount),
  TransactionCurrencyCode: entry.transaction.currencyCode,
  ExchangeRate: toWire(entry.exchangeRate.value),
  PostedAmount: toWire(entry.posted.amount),
  ApprovedAmount: toWire(entry.approved.amount),
  Description: entry.businessPurpose,
  VendorDescription: entry.vendorName,
  LocationName: entry.location.name,
  LocationSubdivision: entry.location.subdivisionCode,
  LocationCountry: entry.location.countryCode,
  IsPersonal: entry.isPersonal,
  TaxReceiptType: entry.receiptType,
  HasComments: entry.hasComments,
  HasExceptions: entry.hasExceptions,
  HasImage: entry.receiptImageId !== null,
  IsImageRequired: entry.isImageRequired,
  ReceiptReceived: entry.isPaperReceiptReceived,
  LastModified: wireDateTime(entry.modifiedAt),
  ...NOT_HELD,
  ...entryCustoms.toWire(entry.custom),
});

const NOT_HELD = {
  SpendCategoryName: null,
  AllocationType: 'N',
  FormID: null,
  HasAppliedCashAdvance: false,
  HasAttendees: false,
  HasItemizations: false,
  HasVAT: false,
  IsBillable: false,
  IsPaidByExpensePay: null,
  IsPersonalCardCharge: false,
  TripID: null,
  VendorListItemName: null,
  CompanyCardTransactionID: null,
  ElectronicReceiptID: null,
  EmployeeBankAccountID: null,
  Journey: null,
  LocationID: null,
  VendorListItemID: null,
} as const;
