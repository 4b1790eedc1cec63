import type { Static } from 'typebox';
import { approvalStatusName, paymentStatusName, type Comment, type Entry, type Report } from '../../../modules/expense/index.ts';
import { opaqueId, reportKey } from '../../../platform/ids/index.ts';
import { wireAmount, wireDay, wireMoment, wireMomentOrNever } from '../../dialects/xml-v1/values.ts';
import { workflowActionUrl } from '../step-reference.ts';
import type { reportDetailsSchema } from './details-schemas.ts';
import { customToWire, entryToWire } from './entry-to-wire.ts';

export interface Details {
  readonly report: Report;
  readonly entries: readonly Entry[];
  readonly comments: readonly Comment[];
}

export function detailsToWire(
  { report, entries, comments }: Details,
  at: { readonly origin: string; readonly language: string },
): Static<typeof reportDetailsSchema> {
  const commentCount = (entryId: string) => comments.filter((comment) => comment.entryId === entryId).length;
  const frame = { ownerLogin: report.owner.login, language: at.language, commentCount };
  return {
    UserLoginID: report.owner.login,
    EmployeeName: `${report.owner.lastName}, ${report.owner.firstName}`,
    ReportID: reportKey(report.id),
    ReportName: report.name,
    Purpose: report.businessPurpose ?? '',
    ...dates(report),
    CurrencyCode: report.currencyCode,
    ...amounts(report),
    ...statuses(report),
    ...customToWire('OrgUnit', 6, report),
    ...customToWire('Custom', 20, report),
    LedgerName: report.ledger?.code ?? '',
    PolicyID: opaqueId('n', 'policy', report.policyId),
    WorkflowActionURL: workflowActionUrl(at.origin, report),
    ExpenseEntriesList: entries.map((entry) => entryToWire(entry, frame)),
    ReportImageURL: '',
    Country: report.countryCode ?? '',
    CountrySubdivision: report.countrySubdivisionCode ?? '',
    ReceiptsReceived: report.isPaperReceiptsReceived,
    ReportOwner: owner(report),
  };
}

const dates = (report: Report) => ({
  ReportDate: wireDay(report.reportDate),
  CreationDate: wireMoment(report.createdAt),
  SubmitDate: wireMomentOrNever(report.submittedAt),
  PaidDate: report.paidAt && wireMoment(report.paidAt),
  ProcessingPaymentDate: report.processingPaymentAt?.toISOString().slice(0, 10) ?? '',
});

const amounts = ({ totals }: Report) => ({
  ReportTotal: wireAmount(totals.total),
  PersonalExpenses: wireAmount(totals.personal),
  AmountDueEmployee: wireAmount(totals.dueEmployee),
  AmountDueCompanyCard: wireAmount(totals.dueCompanyCard),
  TotalClaimedAmount: wireAmount(totals.claimed),
  TotalApprovedAmount: wireAmount(totals.approved),
});

const statuses = (report: Report) => ({
  ApprovalStatusCode: report.approvalStatus,
  ApprovalStatusName: approvalStatusName(report.approvalStatus),
  PaymentStatusCode: report.paymentStatus,
  PaymentStatusName: paymentStatusName(report.paymentStatus),
  EverSentBack: report.isEverSentBack,
  HasException: report.hasExceptions,
});

/** What of an owner's profile reports do not carry stays empty. */
const owner = ({ owner: person }: Report) => ({
  EmployeeID: person.employeeId ?? '',
  LastName: person.lastName,
  FirstName: person.firstName,
  MiddleInitial: person.middleName?.slice(0, 1) ?? '',
  EmployeeCustom21: '',
  ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`EmployeeOrgUnit${index + 1}`, ''])),
  ReimbursementMethodCode: '',
});
