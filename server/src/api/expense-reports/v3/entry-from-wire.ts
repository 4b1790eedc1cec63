import type { Static } from 'typebox';
import {
  EntryNotFound,
  type DetailChanges,
  type Entry,
  type EntryChanges,
  type OpenFields,
} from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseOpaqueId } from '../../../platform/ids/index.ts';
import { readAmount, readCurrency, readRate } from '../../amounts.ts';
import { present, readDay } from '../../dialects/v3/values.ts';
import { entryCustoms, type newEntrySchema, type updateEntrySchema } from './entry-schemas.ts';
import { paymentTypeIdOf } from './report-from-wire.ts';

type Body = Static<typeof updateEntrySchema>;

export function entryIdOf(text: string): string {
  const id = parseOpaqueId('g', 'entry', text);
  if (!id) throw new EntryNotFound();
  return id;
}

/** @throws InvalidInput for what is not the ID of such a thing. */
function listItemIdOf(name: string, kind: 'list-item' | 'location', text: string): string {
  const id = parseOpaqueId('g', kind, text);
  if (!id) throw new InvalidInput('body', [{ path: name, rule: 'format', message: 'is not an ID of this kind' }]);
  return id;
}

function locationOf({ LocationID: id, LocationSubdivision: subdivisionCode }: Body): EntryChanges['location'] {
  if (id === undefined && subdivisionCode === undefined) return undefined;
  return present({ id: id && listItemIdOf('LocationID', 'location', id), subdivisionCode });
}

/** "The sum of PersonalDistance and BusinessDistance must equal the difference": the page, of the odometer. */
function checkOdometer({
  OdometerStart: start,
  OdometerEnd: end,
  BusinessDistance: business,
  PersonalDistance: personal,
}: NonNullable<Body['Journey']>): void {
  if (start == null || end == null || (business == null && personal == null)) return;
  if ((business ?? 0) + (personal ?? 0) !== end - start)
    throw new InvalidInput('body', [
      { path: 'Journey.OdometerEnd', rule: 'sum', message: 'is not the start with both distances added' },
    ]);
}

/** The whole distance is the way to work and the private one: api-reference/expense/expense-report/expense-entry#journey. */
function journeyChanges(journey: Body['Journey']): DetailChanges {
  if (!journey) return { mileage: null };
  const { BusinessDistance: business, PersonalDistance: personal } = journey;
  checkOdometer(journey);
  const total = business == null && personal == null ? undefined : (business ?? 0) + (personal ?? 0);
  return {
    mileage: present({
      vehicleId: journey.VehicleID,
      totalDistance: total,
      personalDistance: personal,
      odometerStart: journey.OdometerStart,
      odometerEnd: journey.OdometerEnd,
      passengerCount: journey.NumberOfPassengers,
      unit: journey.UnitOfMeasure,
    }),
    travel: { startLocation: journey.StartLocation, endLocation: journey.EndLocation },
  };
}

export const entryChangesFromWire = (body: Body): EntryChanges =>
  present({
    expenseTypeId: body.ExpenseTypeCode,
    transactionDate: body.TransactionDate && readDay('TransactionDate', body.TransactionDate),
    transactionAmount: body.TransactionAmount === undefined ? undefined : readAmount('TransactionAmount', body.TransactionAmount),
    transactionCurrency: body.TransactionCurrencyCode && readCurrency('TransactionCurrencyCode', body.TransactionCurrencyCode),
    exchangeRate: body.ExchangeRate ? readRate('ExchangeRate', body.ExchangeRate) : undefined,
    rateOperation: body.ExchangeRate ? ('MULTIPLY' as const) : undefined,
    paymentTypeId: body.PaymentTypeID && paymentTypeIdOf('PaymentTypeID', body.PaymentTypeID),
    vendorName: body.VendorDescription,
    vendorId: body.VendorListItemID && listItemIdOf('VendorListItemID', 'list-item', body.VendorListItemID),
    location: locationOf(body),
    isBillable: body.IsBillable ?? undefined,
    details: body.Journey === undefined ? undefined : journeyChanges(body.Journey),
    businessPurpose: body.Description,
    comment: body.Comment ?? undefined,
    isPersonal: body.IsPersonal ?? undefined,
    receiptType: body.TaxReceiptType ?? undefined,
    custom: entryCustoms.fromWire(body),
  });

/** @throws InvalidInput for what an expense without a journey lacks. */
export function newEntryFromWire(body: Static<typeof newEntrySchema>): OpenFields {
  const missing = body.Journey ? [] : AMOUNTS.filter((name) => body[name] === undefined);
  if (missing.length > 0)
    throw new InvalidInput(
      'body',
      missing.map((path) => ({ path, rule: 'required', message: 'is required' })),
    );
  return {
    ...entryChangesFromWire(body),
    expenseTypeId: body.ExpenseTypeCode,
    transactionDate: readDay('TransactionDate', body.TransactionDate),
  };
}
const AMOUNTS = ['PaymentTypeID', 'TransactionAmount', 'TransactionCurrencyCode'] as const;

/**
 * A new currency leaves the rate as it was: "both must explicitly be updated",
 * api-reference/expense/expense-report/expense-entry#entry, TransactionCurrencyCode.
 */
export const keepingRate = (changes: EntryChanges, entry: Entry): EntryChanges =>
  changes.transactionCurrency === undefined || changes.exchangeRate !== undefined
    ? changes
    : { ...changes, exchangeRate: entry.exchangeRate.value, rateOperation: entry.exchangeRate.operation };
