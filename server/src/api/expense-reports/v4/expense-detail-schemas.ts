import Type, { type TProperties, type TSchema } from 'typebox';
import { closed, nullable, oneOf, text } from './values.ts';

const count = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });
const long = Type.Integer({ minimum: 0 });
const flag = Type.Boolean();
const day = Type.String({ format: 'date' });
const upTo = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const TAX_RATE_LOCATIONS = ['FOREIGN', 'HOME', 'OUT_OF_PROVINCE'] as const;
const airlineFeeType = oneOf('BAGGS', 'BUSIN', 'OBENT', 'ONBRD', 'OTHER', 'PRACC', 'SEATS', 'TKCHG', 'UPGRD');
const serviceClass = oneOf('BUSIN', 'COACH', 'FIRST');

/** Members of Mileage of api-reference/expense/expense-report/v4.expenses, but the two that it requires. */
const mileage = {
  odometerStart: count,
  odometerEnd: count,
  passengerCount: count,
  personalDistance: count,
  routeId: upTo(100),
  hasCaravanAttached: flag,
  hasDogIncluded: flag,
  hasForestOrConstructionSiteRoadInRoute: flag,
  hasForestRoadInRoute: flag,
  hasMachinery: flag,
  hasMobileCanteenOrHeavyLoadAttached: flag,
  hasTrailerAttached: flag,
  isMarkedAsHigherRate: flag,
};
const travel = {
  airlineFeeTypeCode: airlineFeeType,
  airlineServiceClassCode: serviceClass,
  carRentalDays: count,
  hotelCheckinDate: day,
  hotelCheckoutDate: day,
  startLocation: upTo(100),
  endLocation: upTo(100),
  ticketNumber: upTo(32),
};
const travelAllowance = {
  dailyLimitAmount: Type.Number({ minimum: 0 }),
  dailyTravelAllowanceId: upTo(32),
};
const SEGMENTS = [
  'AIRFR',
  'AIRSU',
  'CARRT',
  'DININ',
  'EVENT',
  'HOTEL',
  'INSUR',
  'LIMOF',
  'MISC',
  'PARKG',
  'RAILF',
  'RAISU',
  'TAXIF',
  'VISA',
] as const;

type Nullable<P extends TProperties> = { [Name in keyof P]: ReturnType<typeof nullable<P[Name]>> };
/** Each member there, null where it holds nothing. */
const shown = <P extends TProperties>(members: P): Nullable<P> =>
  Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, nullable(schema as TSchema)])) as Nullable<P>;
type Patched<P extends TProperties> = {
  [Name in keyof P]: ReturnType<typeof Type.Optional<ReturnType<typeof nullable<P[Name]>>>>;
};
/** Each member of a merge patch: absent, null or a value. */
const patched = <P extends TProperties>(members: P): Patched<P> =>
  Object.fromEntries(
    Object.entries(members).map(([name, schema]) => [name, Type.Optional(nullable(schema as TSchema))]),
  ) as Patched<P>;

export const travelAllowanceSchema = Type.Object({
  ...shown(travelAllowance),
  isExpensePartOfTravelAllowance: flag,
});

export const sourcesSchema = Type.Object({
  creditCardTransactionId: text,
  personalCardTransactionId: text,
  quickExpenseId: text,
  ereceiptId: text,
  expenseCaptureImageId: text,
  receiptImageId: text,
  jptRouteId: text,
  tripId: nullable(long),
  segmentId: nullable(long),
  segmentTypeId: text,
});

/** The blocks that an expense by its id shows beside the summary. */
export const detailSchemas = {
  mileage: nullable(Type.Object({ ...shown(mileage), vehicleId: text, totalDistance: nullable(count) })),
  travel: nullable(Type.Object({ ...shown(travel), airlineFeeTypeName: text, airlineServiceClassName: text })),
  merchantTaxId: text,
  invoiceId: text,
  governmentInvoiceId: text,
  authorizationRequestExpenseId: text,
  budgetAccrualDate: nullable(day),
};

/** The same as members of UpdateReportExpense. Names of codes are read-only: they are taken and left alone. */
export const detailInputs = {
  mileage: Type.Optional(nullable(Type.Object({ ...patched(mileage), vehicleId: upTo(100), totalDistance: count }, closed))),
  travel: Type.Optional(
    nullable(
      Type.Object(
        { ...patched(travel), airlineFeeTypeName: Type.Optional(text), airlineServiceClassName: Type.Optional(text) },
        closed,
      ),
    ),
  ),
  travelAllowance: Type.Optional(
    nullable(Type.Object({ ...patched(travelAllowance), isExpensePartOfTravelAllowance: Type.Optional(flag) }, closed)),
  ),
  merchantTaxId: Type.Optional(nullable(upTo(64))),
  invoiceId: Type.Optional(nullable(upTo(100))),
  // The identifier of the KSeF invoice is not the traveller's to write; its value is taken and left alone.
  governmentInvoiceId: Type.Optional(text),
  authorizationRequestExpenseId: Type.Optional(nullable(upTo(100))),
  budgetAccrualDate: Type.Optional(nullable(day)),
  taxRateLocation: Type.Optional(oneOf(...TAX_RATE_LOCATIONS)),
  isExpenseBillable: Type.Optional(flag),
  isExcludedFromCashAdvanceByUser: Type.Optional(flag),
  jptRouteId: Type.Optional(nullable(upTo(100))),
  fuelTypeListItem: Type.Optional(
    nullable(
      Type.Object(
        {
          id: Type.String({ minLength: 1 }),
          value: Type.Optional(nullable(upTo(48))),
          isValid: Type.Optional(flag),
          listItemUrl: Type.Optional(text),
        },
        closed,
      ),
    ),
  ),
  smartExpense: Type.Optional(
    nullable(
      Type.Object(
        {
          creditCardTransactionId: Type.Optional(nullable(upTo(100))),
          personalCardTransactionId: Type.Optional(nullable(upTo(100))),
          quickExpenseId: Type.Optional(nullable(upTo(100))),
          isAutoCreated: Type.Optional(flag),
          ereceipt: Type.Optional(nullable(Type.Object({ id: upTo(100), type: upTo(20), imageId: Type.Optional(text) }))),
          trip: Type.Optional(nullable(Type.Object({ tripId: long, segmentId: long, segmentTypeId: oneOf(...SEGMENTS) }))),
        },
        closed,
      ),
    ),
  ),
};
