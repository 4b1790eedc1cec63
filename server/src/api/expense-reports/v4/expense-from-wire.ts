import type { Static } from 'typebox';
import type { EntryChanges, OpenFields, SubmittedEntryChanges } from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseHex32, parseOpaqueId, parseUuid } from '../../../platform/ids/index.ts';
import { readAmount, readCurrency, readRate } from '../../amounts.ts';
import type { newExpenseSchema, updateExpenseSchema, updateSubmittedExpenseSchema } from './expense-schemas.ts';
import { detailChanges } from './expense-details-wire.ts';
import { customChanges, present } from './values.ts';

/** Also as the third generation, by which images are uploaded, writes it. */
function receiptIdOf(text: string): string {
  const id = parseHex32(text) ?? parseUuid(text) ?? parseOpaqueId('g', 'image', text);
  if (!id) throw new InvalidInput('body', [{ path: 'receiptImageId', rule: 'format', message: 'is not an id' }]);
  return id;
}

type Changes = Static<typeof updateExpenseSchema>;

const amountFields = (amount: NonNullable<Changes['transactionAmount']>) => ({
  transactionAmount: readAmount('transactionAmount.value', amount.value),
  transactionCurrency: readCurrency('transactionAmount.currencyCode', amount.currencyCode),
});

const placeId = (id: string | null | undefined) => id && (parseUuid(id) ?? parseHex32(id));

/** Who sends no name means the city's. */
const locationFields = (location: NonNullable<Changes['location']>) =>
  present({
    id: placeId(location.id),
    name: location.name ?? location.city,
    city: location.city,
    subdivisionCode: location.countrySubDivisionCode,
    countryCode: location.countryCode,
  });

export const expenseChangesFromWire = (body: Changes): EntryChanges =>
  present({
    expenseTypeId: body.expenseType?.id,
    transactionDate: body.transactionDate,
    ...(body.transactionAmount && amountFields(body.transactionAmount)),
    exchangeRate: body.exchangeRate && readRate('exchangeRate.value', body.exchangeRate.value),
    rateOperation: body.exchangeRate?.operation,
    // This generation names a payment type by its short id: api-reference/expense/expense-report/v4.expenses#payment-type-schema.
    paymentTypeShortId: body.paymentType?.id,
    vendorId: body.vendor === null ? null : placeId(body.vendor?.id),
    vendorName: body.vendor === null ? null : body.vendor?.description,
    location: body.location && locationFields(body.location),
    businessPurpose: body.businessPurpose,
    comment: body.comment,
    custom: body.customData && customChanges(body.customData),
    isPersonal: body.isPersonalExpense,
    isBillable: body.isExpenseBillable,
    details: detailChanges(body),
    receiptType: body.receiptType?.id,
    receiptImageId: body.receiptImageId && receiptIdOf(body.receiptImageId),
    hasMissingReceiptDeclaration: body.hasMissingReceiptDeclaration,
    isPaperReceiptReceived: body.isPaperReceiptReceived,
  });

/** @throws InvalidInput for an expense without mileage that lacks its amount. */
export function newExpenseFromWire(body: Static<typeof newExpenseSchema>): OpenFields {
  if (!body.mileage && !body.transactionAmount)
    throw new InvalidInput('body', [{ path: 'transactionAmount', rule: 'required', message: 'is required' }]);
  const { isPaperReceiptReceived: _notYet, ...changes } = expenseChangesFromWire(body);
  return {
    ...changes,
    expenseTypeId: body.expenseType.id,
    transactionDate: body.transactionDate,
  };
}

export const submittedExpenseChangesFromWire = (body: Static<typeof updateSubmittedExpenseSchema>): SubmittedEntryChanges =>
  present({
    businessPurpose: body.businessPurpose,
    custom: body.customData && customChanges(body.customData),
    isPaperReceiptReceived: body.isPaperReceiptReceived,
    isRejected: body.isExpenseRejected,
  });
