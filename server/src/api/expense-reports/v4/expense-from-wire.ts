import type { Static } from 'typebox';
import {
  UnknownReference,
  type EntryChanges,
  type EntryFields,
  type PaymentType,
  type SubmittedEntryChanges,
} from '../../../modules/expense/index.ts';
import { readAmount, readCurrency, readRate } from '../../amounts.ts';
import type { newExpenseSchema, updateExpenseSchema, updateSubmittedExpenseSchema } from './expense-schemas.ts';
import { customChanges, present } from './values.ts';

type Changes = Static<typeof updateExpenseSchema>;
type PaymentTypes = readonly PaymentType[];

/** This generation names a payment type by its short id: api-reference/expense/expense-report/v4.expenses#payment-type-schema. */
function paymentTypeId(types: PaymentTypes, shortId: string): string {
  const found = types.find((type) => type.shortId === shortId);
  if (!found) throw new UnknownReference('paymentType', shortId);
  return found.id;
}

/** The company's default where the caller names none, as the page says of `paymentType`. */
function defaultPaymentTypeId(types: PaymentTypes): string {
  return (types.find((type) => type.isDefault) ?? types[0])?.id ?? paymentTypeId(types, 'CASH');
}

const amountFields = (amount: NonNullable<Changes['transactionAmount']>) => ({
  transactionAmount: readAmount('transactionAmount.value', amount.value),
  transactionCurrency: readCurrency('transactionAmount.currencyCode', amount.currencyCode),
});

const locationFields = (location: NonNullable<Changes['location']>) =>
  present({
    name: location.name ?? location.city,
    subdivisionCode: location.countrySubDivisionCode,
    countryCode: location.countryCode,
  });

export const expenseChangesFromWire = (body: Changes, types: PaymentTypes): EntryChanges =>
  present({
    expenseTypeId: body.expenseType?.id,
    transactionDate: body.transactionDate,
    ...(body.transactionAmount && amountFields(body.transactionAmount)),
    exchangeRate: body.exchangeRate && readRate('exchangeRate.value', body.exchangeRate.value),
    rateOperation: body.exchangeRate?.operation,
    paymentTypeId: body.paymentType && paymentTypeId(types, body.paymentType.id),
    vendorName: body.vendor === null ? null : body.vendor?.description,
    location: body.location && locationFields(body.location),
    businessPurpose: body.businessPurpose,
    comment: body.comment,
    custom: body.customData && customChanges(body.customData),
    isPersonal: body.isPersonalExpense,
    receiptType: body.receiptType?.id,
    isPaperReceiptReceived: body.isPaperReceiptReceived,
  });

export function newExpenseFromWire(body: Static<typeof newExpenseSchema>, types: PaymentTypes): EntryFields {
  const { isPaperReceiptReceived: _notYet, ...changes } = expenseChangesFromWire(body, types);
  return {
    paymentTypeId: defaultPaymentTypeId(types),
    ...changes,
    expenseTypeId: body.expenseType.id,
    transactionDate: body.transactionDate,
    ...amountFields(body.transactionAmount),
  };
}

export const submittedExpenseChangesFromWire = (body: Static<typeof updateSubmittedExpenseSchema>): SubmittedEntryChanges =>
  present({
    businessPurpose: body.businessPurpose,
    custom: body.customData && customChanges(body.customData),
    isPaperReceiptReceived: body.isPaperReceiptReceived,
  });
