import Type from 'typebox';
import {
  amountSchema,
  closed,
  customDataInput,
  customDataSchema,
  employeeSchema,
  linkSchema,
  nullable,
  oneOf,
  text,
} from './values.ts';

const receiptStatus = oneOf('NOT_RECEIVED', 'NOT_REQUIRED', 'RECEIVED', 'RECEIVED_NOT_REQUIRED');
const flag = Type.Boolean();
const day = nullable(Type.String({ format: 'date' }));
const instant = Type.String({ format: 'date-time' });

/** ReportDetails of api-reference/expense/expense-report/v4.reports; what no module holds as yet is null. */
export const reportSchema = Type.Object({
  reportId: Type.String(),
  reportNumber: Type.String(),
  reportType: Type.String(),
  reportVersion: Type.Integer(),
  name: Type.String(),
  businessPurpose: text,
  policy: Type.String(),
  policyId: Type.String(),
  userId: Type.String(),
  employee: employeeSchema,
  submitterId: text,
  sponsorId: Type.Null(),
  reportDate: Type.String({ format: 'date' }),
  startDate: day,
  endDate: day,
  creationDate: instant,
  submitDate: nullable(instant),
  currency: Type.String(),
  currencyCode: Type.String(),
  country: text,
  countryCode: text,
  countrySubDivisionCode: text,
  customData: customDataSchema,
  approvalStatus: Type.String(),
  approvalStatusId: Type.String(),
  paymentStatus: Type.String(),
  paymentStatusId: Type.String(),
  concurAuditStatus: Type.Literal('NOTR'),
  receiptStatus,
  imageStatus: receiptStatus,
  reportTotal: amountSchema,
  claimedAmount: amountSchema,
  personalAmount: amountSchema,
  approvedAmount: amountSchema,
  amountNotApproved: amountSchema,
  amountDueEmployee: amountSchema,
  amountDueCompany: amountSchema,
  amountDueCompanyCard: amountSchema,
  amountCompanyPaid: amountSchema,
  paymentConfirmedAmount: amountSchema,
  totalAmountPaidEmployee: amountSchema,
  canAddExpense: flag,
  canRecall: flag,
  canReopen: flag,
  isSubmitted: flag,
  isSentBack: flag,
  isReportEverSentBack: flag,
  isReopened: flag,
  isPendingDelegatorReview: flag,
  isReceiptImageRequired: flag,
  isReceiptImageAvailable: flag,
  isPaperReceiptRequired: flag,
  isPaperReceiptsReceived: flag,
  isFinancialIntegrationEnabled: flag,
  isFundsAndGrantsIntegrationEligible: flag,
  hasBlockingExceptions: flag,
  hasReceivedCashAdvanceReturns: flag,
  defaultFieldAccess: oneOf('RW', 'RO'),
  ledger: text,
  ledgerId: text,
  hierarchyNodeId: text,
  analyticsGroupId: Type.Null(),
  reportFormId: text,
  allocationFormId: text,
  taxConfigId: Type.Null(),
  cardProgramStatementPeriodId: Type.Null(),
  receiptContainerId: Type.Null(),
  redirectFund: Type.Null(),
  links: Type.Array(linkSchema),
});

export const reportPageSchema = Type.Object({
  content: Type.Array(reportSchema),
  links: Type.Array(linkSchema),
  number: Type.Integer(),
  size: Type.Integer(),
  totalElements: Type.Integer(),
  totalPages: Type.Integer(),
});

export const reportToApproveSchema = Type.Object({
  name: Type.String(),
  reportDate: Type.String({ format: 'date' }),
  reportId: Type.String(),
  reportNumber: Type.String(),
  submitDate: day,
  approver: nullable(employeeSchema),
  employee: employeeSchema,
  employeeFirstName: Type.String(),
  employeeLastName: Type.String(),
  employeeMiddleInitial: text,
  amountDueEmployee: amountSchema,
  claimedAmount: amountSchema,
  totalApprovedAmount: amountSchema,
  hasExceptions: flag,
  reportType: Type.String(),
  crnCode: Type.String(),
});

export const createdSchema = Type.Object({ uri: Type.String() });

const date = Type.String({ format: 'date' });
const header = {
  businessPurpose: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  comment: Type.Optional(Type.String({ maxLength: 2000 })),
  countryCode: Type.Optional(nullable(Type.String({ minLength: 2, maxLength: 2 }))),
  countrySubDivisionCode: Type.Optional(nullable(Type.String({ maxLength: 6 }))),
  customData: Type.Optional(customDataInput(20)),
  startDate: Type.Optional(nullable(date)),
  endDate: Type.Optional(nullable(date)),
  reportDate: Type.Optional(date),
  // Read-only: an object that was read may be sent back.
  country: Type.Optional(text),
  policy: Type.Optional(text),
};

export const newReportSchema = Type.Object({ ...header, name: Type.String({ minLength: 1 }), policyId: Type.String() }, closed);

export const updateReportSchema = Type.Object(
  {
    ...header,
    name: Type.Optional(Type.String({ minLength: 1 })),
    policyId: Type.Optional(Type.String()),
    isPaperReceiptsReceived: Type.Optional(flag),
    // The page requires it, the published file does not know it.
    reportSource: Type.Optional(oneOf('EA', 'MOB', 'OTHER', 'SE', 'TR', 'UI')),
    isCopyDownInherited: Type.Optional(flag),
    // Nothing is redirected or returned as yet, so only the values that ask for nothing are taken.
    hasReceivedCashAdvanceReturns: Type.Optional(Type.Literal(false)),
    redirectFund: Type.Optional(Type.Null()),
    receiptContainerId: Type.Optional(Type.Null()),
  },
  closed,
);

export const updateSubmittedReportSchema = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1 })),
    businessPurpose: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
    comment: Type.Optional(Type.String({ maxLength: 2000 })),
    customData: Type.Optional(customDataInput(20)),
    isPaperReceiptsReceived: Type.Optional(flag),
  },
  closed,
);
