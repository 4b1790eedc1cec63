import type { Static } from 'typebox';
import { spendCategoryName, type Entry } from '../../../modules/expense/index.ts';
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
  SpendCategoryName: spendCategoryName(entry.spendCategoryCode),
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
  HasAttendees: entry.attendeeCount > 0,
  HasComments: entry.hasComments,
  HasExceptions: entry.hasExceptions,
  HasImage: entry.receiptImageId !== null,
  IsImageRequired: entry.isImageRequired,
  HasVAT: entry.taxTotals !== null,
  ReceiptReceived: entry.isPaperReceiptReceived,
  LastModified: wireDateTime(entry.modifiedAt),
  AllocationType: allocationTypeOf(entry),
  HasItemizations: entry.itemizationCount > 0,
  IsBillable: entry.isBillable,
  IsPersonalCardCharge: entry.details.sources?.personalCardTransactionId !== undefined,
  TripID: entry.details.sources?.tripId?.toString() ?? null,
  CompanyCardTransactionID: entry.details.sources?.creditCardTransactionId ?? null,
  ElectronicReceiptID: entry.details.sources?.ereceiptId ?? null,
  Journey: journey(entry.details),
  LocationID: locationIdOf(entry),
  VendorListItemID: entry.vendorId && opaqueId('g', 'list-item', entry.vendorId),
  FormID: entry.formId && opaqueId('g', 'form', entry.formId),
  ...NOT_HELD,
  ...entryCustoms.toWire(entry),
});

const ALLOCATION_TYPES = { NOT_ALLOCATED: 'N', PARTIALLY_ALLOCATED: 'P', FULLY_ALLOCATED: 'F' } as const;
export const allocationTypeOf = ({ allocationState }: Entry) => ALLOCATION_TYPES[allocationState];

export const locationIdOf = ({ location }: Entry): string | null => location.id && opaqueId('g', 'location', location.id);

function journey({ mileage, travel }: Entry['details']): Static<typeof entrySchema>['Journey'] {
  if (!mileage) return null;
  const { totalDistance: total, personalDistance: personal } = mileage;
  return {
    BusinessDistance: total === undefined ? null : total - (personal ?? 0),
    PersonalDistance: personal ?? null,
    OdometerStart: mileage.odometerStart ?? null,
    OdometerEnd: mileage.odometerEnd ?? null,
    NumberOfPassengers: mileage.passengerCount ?? null,
    StartLocation: travel?.startLocation ?? null,
    EndLocation: travel?.endLocation ?? null,
    UnitOfMeasure: mileage.unit ?? null,
    VehicleID: mileage.vehicleId ?? null,
  };
}

/** Cash advances, taxes and banks are other modules'. */
const NOT_HELD = {
  HasAppliedCashAdvance: false,
  IsPaidByExpensePay: null,
  VendorListItemName: null,
  EmployeeBankAccountID: null,
} as const;
