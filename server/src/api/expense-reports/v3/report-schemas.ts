import Type, { type TSchema } from 'typebox';
import { collectionOf, nullable, resourceXml } from '../../dialects/v3/values.ts';
import { customFields } from './custom-fields.ts';

export const reportCustoms = customFields(20);

const text = nullable(Type.String());
const moment = nullable(Type.String());

/** api-reference/expense/expense-report/v3.reports#report */
const readOnly = {
  ID: Type.String(),
  URI: Type.String(),
  Total: Type.Number(),
  CurrencyCode: Type.String(),
  CreateDate: Type.String(),
  SubmitDate: moment,
  ProcessingPaymentDate: moment,
  PaidDate: moment,
  ReceiptsReceived: Type.Boolean(),
  LastComment: Type.String(),
  OwnerLoginID: Type.String(),
  OwnerName: Type.String(),
  ApproverLoginID: text,
  ApproverName: text,
  ApprovalStatusName: Type.String(),
  ApprovalStatusCode: Type.String(),
  PaymentStatusName: Type.String(),
  PaymentStatusCode: Type.String(),
  LastModifiedDate: Type.String(),
  PersonalAmount: Type.Number(),
  AmountDueEmployee: Type.Number(),
  AmountDueCompanyCard: Type.Number(),
  TotalClaimedAmount: Type.Number(),
  TotalApprovedAmount: Type.Number(),
  PolicyID: Type.String(),
  EverSentBack: Type.Boolean(),
  HasException: Type.Boolean(),
  WorkflowActionUrl: Type.String(),
};

export const reportSchema = Type.Object(
  {
    ...readOnly,
    Name: Type.String(),
    Country: text,
    CountrySubdivision: text,
    UserDefinedDate: Type.String(),
    LedgerName: text,
    ...reportCustoms.read,
  },
  { xml: resourceXml },
);
export const reportsSchema = collectionOf(reportSchema, 'Report');

/** The page lets a caller send a whole report back: what is read-only is taken and left alone. */
export const ignored = (fields: Readonly<Record<string, TSchema>>) =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, Type.Optional(Type.Unknown())]));

const writable = {
  Purpose: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  Comment: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  UserDefinedDate: Type.Optional(nullable(Type.String())),
  Country: Type.Optional(nullable(Type.String({ maxLength: 2 }))),
  CountrySubdivision: Type.Optional(nullable(Type.String({ maxLength: 6 }))),
  LedgerName: Type.Optional(nullable(Type.String({ maxLength: 20 }))),
};
const name = Type.String({ minLength: 1 });
const closed = { additionalProperties: false } as const;

export const newReportSchema = Type.Object({ Name: name, ...writable, ...reportCustoms.write, ...ignored(readOnly) }, closed);
export const updateReportSchema = Type.Object(
  { Name: Type.Optional(name), ...writable, ...reportCustoms.write, ...ignored(readOnly) },
  closed,
);

const filter = Type.Optional(Type.String({ minLength: 1 }));
const filters = [
  'user',
  'offset',
  'approvalStatusCode',
  'paymentStatusCode',
  'currencyCode',
  'paymentType',
  'approverLoginID',
  'expenseTypeCode',
  'attendeeTypeCode',
  'countryCode',
  'vendorName',
  'expenseGroupConfigID',
  'entryTransactionDateBefore',
  'entryTransactionDateAfter',
  'createDateBefore',
  'createDateAfter',
  'userDefinedDateBefore',
  'userDefinedDateAfter',
  'submitDateBefore',
  'submitDateAfter',
  'processingPaymentDateBefore',
  'processingPaymentDateAfter',
  'paidDateBefore',
  'paidDateAfter',
  'modifiedDateBefore',
  'modifiedDateAfter',
] as const;
type FilterName = (typeof filters)[number];

/** A filter of the page that the domain cannot answer yet is refused by the closed schema: silence would return too much. */
export const reportQuerySchema = Type.Object(
  {
    ...(Object.fromEntries(filters.map((name) => [name, filter])) as Record<FilterName, typeof filter>),
    hasImages: Type.Optional(Type.Boolean()),
    hasAttendees: Type.Optional(Type.Boolean()),
    hasVAT: Type.Optional(Type.Boolean()),
    hasBillableExpenses: Type.Optional(Type.Boolean()),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  },
  closed,
);

export const ownerQuerySchema = Type.Object({ user: Type.Optional(Type.String({ minLength: 1 })) }, closed);
export const idParamsSchema = Type.Object({ id: Type.String({ minLength: 1 }) });
