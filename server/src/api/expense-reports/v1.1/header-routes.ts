import Type from 'typebox';
import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { headerFromWire, headerResultSchema, headerSchema, type HeaderResult } from './header-wire.ts';
import { detailsUrl, reportIdOf } from './ids.ts';
import { orFailure } from './outcome.ts';

const common = {
  method: 'POST',
  doc: 'api-reference/expense/expense-report/v1dot1.reports.markdown',
  scopes: ['EXPRPT'],
  xmlRoot: 'ReportDetails',
  deprecated: true,
} as const;

const succeeded = (url: string): HeaderResult => ({ ReportStatus: { Status: 'SUCCESS', 'Report-Details-Url': url } });
const failed = (message: string): HeaderResult => ({ ReportStatus: { Message: message, Status: 'FAILURE' } });

export const headerRoutes = (expense: Expense): Route[] => [
  route({
    ...common,
    effect: 'manual',
    operation: 'createReport',
    path: '/report',
    summary: "Creates a report for the token's user",
    principals: ['user'],
    schema: { body: headerSchema, responses: { 200: headerResultSchema } },
    handler: async ({ work, caller, body, site }) => {
      const made = () =>
        work.write(caller, (ctx) => expense.createReport(ctx, { ...headerFromWire(body), access: { kind: 'any' } }));
      const attempt = async () => succeeded(detailsUrl(site.origin, (await made()).id));
      return { body: await orFailure(attempt, failed) };
    },
  }),
  route({
    ...common,
    effect: 'manual',
    operation: 'updateReport',
    path: '/report/{reportId}',
    summary: 'Changes the header of a report',
    principals: ['user', 'company'],
    schema: {
      params: Type.Object({ reportId: Type.String() }),
      body: headerSchema,
      responses: { 200: headerResultSchema },
    },
    handler: async ({ work, caller, params, body, site }) => {
      const on = { access: { kind: 'any' }, reportId: reportIdOf(params.reportId) } as const;
      const attempt = async () => {
        await work.write(caller, (ctx) => expense.updateReport(ctx, { ...on, changes: headerFromWire(body) }));
        return succeeded(detailsUrl(site.origin, on.reportId));
      };
      return { body: await orFailure(attempt, failed) };
    },
  }),
];
