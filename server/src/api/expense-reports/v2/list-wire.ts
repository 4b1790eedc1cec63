import Type, { type Static } from 'typebox';
import { approvalStatusName, paymentStatusName, type Report } from '../../../modules/expense/index.ts';
import { documentXml, wireAmount, wireMoment } from '../../dialects/xml-v1/values.ts';
import { detailsUrl, LIST_NAMESPACE, listedId } from './ids.ts';

const text = Type.String();

export const reportsListSchema = Type.Object(
  {
    ReportSummary: Type.Array(
      Type.Object({
        ReportName: text,
        ReportId: text,
        ReportTotal: text,
        ReportCurrency: text,
        ReportDate: text,
        LastComment: text,
        'Report-Full-Details-Url': text,
        ExpenseUserLoginID: text,
        ApproverLoginID: text,
        EmployeeName: text,
        ApprovalStatus: text,
        PaymentStatus: text,
      }),
      { xml: { wrapped: false } },
    ),
  },
  { xml: documentXml(LIST_NAMESPACE) },
);

export const listToWire = (reports: readonly Report[], origin: string): Static<typeof reportsListSchema> => ({
  ReportSummary: reports.map((report) => ({
    ReportName: report.name,
    ReportId: listedId(report.id),
    ReportTotal: wireAmount(report.totals.total),
    ReportCurrency: report.currencyCode,
    ReportDate: wireMoment(report.createdAt),
    LastComment: report.lastComment ?? '',
    'Report-Full-Details-Url': detailsUrl(origin, report.id),
    ExpenseUserLoginID: report.owner.login,
    ApproverLoginID: report.currentStep?.approver?.login ?? '',
    EmployeeName: `${report.owner.firstName} ${report.owner.lastName}`,
    ApprovalStatus: approvalStatusName(report.approvalStatus),
    PaymentStatus: paymentStatusName(report.paymentStatus),
  })),
});
