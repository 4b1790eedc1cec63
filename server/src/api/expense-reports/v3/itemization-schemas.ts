import Type from 'typebox';
import { collectionOf, nullable, resourceXml } from '../../dialects/v3/values.ts';
import { allocationType, entryCustoms } from './entry-schemas.ts';
import { ignored } from './report-schemas.ts';

const text = nullable(Type.String());
const flag = Type.Boolean();
const closed = { additionalProperties: false } as const;

/** api-reference/expense/expense-report/expense-itemization#itemization */
const readOnly = {
  ID: Type.String(),
  URI: Type.String(),
  ReportID: Type.String(),
  ReportOwnerID: Type.String(),
  ExpenseTypeName: Type.String(),
  SpendCategoryCode: Type.String(),
  SpendCategoryName: Type.String(),
  PostedAmount: Type.Number(),
  ApprovedAmount: Type.Number(),
  LocationID: text,
  LocationName: text,
  LocationSubdivision: text,
  LocationCountry: text,
  IsImageRequired: flag,
  AllocationType: allocationType,
  HasComments: flag,
  HasExceptions: flag,
  LastModified: Type.String(),
};

export const itemizationSchema = Type.Object(
  {
    ...readOnly,
    EntryID: Type.String(),
    ExpenseTypeCode: Type.String(),
    TransactionDate: Type.String(),
    TransactionAmount: Type.Number(),
    Description: text,
    IsPersonal: flag,
    IsBillable: flag,
    ...entryCustoms.read,
  },
  { xml: resourceXml },
);
export const itemizationsSchema = collectionOf(itemizationSchema, 'Itemization');

const code = Type.String({ minLength: 1 });
const rest = {
  Description: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
  Comment: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  IsPersonal: Type.Optional(nullable(flag)),
  IsBillable: Type.Optional(nullable(flag)),
  ...entryCustoms.write,
  ...ignored(readOnly),
};

export const newItemizationSchema = Type.Object(
  { EntryID: code, ExpenseTypeCode: code, TransactionDate: code, TransactionAmount: Type.Number(), ...rest },
  closed,
);
/** The entry of an itemization stays: one that is given is taken and left alone. */
export const updateItemizationSchema = Type.Object(
  {
    EntryID: Type.Optional(code),
    ExpenseTypeCode: Type.Optional(code),
    TransactionDate: Type.Optional(code),
    TransactionAmount: Type.Optional(Type.Number()),
    ...rest,
  },
  closed,
);

const filter = Type.Optional(Type.String({ minLength: 1 }));
export const itemizationQuerySchema = Type.Object(
  {
    user: filter,
    offset: filter,
    reportID: filter,
    entryID: filter,
    expenseTypeCode: filter,
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  },
  closed,
);
