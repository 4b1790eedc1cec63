import Type, { type Static } from 'typebox';
import type { DetailChanges, Entry, EntryDetails } from '../../../modules/expense/index.ts';
import { hex32 } from '../../../platform/ids/index.ts';
import { detailInputs, type detailSchemas, type sourcesSchema, type travelAllowanceSchema } from './expense-detail-schemas.ts';
import { present } from './values.ts';

const inputSchema = Type.Object(detailInputs);
type Input = Static<typeof inputSchema>;
type Shown = { readonly [Name in keyof typeof detailSchemas]: Static<(typeof detailSchemas)[Name]> };

const FEES = {
  BAGGS: 'Baggage Fee',
  BUSIN: 'Business Center',
  OBENT: 'Onboard Entertainment',
  ONBRD: 'Onboard Meals',
  OTHER: 'Other',
  PRACC: 'Priority Access',
  SEATS: 'Seat Selection',
  TKCHG: 'Ticket Change Fee',
  UPGRD: 'Upgrade',
} as const;
const CLASSES = { BUSIN: 'Business', COACH: 'Coach', FIRST: 'First' } as const;

const orNull = <T>(value: T | undefined): T | null => value ?? null;

function mileage(journey: EntryDetails['mileage']): Shown['mileage'] {
  if (!journey) return null;
  return {
    vehicleId: orNull(journey.vehicleId),
    totalDistance: orNull(journey.totalDistance),
    personalDistance: journey.personalDistance ?? 0,
    odometerStart: orNull(journey.odometerStart),
    odometerEnd: orNull(journey.odometerEnd),
    passengerCount: orNull(journey.passengerCount),
    routeId: orNull(journey.routeId),
    hasCaravanAttached: journey.hasCaravanAttached ?? false,
    hasDogIncluded: journey.hasDogIncluded ?? false,
    hasForestOrConstructionSiteRoadInRoute: journey.hasForestOrConstructionSiteRoadInRoute ?? false,
    hasForestRoadInRoute: journey.hasForestRoadInRoute ?? false,
    hasMachinery: journey.hasMachinery ?? false,
    hasMobileCanteenOrHeavyLoadAttached: journey.hasMobileCanteenOrHeavyLoadAttached ?? false,
    hasTrailerAttached: journey.hasTrailerAttached ?? false,
    isMarkedAsHigherRate: journey.isMarkedAsHigherRate ?? false,
  };
}

function travel(trip: EntryDetails['travel']): Shown['travel'] {
  if (!trip) return null;
  const { airlineFeeTypeCode: fee, airlineServiceClassCode: serviceClass } = trip;
  return {
    airlineFeeTypeCode: orNull(fee),
    airlineFeeTypeName: fee ? FEES[fee] : null,
    airlineServiceClassCode: orNull(serviceClass),
    airlineServiceClassName: serviceClass ? CLASSES[serviceClass] : null,
    carRentalDays: orNull(trip.carRentalDays),
    hotelCheckinDate: orNull(trip.hotelCheckinDate),
    hotelCheckoutDate: orNull(trip.hotelCheckoutDate),
    startLocation: orNull(trip.startLocation),
    endLocation: orNull(trip.endLocation),
    ticketNumber: orNull(trip.ticketNumber),
  };
}

export const detailsToWire = ({ details }: Entry): Shown => ({
  mileage: mileage(details.mileage),
  travel: travel(details.travel),
  merchantTaxId: orNull(details.merchantTaxId),
  invoiceId: orNull(details.invoiceId),
  governmentInvoiceId: orNull(details.governmentInvoiceId),
  authorizationRequestExpenseId: orNull(details.authorizationRequestExpenseId),
  budgetAccrualDate: orNull(details.budgetAccrualDate),
});

export const travelAllowance = ({ travelAllowance: allowance = {} }: EntryDetails): Static<typeof travelAllowanceSchema> => ({
  dailyLimitAmount: orNull(allowance.dailyLimitAmount),
  dailyTravelAllowanceId: orNull(allowance.dailyTravelAllowanceId),
  isExpensePartOfTravelAllowance: allowance.isExpensePartOfTravelAllowance ?? false,
});

/** Null where an expense was made of nothing but what somebody typed. */
export function sources({ details, receiptImageId }: Entry): Static<typeof sourcesSchema> | null {
  const { sources: made } = details;
  if (!made) return null;
  return {
    creditCardTransactionId: orNull(made.creditCardTransactionId),
    personalCardTransactionId: orNull(made.personalCardTransactionId),
    quickExpenseId: orNull(made.quickExpenseId),
    ereceiptId: orNull(made.ereceiptId),
    expenseCaptureImageId: orNull(made.expenseCaptureImageId),
    receiptImageId: receiptImageId && hex32(receiptImageId),
    jptRouteId: orNull(made.jptRouteId),
    tripId: orNull(made.tripId),
    segmentId: orNull(made.segmentId),
    segmentTypeId: orNull(made.segmentTypeId),
  };
}

function sourceChanges({ smartExpense, jptRouteId }: Input): DetailChanges['sources'] {
  if (smartExpense === null) return null;
  if (smartExpense === undefined && jptRouteId === undefined) return undefined;
  const { trip, ereceipt } = smartExpense ?? {};
  return present({
    jptRouteId,
    creditCardTransactionId: smartExpense?.creditCardTransactionId,
    personalCardTransactionId: smartExpense?.personalCardTransactionId,
    quickExpenseId: smartExpense?.quickExpenseId,
    ereceiptId: ereceipt && ereceipt.id,
    ereceiptImageId: ereceipt && ereceipt.imageId,
    tripId: trip && trip.tripId,
    segmentId: trip && trip.segmentId,
    segmentTypeId: trip && trip.segmentTypeId,
  });
}

function travelChanges({ travel: trip }: Input): DetailChanges['travel'] {
  if (!trip) return trip;
  const { airlineFeeTypeName: _fee, airlineServiceClassName: _class, ...members } = trip;
  return present(members);
}

/** What a body says of the details; undefined where it says nothing. */
export function detailChanges(body: Input): DetailChanges | undefined {
  const changes: DetailChanges = present({
    merchantTaxId: body.merchantTaxId,
    invoiceId: body.invoiceId,
    authorizationRequestExpenseId: body.authorizationRequestExpenseId,
    budgetAccrualDate: body.budgetAccrualDate,
    taxRateLocation: body.taxRateLocation,
    isExcludedFromCashAdvance: body.isExcludedFromCashAdvanceByUser,
    isAutoCreated: body.smartExpense?.isAutoCreated,
    fuelType: body.fuelTypeListItem === undefined ? undefined : (body.fuelTypeListItem?.value ?? null),
    mileage: body.mileage && present(body.mileage),
    travel: travelChanges(body),
    travelAllowance: body.travelAllowance && present(body.travelAllowance),
    sources: sourceChanges(body),
  });
  return Object.keys(changes).length === 0 ? undefined : changes;
}
