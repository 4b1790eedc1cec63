import Type from 'typebox';
import {
  detailInputs,
  detailSchemas,
  sourcesSchema,
  TAX_RATE_LOCATIONS,
  travelAllowanceSchema,
} from './expense-detail-schemas.ts';
import { taxSummarySchema } from './tax-wire.ts';
import { amountSchema, closed, customDataInput, customDataSchema, linkSchema, nullable, oneOf, text } from './values.ts';

const flag = Type.Boolean();
const operation = oneOf('MULTIPLY', 'DIVIDE');

/** ReportExpenseSummary of api-reference/expense/expense-report/v4.expenses; what no module holds as yet is null. */
const summary = {
  expenseId: Type.String(),
  expenseType: Type.Object({ id: Type.String(), name: Type.String(), code: Type.String(), isDeleted: flag }),
  paymentType: Type.Object({ id: Type.String(), name: Type.String(), code: Type.String() }),
  transactionDate: Type.String({ format: 'date' }),
  transactionAmount: amountSchema,
  exchangeRate: Type.Object({ value: Type.Number(), operation }),
  postedAmount: amountSchema,
  claimedAmount: amountSchema,
  approvedAmount: amountSchema,
  approverAdjustedAmount: amountSchema,
  vendor: nullable(Type.Object({ id: text, name: Type.Null(), description: text })),
  location: nullable(Type.Object({ id: text, name: text, city: text, countrySubDivisionCode: text, countryCode: text })),
  businessPurpose: text,
  attendeeCount: Type.Integer(),
  allocationState: oneOf('FULLY_ALLOCATED', 'NOT_ALLOCATED', 'PARTIALLY_ALLOCATED'),
  allocationSetId: text,
  receiptImageId: text,
  ereceiptImageId: text,
  imageCertificationStatus: nullable(Type.Literal('NO_PROCESSING_REQUIRED')),
  ticketNumber: text,
  jptRouteId: text,
  fuelTypeListItem: nullable(Type.Object({ id: Type.String(), value: Type.String(), isValid: flag })),
  expenseSourceIdentifiers: nullable(sourcesSchema),
  travelAllowance: travelAllowanceSchema,
  parentExpenseId: text,
  isPersonalExpense: flag,
  isAutoCreated: flag,
  isImageRequired: flag,
  isPaperReceiptRequired: flag,
  hasExceptions: flag,
  hasBlockingExceptions: flag,
  hasMissingReceiptDeclaration: flag,
  canDelete: flag,
  links: Type.Array(linkSchema),
};
export const expenseSummarySchema = Type.Object(summary);

export const expenseSchema = Type.Object({
  ...summary,
  customData: customDataSchema,
  receiptType: Type.Object({ id: oneOf('N', 'R', 'T'), status: Type.String() }),
  taxRateLocation: oneOf(...TAX_RATE_LOCATIONS),
  canAllocate: flag,
  isExpenseBillable: flag,
  isExpenseRejected: flag,
  isExcludedFromCashAdvanceByUser: flag,
  isPaperReceiptReceived: flag,
  ...detailSchemas,
  expenseTaxSummary: taxSummarySchema,
  xmlReceiptId: Type.Null(),
  lastModifiedDate: Type.String({ format: 'date-time' }),
});

const expenseSource = oneOf('EA', 'MOB', 'OTHER', 'SE', 'TA', 'TR', 'UI');
const money = Type.Object({ value: Type.Number(), currencyCode: Type.String() }, closed);
const expenseType = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 5 }),
    name: Type.Optional(text),
    code: Type.Optional(text),
    isDeleted: Type.Optional(flag),
  },
  closed,
);
const paymentType = Type.Object(
  { id: Type.String({ minLength: 1 }), name: Type.Optional(text), code: Type.Optional(text) },
  closed,
);

/** 32 hexadecimal digits, with the dashes of a UUID or without. */
const placeId = Type.String({ pattern: '^([0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$' });

/** Members that the published UpdateReportExpense has and the domain holds; read-only ones are taken and left alone. */
const fields = {
  exchangeRate: Type.Optional(
    Type.Object({ value: Type.Number({ exclusiveMinimum: 0 }), operation: Type.Optional(operation) }, closed),
  ),
  vendor: Type.Optional(
    nullable(
      Type.Object(
        {
          id: Type.Optional(nullable(placeId)),
          name: Type.Optional(text),
          description: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
        },
        closed,
      ),
    ),
  ),
  location: Type.Optional(
    nullable(
      Type.Object(
        {
          id: Type.Optional(nullable(placeId)),
          name: Type.Optional(text),
          city: Type.Optional(text),
          countrySubDivisionCode: Type.Optional(text),
          countryCode: Type.Optional(text),
        },
        closed,
      ),
    ),
  ),
  businessPurpose: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
  comment: Type.Optional(Type.String({ maxLength: 2000 })),
  customData: Type.Optional(customDataInput(40)),
  isPersonalExpense: Type.Optional(flag),
  receiptType: Type.Optional(Type.Object({ id: oneOf('N', 'R', 'T'), status: Type.Optional(text) }, closed)),
  receiptImageId: Type.Optional(text),
  hasMissingReceiptDeclaration: Type.Optional(flag),
  expenseSource: Type.Optional(expenseSource),
  ...detailInputs,
};

export const newExpenseSchema = Type.Object(
  {
    ...fields,
    expenseType,
    transactionDate: Type.String({ format: 'date' }),
    // A journey by car is paid by its distance.
    transactionAmount: Type.Optional(money),
    paymentType: Type.Optional(paymentType),
  },
  closed,
);

export const updateExpenseSchema = Type.Object(
  {
    ...fields,
    expenseType: Type.Optional(expenseType),
    transactionDate: Type.Optional(Type.String({ format: 'date' })),
    transactionAmount: Type.Optional(money),
    paymentType: Type.Optional(paymentType),
    isPaperReceiptReceived: Type.Optional(flag),
  },
  closed,
);

export const updateSubmittedExpenseSchema = Type.Object(
  {
    expenseSource,
    businessPurpose: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
    customData: Type.Optional(customDataInput(40)),
    isPaperReceiptReceived: Type.Optional(flag),
    isExpenseRejected: Type.Optional(flag),
  },
  closed,
);
