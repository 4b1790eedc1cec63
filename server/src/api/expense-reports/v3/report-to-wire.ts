import type { Static } from 'typebox';
import { approvalStatusName, paymentStatusName, type Person, type Report } from '../../../modules/expense/index.ts';
import { opaqueId, reportKey } from '../../../platform/ids/index.ts';
import { toWire } from '../../../platform/money/money.ts';
import { wireDateTime, wireDateTimeOrNull, wireDay } from '../../dialects/v3/values.ts';
import { workflowActionUrl } from '../step-reference.ts';
import { reportCustoms, type reportSchema } from './report-schemas.ts';

const uriOf = (origin: string, key: string): string => `${origin}/api/v3.0/expense/reports/${key}`;
export const reportUri = (origin: string, reportId: string): string => uriOf(origin, reportKey(reportId));

const fullName = (person: Person): string => `${person.firstName} ${person.lastName}`;

export function reportToWire(report: Report, origin: string): Static<typeof reportSchema> {
  const approver = report.currentStep?.approver ?? null;
  const key = reportKey(report.id);
  return {
    ID: key,
    URI: uriOf(origin, key),
    Name: report.name,
    ...amounts(report),
    CurrencyCode: report.currencyCode,
    Country: report.countryCode,
    CountrySubdivision: report.countrySubdivisionCode,
    ...dates(report),
    ReceiptsReceived: report.isPaperReceiptsReceived,
    LastComment: report.lastComment ?? '',
    OwnerLoginID: report.owner.login,
    OwnerName: fullName(report.owner),
    ApproverLoginID: approver && approver.login,
    ApproverName: approver && fullName(approver),
    ApprovalStatusName: approvalStatusName(report.approvalStatus),
    ApprovalStatusCode: report.approvalStatus,
    PaymentStatusName: paymentStatusName(report.paymentStatus),
    PaymentStatusCode: report.paymentStatus,
    LedgerName: report.ledger && report.ledger.code,
    PolicyID: opaqueId('g', 'policy', report.policyId),
    EverSentBack: report.isEverSentBack,
    HasException: report.hasExceptions,
    WorkflowActionUrl: workflowActionUrl(origin, report),
    ...reportCustoms.toWire(report),
  };
}

const amounts = ({ totals }: Report) => ({
  Total: toWire(totals.total),
  PersonalAmount: toWire(totals.personal),
  AmountDueEmployee: toWire(totals.dueEmployee),
  AmountDueCompanyCard: toWire(totals.dueCompanyCard),
  TotalClaimedAmount: toWire(totals.claimed),
  TotalApprovedAmount: toWire(totals.approved),
});

const dates = (report: Report) => ({
  CreateDate: wireDateTime(report.createdAt),
  SubmitDate: wireDateTimeOrNull(report.submittedAt),
  ProcessingPaymentDate: wireDateTimeOrNull(report.processingPaymentAt),
  PaidDate: wireDateTimeOrNull(report.paidAt),
  UserDefinedDate: wireDay(report.reportDate),
  LastModifiedDate: wireDateTime(report.modifiedAt),
});
