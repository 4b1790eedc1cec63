import Type, { type Static } from 'typebox';
import type { Expense, Report, ReportFilters } from '../../../modules/expense/index.ts';
import type { Context } from '../../../platform/context.ts';
import { reportKey } from '../../../platform/ids/index.ts';
import { documentXml, wireAmount, wireMoment } from '../../dialects/xml-v1/values.ts';
import { detailsUrl, fullDetailsUrl, NAMESPACE } from './ids.ts';

const summarySchema = Type.Object({
  ReportName: Type.String(),
  ReportId: Type.String(),
  ReportTotal: Type.String(),
  ReportCurrency: Type.String(),
  ReportDate: Type.String(),
  LastComment: Type.String(),
  'Report-Details-Url': Type.String(),
  'Report-Full-Details-Url': Type.String(),
  ExpenseUserXUserID: Type.String(),
  ApproverXUserID: Type.String(),
  EmployeeName: Type.String(),
});

export const reportsListSchema = Type.Object(
  { ReportSummary: Type.Array(summarySchema, { xml: { wrapped: false } }) },
  { xml: documentXml(NAMESPACE) },
);

export const listToWire = (reports: readonly Report[], origin: string): Static<typeof reportsListSchema> => ({
  ReportSummary: reports.map((report) => ({
    ReportName: report.name,
    ReportId: reportKey(report.id),
    ReportTotal: wireAmount(report.totals.total),
    ReportCurrency: report.currencyCode,
    ReportDate: wireMoment(report.createdAt),
    LastComment: report.lastComment ?? '',
    'Report-Details-Url': detailsUrl(origin, report.id),
    'Report-Full-Details-Url': fullDetailsUrl(origin, report.id),
    ExpenseUserXUserID: report.owner.login,
    ApproverXUserID: report.currentStep?.approver?.login ?? '',
    EmployeeName: `${report.owner.firstName} ${report.owner.lastName}`,
  })),
});

/** The lists of this generation have no pages: api-reference/expense/expense-report/v1dot1.reports-list. */
export async function allReports(ctx: Context, expense: Expense, filters: ReportFilters): Promise<Report[]> {
  const reports: Report[] = [];
  for (let after: string | undefined; ;) {
    const page = await expense.searchReports(ctx, filters, { limit: 100, ...(after ? { after } : {}) });
    reports.push(...page.items);
    after = page.next;
    if (after === undefined) return reports;
  }
}
