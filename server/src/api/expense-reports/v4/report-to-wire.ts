import type { Static } from 'typebox';
import { approvalStatusName, paymentStatusName, type Report } from '../../../modules/expense/index.ts';
import { hex32, reportKey } from '../../../platform/ids/index.ts';
import type { Decimal } from '../../../platform/money/money.ts';
import { countryName, currencyName } from '../../../platform/names/names.ts';
import { reportsUrl, reportUrl, type Base } from './links.ts';
import type { reportPageSchema, reportSchema, reportToApproveSchema } from './report-schemas.ts';
import { amount, customData, employee, link } from './values.ts';

export function reportToWire(report: Report, base: Base, language: string): Static<typeof reportSchema> {
  return {
    ...identity(report, language),
    ...amounts(report),
    ...flags(report),
    customData: customData(report.custom, base.origin),
    approvalStatus: approvalStatusName(report.approvalStatus),
    approvalStatusId: report.approvalStatus,
    paymentStatus: paymentStatusName(report.paymentStatus),
    paymentStatusId: report.paymentStatus,
    concurAuditStatus: 'NOTR',
    receiptStatus: report.flags.receiptStatus,
    imageStatus: report.flags.imageStatus,
    reportFormId: report.forms.report && hex32(report.forms.report),
    allocationFormId: report.forms.allocation && hex32(report.forms.allocation),
    hierarchyNodeId: report.hierarchyNodeId ? hex32(report.hierarchyNodeId) : null,
    ledger: report.ledger && report.ledger.code,
    ledgerId: report.ledger && hex32(report.ledger.id),
    ...NOT_HELD,
    links: [link('self', reportUrl(base, report.id))],
  };
}

const NOT_HELD = {
  sponsorId: null,
  analyticsGroupId: null,
  taxConfigId: null,
  cardProgramStatementPeriodId: null,
  receiptContainerId: null,
  redirectFund: null,
} as const;

const identity = (report: Report, language: string) => ({
  reportId: reportKey(report.id),
  reportNumber: report.number,
  reportType: report.reportType,
  reportVersion: report.version,
  name: report.name,
  businessPurpose: report.businessPurpose,
  policy: report.policyName,
  policyId: hex32(report.policyId),
  userId: report.owner.id,
  employee: employee(report.owner),
  submitterId: report.submitter?.id ?? null,
  reportDate: report.reportDate,
  startDate: report.startDate,
  endDate: report.endDate,
  creationDate: report.createdAt.toISOString(),
  submitDate: report.submittedAt?.toISOString() ?? null,
  currency: currencyName(report.currencyCode, language),
  currencyCode: report.currencyCode,
  country: report.countryCode && countryName(report.countryCode, language),
  countryCode: report.countryCode,
  countrySubDivisionCode: report.countrySubdivisionCode,
});

function amounts({ totals, currencyCode }: Report) {
  const money = (value: Decimal) => amount(value, currencyCode);
  return {
    reportTotal: money(totals.total),
    claimedAmount: money(totals.claimed),
    personalAmount: money(totals.personal),
    approvedAmount: money(totals.approved),
    amountNotApproved: money(totals.notApproved),
    amountDueEmployee: money(totals.dueEmployee),
    amountDueCompany: money(totals.dueCompany),
    amountDueCompanyCard: money(totals.dueCompanyCard),
    amountCompanyPaid: money(totals.companyPaid),
    paymentConfirmedAmount: money(totals.paymentConfirmed),
    totalAmountPaidEmployee: money(totals.paidEmployee),
  };
}

const flags = (report: Report) => ({
  canAddExpense: report.flags.canAddExpense,
  canRecall: report.flags.canRecall,
  canReopen: report.flags.canReopen,
  isSubmitted: report.flags.isSubmitted,
  isSentBack: report.isSentBack,
  isReportEverSentBack: report.isEverSentBack,
  isReopened: false,
  isPendingDelegatorReview: report.isPendingDelegatorReview,
  isReceiptImageRequired: report.flags.isReceiptImageRequired,
  isReceiptImageAvailable: report.flags.isReceiptImageAvailable,
  isPaperReceiptRequired: report.flags.isPaperReceiptRequired,
  isPaperReceiptsReceived: report.isPaperReceiptsReceived,
  isFinancialIntegrationEnabled: false,
  isFundsAndGrantsIntegrationEligible: false,
  hasBlockingExceptions: report.hasBlockingExceptions,
  hasReceivedCashAdvanceReturns: false,
  defaultFieldAccess: report.flags.defaultFieldAccess,
});

/** The page of one's own reports as clients of the live service read it. Pages count from 0. */
export function reportPageToWire(
  found: { readonly items: readonly Report[]; readonly total: number },
  at: { readonly page: number; readonly size: number; readonly base: Base; readonly language: string },
): Static<typeof reportPageSchema> {
  const { page, size, base, language } = at;
  const totalPages = Math.ceil(found.total / size);
  const to = (rel: string, number: number) => link(rel, `${reportsUrl(base)}?page=${number}&size=${size}`);
  return {
    content: found.items.map((report) => reportToWire(report, base, language)),
    links: [
      to('self', page),
      ...(page + 1 < totalPages ? [to('next', page + 1)] : []),
      ...(page > 0 ? [to('prev', page - 1)] : []),
    ],
    number: page,
    size,
    totalElements: found.total,
    totalPages,
  };
}

export const reportToApproveToWire = (report: Report): Static<typeof reportToApproveSchema> => ({
  name: report.name,
  reportDate: report.reportDate,
  reportId: reportKey(report.id),
  reportNumber: report.number,
  submitDate: report.submittedAt?.toISOString().slice(0, 10) ?? null,
  approver: report.currentStep?.approver ? employee(report.currentStep.approver) : null,
  employee: employee(report.owner),
  employeeFirstName: report.owner.firstName,
  employeeLastName: report.owner.lastName,
  employeeMiddleInitial: report.owner.middleName?.slice(0, 1) ?? null,
  amountDueEmployee: amount(report.totals.dueEmployee, report.currencyCode),
  claimedAmount: amount(report.totals.claimed, report.currencyCode),
  totalApprovedAmount: amount(report.totals.approved, report.currencyCode),
  hasExceptions: report.hasExceptions,
  reportType: report.reportType,
  crnCode: report.currencyCode,
});
