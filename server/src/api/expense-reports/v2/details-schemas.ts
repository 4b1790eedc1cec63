import Type from 'typebox';
import { documentXml, nullable } from '../../dialects/xml-v1/values.ts';
import { DETAILS_NAMESPACE } from './ids.ts';

const text = Type.String();
const flag = Type.Boolean();
const count = Type.Integer();

/** A custom field: empty, or its type, value and, of a list item, code. */
const customSchema = Type.Object({
  Type: Type.Optional(text),
  Value: Type.Optional(text),
  Code: Type.Optional(text),
});

const customs = (prefix: string, most: number) =>
  Object.fromEntries(Array.from({ length: most }, (_, index) => [`${prefix}${index + 1}`, customSchema])) as Record<
    string,
    typeof customSchema
  >;

const kind = {
  ExpenseTypeID: text,
  ExpenseTypeName: text,
};
const amounts = { TransactionAmount: text, PostedAmount: text, ApprovedAmount: text };

export const itemizationSchema = Type.Object({
  ItemType: Type.Literal('Regular'),
  ItemizationID: text,
  ...kind,
  TransactionDate: text,
  ...amounts,
  BusinessPurpose: text,
  ...customs('OrgUnit', 6),
  ...customs('Custom', 40),
  HasComments: flag,
  CommentCount: count,
  IsPersonal: flag,
  LastModified: text,
  AllocationsList: text,
  AttendeesList: text,
});

export const entrySchema = Type.Object({
  ReportEntryID: text,
  LegacyEntryID: count,
  ...kind,
  SpendCategory: text,
  PaymentTypeCode: text,
  PaymentTypeName: text,
  TransactionDate: text,
  TransactionCurrencyName: text,
  ExchangeRate: text,
  ...amounts,
  BusinessPurpose: text,
  VendorDescription: text,
  LocationName: text,
  LocationSubdivision: text,
  LocationCountry: text,
  ...customs('OrgUnit', 6),
  ...customs('Custom', 40),
  FormID: text,
  EntryImageID: text,
  HasVat: flag,
  HasComments: flag,
  CommentCount: count,
  IsItemized: flag,
  HasExceptions: flag,
  IsPersonal: flag,
  HasAttendees: flag,
  HasAllocation: Type.Literal('N'),
  IsCreditCardCharge: flag,
  IsPersonalCardCharge: flag,
  ReceiptRequired: flag,
  ImageRequired: flag,
  'E-ReceiptID': text,
  LastModified: text,
  ItemizationsList: Type.Array(itemizationSchema, { xml: { item: 'Itemization' } }),
  ReportEntryReceiptReceived: flag,
  ReportEntryReceiptType: text,
  UserLoginID: text,
});

const ownerSchema = Type.Object({
  EmployeeID: text,
  LastName: text,
  FirstName: text,
  MiddleInitial: text,
  EmployeeCustom21: text,
  ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`EmployeeOrgUnit${index + 1}`, text])),
  ReimbursementMethodCode: text,
});

/** api-reference/expense/expense-report/v2.reports, in the order of its sample. */
export const reportDetailsSchema = Type.Object(
  {
    UserLoginID: text,
    EmployeeName: text,
    ReportID: text,
    ReportName: text,
    Purpose: text,
    ReportDate: text,
    CreationDate: text,
    SubmitDate: text,
    PaidDate: nullable(text),
    CurrencyCode: text,
    ReportTotal: text,
    PersonalExpenses: text,
    AmountDueEmployee: text,
    AmountDueCompanyCard: text,
    TotalClaimedAmount: text,
    TotalApprovedAmount: text,
    ApprovalStatusCode: text,
    ApprovalStatusName: text,
    PaymentStatusCode: text,
    PaymentStatusName: text,
    ...customs('OrgUnit', 6),
    ...customs('Custom', 20),
    LedgerName: text,
    PolicyID: text,
    EverSentBack: flag,
    HasException: flag,
    WorkflowActionURL: text,
    ExpenseEntriesList: Type.Array(entrySchema, { xml: { item: 'ExpenseEntry' } }),
    ReportImageURL: text,
    Country: text,
    CountrySubdivision: text,
    ProcessingPaymentDate: text,
    ReceiptsReceived: flag,
    ReportOwner: ownerSchema,
  },
  { xml: documentXml(DETAILS_NAMESPACE) },
);
