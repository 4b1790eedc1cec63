import Type from 'typebox';
import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { reportDetailsSchema } from './details-schemas.ts';
import { detailsToWire } from './details-to-wire.ts';
import { reportIdOf } from './ids.ts';

export const detailsRoutes = (expense: Expense): Route[] => [
  route({
    operation: 'getReportFullDetails',
    method: 'GET',
    path: '/reportfulldetails/{reportKey}',
    summary: 'Reads a report with its entries',
    doc: 'api-reference/expense/expense-report/v1dot1.report-full-details.markdown',
    scopes: ['EXPRPT'],
    principals: ['user', 'company'],
    xmlRoot: 'ReportDetails',
    deprecated: true,
    schema: { params: Type.Object({ reportKey: Type.String() }), responses: { 200: reportDetailsSchema } },
    handler: async ({ ctx, params, site }) => {
      const on = { access: { kind: 'any' }, reportId: reportIdOf(params.reportKey) } as const;
      const report = await expense.getReport(ctx, on);
      const entries = await expense.listEntries(ctx, on);
      const comments = await expense.listComments(ctx, { ...on, includeEntries: true });
      return { body: detailsToWire({ report, entries, comments }, { origin: site.origin, language: ctx.language }) };
    },
  }),
];
