import type { Static } from 'typebox';
import {
  approvalStatusName,
  paymentStatusName,
  type Comment,
  type CustomValues,
  type Entry,
  type Report,
} from '../../../modules/expense/index.ts';
import { hex32, opaqueId, reportKey } from '../../../platform/ids/index.ts';
import { currencyName } from '../../../platform/names/names.ts';
import { wireAmount, wireDay, wireMoment, wireMomentOrNever, wireRate } from '../../dialects/xml-v1/values.ts';
import { workflowActionUrl } from '../step-reference.ts';
import type { entrySchema, reportDetailsSchema } from './details-schemas.ts';
import { rptKey } from './ids.ts';

export interface Details {
  readonly report: Report;
  readonly entries: readonly Entry[];
  readonly comments: readonly Comment[];
}

type Text<Prefix extends string> = Record<`${Prefix}${number}`, string>;

/** Slots as text; a list item as `(code) name`. */
function custom<Prefix extends string>(prefix: Prefix, count: number, values: CustomValues): Text<Prefix> {
  const slot = `${prefix.charAt(0).toLowerCase()}${prefix.slice(1)}`;
  const text = (index: number) => {
    const value = values[`${slot}${index}`];
    return value ? (value.code ? `(${value.code}) ${value.value}` : value.value) : '';
  };
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${prefix}${index + 1}`, text(index + 1)]),
  ) as Text<Prefix>;
}

export function detailsToWire(
  { report, entries, comments }: Details,
  at: { readonly origin: string; readonly language: string },
): Static<typeof reportDetailsSchema> {
  const countOf = (entryId: string) => comments.filter((comment) => comment.entryId === entryId).length;
  return {
    X_UserID: report.owner.login,
    ReportId: reportKey(report.id),
    ReportName: report.name,
    Purpose: report.businessPurpose ?? '',
    CrnCode: report.currencyCode,
    ReceiptImageUrl: '',
    ...statuses(report),
    ...dates(report),
    EmployeeName: `${report.owner.lastName}, ${report.owner.firstName}`,
    EntryCount: report.entryCount,
    LedgerName: report.ledger?.code ?? '',
    ...custom('OrgUnit', 6, report.custom),
    ...custom('Custom', 20, report.custom),
    PolKey: opaqueId('n', 'policy', report.policyId),
    RptKey: rptKey(report.id),
    ...amounts(report),
    WorkflowActionURL: workflowActionUrl(at.origin, report),
    Entries: {
      Count: entries.length,
      ExpenseEntry: entries.map((entry) => entryToWire(entry, report, countOf(entry.id), at.language)),
    },
  };
}

const statuses = (report: Report) => ({
  ApsKey: report.approvalStatus,
  ApvStatusName: approvalStatusName(report.approvalStatus),
  PayKey: report.paymentStatus,
  PayStatusName: paymentStatusName(report.paymentStatus),
  HasException: report.hasExceptions,
  EverSentBack: report.isEverSentBack,
});

const dates = (report: Report) => ({
  ReportDate: wireDay(report.reportDate),
  CreationDate: wireMoment(report.createdAt),
  PaidDate: report.paidAt && wireMoment(report.paidAt),
  SubmitDate: wireMomentOrNever(report.submittedAt),
});

const amounts = ({ totals }: Report) => ({
  ReportTotal: wireAmount(totals.total),
  PersonalExpenses: wireAmount(totals.personal),
  AmountDueEmployee: wireAmount(totals.dueEmployee),
  AmountDueCompanyCard: wireAmount(totals.dueCompanyCard),
  TotalClaimedAmount: wireAmount(totals.claimed),
  TotalApprovedAmount: wireAmount(totals.approved),
});

const entryToWire = (entry: Entry, report: Report, commentCount: number, language: string): Static<typeof entrySchema> => ({
  RpeKey: opaqueId('n', 'entry', entry.id),
  RptKey: rptKey(entry.reportId),
  X_UserID: report.owner.login,
  ExpKey: entry.expenseType.id,
  ExpName: entry.expenseType.name,
  SpendCategory: entry.spendCategoryCode,
  PaymentTypeKey: entry.paymentType.shortId,
  BusinessPurpose: entry.businessPurpose ?? '',
  ExchangeRate: wireRate(entry.exchangeRate.value),
  TransactionAmount: wireAmount(entry.transaction.amount),
  PostedAmount: wireAmount(entry.posted.amount),
  ApprovedAmount: wireAmount(entry.approved.amount),
  TransactionCurrencyName: currencyName(entry.transaction.currencyCode, language),
  TransactionDate: wireDay(entry.transactionDate),
  LastModifiedDate: wireMoment(entry.modifiedAt),
  VendorDescription: entry.vendorName ?? '',
  LocationName: entry.location.name ?? '',
  LocationSubdivision: entry.location.subdivisionCode ?? '',
  LocationCountry: entry.location.countryCode ?? '',
  ReceiptImageId: entry.receiptImageId ? hex32(entry.receiptImageId) : '',
  ImageRequired: entry.isImageRequired,
  HasVat: entry.taxTotals !== null,
  HasComments: commentCount > 0,
  CommentCount: commentCount,
  HasExceptions: entry.hasExceptions,
  HasAttendees: entry.attendeeCount > 0,
  AttendeeCount: entry.attendeeCount,
  IsPersonal: entry.isPersonal,
  ...NOT_HELD,
  ...custom('OrgUnit', 6, entry.custom),
  ...custom('Custom', 40, entry.custom),
});

/** Nothing of this is held as yet: the documented empties. */
const NOT_HELD = {
  ReceiptRequired: false,
  EreceiptId: '',
  FormKey: '',
  IsItemized: false,
  HasAllocation: 'N',
  IsCreditCardCharge: false,
  IsPersonalCardCharge: false,
  ItemizationList: '',
  Allocations: '',
} as const;
