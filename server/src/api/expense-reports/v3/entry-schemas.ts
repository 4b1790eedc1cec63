import Type from 'typebox';
import { collectionOf, nullable, resourceXml } from '../../dialects/v3/values.ts';
import { customFields } from './custom-fields.ts';
import { ignored } from './report-schemas.ts';

export const entryCustoms = customFields(40);

const text = nullable(Type.String());
const flag = Type.Boolean();
const closed = { additionalProperties: false } as const;
const receiptType = Type.Unsafe<'T' | 'R' | 'N'>({ type: 'string', enum: ['T', 'R', 'N'] });

/** api-reference/expense/expense-report/expense-entry#entry; what no module holds as yet is null. */
const readOnly = {
  ID: Type.String(),
  URI: Type.String(),
  ExpenseID: Type.String(),
  ReportOwnerID: Type.String(),
  ExpenseTypeName: Type.String(),
  SpendCategoryCode: Type.String(),
  SpendCategoryName: Type.Null(),
  PaymentTypeName: Type.String(),
  PostedAmount: Type.Number(),
  ApprovedAmount: Type.Number(),
  AllocationType: Type.Literal('N'),
  FormID: Type.Null(),
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
  TripID: Type.Null(),
  VendorListItemName: Type.Null(),
};

/** Members that a caller may set one day; until a module holds them only null is taken. */
const notHeld = {
  CompanyCardTransactionID: Type.Null(),
  ElectronicReceiptID: Type.Null(),
  EmployeeBankAccountID: Type.Null(),
  Journey: Type.Null(),
  LocationID: Type.Null(),
  VendorListItemID: Type.Null(),
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
    ...notHeld,
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
  ...Object.fromEntries(Object.entries(notHeld).map(([name, schema]) => [name, Type.Optional(schema)])),
};
const { IsBillable: _settable, ...onlyRead } = readOnly;
const rest = {
  ...writable,
  // The published file lets it be written; nothing is billable as yet, so only the value that asks for nothing is taken.
  IsBillable: Type.Optional(nullable(Type.Literal(false))),
  ...entryCustoms.write,
  ...ignored(onlyRead),
};
const code = Type.String({ minLength: 1 });

export const newEntrySchema = Type.Object(
  {
    ReportID: code,
    ExpenseTypeCode: code,
    PaymentTypeID: code,
    TransactionDate: code,
    TransactionAmount: Type.Number(),
    TransactionCurrencyCode: code,
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
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  },
  closed,
);
