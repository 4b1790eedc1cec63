import Type, { type TSchema } from 'typebox';
import { collectionOf, nullable, resourceXml } from '../../dialects/v3/values.ts';
import { customFields } from './custom-fields.ts';
import { ignored } from './report-schemas.ts';

export const entryCustoms = customFields(40);

const text = nullable(Type.String());
const flag = Type.Boolean();
const closed = { additionalProperties: false } as const;
/** Partly, fully, not allocated. */
export const allocationType = Type.Unsafe<'P' | 'F' | 'N'>({ type: 'string', enum: ['P', 'F', 'N'] });
const receiptType = Type.Unsafe<'T' | 'R' | 'N'>({ type: 'string', enum: ['T', 'R', 'N'] });

/** api-reference/expense/expense-report/expense-entry#entry; what no module holds as yet is null. */
const readOnly = {
  ID: Type.String(),
  URI: Type.String(),
  ExpenseID: Type.String(),
  ReportOwnerID: Type.String(),
  ExpenseTypeName: Type.String(),
  SpendCategoryCode: Type.String(),
  SpendCategoryName: Type.String(),
  PaymentTypeName: Type.String(),
  PostedAmount: Type.Number(),
  ApprovedAmount: Type.Number(),
  AllocationType: allocationType,
  FormID: text,
  HasAppliedCashAdvance: flag,
  HasAttendees: flag,
  HasComments: flag,
  HasExceptions: flag,
  HasImage: flag,
  HasItemizations: flag,
  HasVAT: flag,
  IsBillable: flag,
  IsImageRequired: flag,
  IsPaidByExpensePay: Type.Null(),
  IsPersonalCardCharge: flag,
  LastModified: Type.String(),
  LocationCountry: text,
  LocationName: text,
  ReceiptReceived: flag,
  TripID: text,
  VendorListItemName: Type.Null(),
};

/** Of a journey by car; distances are whole. */
const distance = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });
const place = Type.String({ minLength: 1, maxLength: 100 });
const unit = Type.Unsafe<'M' | 'K'>({ type: 'string', enum: ['M', 'K'] });
const journeyNumbers = ['BusinessDistance', 'PersonalDistance', 'OdometerStart', 'OdometerEnd', 'NumberOfPassengers'] as const;
const numbers = <S extends TSchema>(schema: S) =>
  Object.fromEntries(journeyNumbers.map((name) => [name, schema])) as Record<(typeof journeyNumbers)[number], S>;
const journeySchema = Type.Object({
  ...numbers(nullable(distance)),
  StartLocation: text,
  EndLocation: text,
  UnitOfMeasure: nullable(unit),
  VehicleID: text,
});
const journeyInput = Type.Object(
  {
    ...numbers(Type.Optional(nullable(distance))),
    StartLocation: place,
    EndLocation: place,
    UnitOfMeasure: unit,
    VehicleID: Type.Optional(nullable(place)),
  },
  closed,
);

/** What a card, a receipt or a bank brought in: read-only here, as no page says how a caller could name one. */
const brought = {
  CompanyCardTransactionID: text,
  ElectronicReceiptID: text,
  EmployeeBankAccountID: Type.Null(),
};

export const entrySchema = Type.Object(
  {
    ...readOnly,
    ReportID: Type.String(),
    ExpenseTypeCode: Type.String(),
    PaymentTypeID: Type.String(),
    TransactionDate: Type.String(),
    TransactionAmount: Type.Number(),
    TransactionCurrencyCode: Type.String(),
    ExchangeRate: Type.Number(),
    Description: text,
    VendorDescription: text,
    LocationSubdivision: text,
    IsPersonal: flag,
    TaxReceiptType: receiptType,
    ...brought,
    Journey: nullable(journeySchema),
    LocationID: text,
    VendorListItemID: text,
    ...entryCustoms.read,
  },
  { xml: resourceXml },
);
export const entriesSchema = collectionOf(entrySchema, 'Entry');

const writable = {
  Description: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
  Comment: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  VendorDescription: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
  LocationSubdivision: Type.Optional(nullable(Type.String({ maxLength: 6 }))),
  ExchangeRate: Type.Optional(nullable(Type.Number({ exclusiveMinimum: 0 }))),
  IsPersonal: Type.Optional(nullable(flag)),
  TaxReceiptType: Type.Optional(nullable(receiptType)),
  IsBillable: Type.Optional(nullable(flag)),
  Journey: Type.Optional(nullable(journeyInput)),
  LocationID: Type.Optional(text),
  VendorListItemID: Type.Optional(text),
};
const { IsBillable: _settable, ...onlyRead } = readOnly;
const rest = { ...writable, ...entryCustoms.write, ...ignored({ ...onlyRead, ...brought }) };
const code = Type.String({ minLength: 1 });

export const newEntrySchema = Type.Object(
  {
    ReportID: code,
    ExpenseTypeCode: code,
    TransactionDate: code,
    // Required unless there is a Journey: what is paid by its distance has no amount to give.
    PaymentTypeID: Type.Optional(code),
    TransactionAmount: Type.Optional(Type.Number()),
    TransactionCurrencyCode: Type.Optional(code),
    ...rest,
  },
  closed,
);

export const updateEntrySchema = Type.Object(
  {
    ReportID: Type.Optional(code),
    ExpenseTypeCode: Type.Optional(code),
    PaymentTypeID: Type.Optional(code),
    TransactionDate: Type.Optional(code),
    TransactionAmount: Type.Optional(Type.Number()),
    TransactionCurrencyCode: Type.Optional(code),
    ...rest,
  },
  closed,
);

const filter = Type.Optional(Type.String({ minLength: 1 }));
/** As for reports, a filter of the page that the domain cannot answer yet is refused. */
export const entryQuerySchema = Type.Object(
  {
    user: filter,
    offset: filter,
    reportID: filter,
    paymentTypeID: filter,
    expenseTypeCode: filter,
    isBillable: Type.Optional(Type.Boolean()),
    attendeeID: filter,
    attendeeTypeCode: filter,
    hasAttendees: Type.Optional(Type.Boolean()),
    hasVAT: Type.Optional(Type.Boolean()),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  },
  closed,
);
