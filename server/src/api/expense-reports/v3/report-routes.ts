import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { reportKey } from '../../../platform/ids/index.ts';
import { created, pageOf, readOffset } from '../../dialects/v3/values.ts';
import { userIdOf } from '../../dialects/v3/owner.ts';
import { accessFor, listedOwner, type People } from './owner.ts';
import { newReportFromWire, reportChangesFromWire, reportFiltersFromWire, reportIdOf } from './report-from-wire.ts';
import {
  idParamsSchema,
  newReportSchema,
  ownerQuerySchema,
  reportQuerySchema,
  reportSchema,
  reportsSchema,
  updateReportSchema,
} from './report-schemas.ts';
import { reportToWire, reportUri } from './report-to-wire.ts';

const DOC = 'api-reference/expense/expense-report/v3.reports.markdown';
const SCOPES = ['EXPRPT'];
const PRINCIPALS = ['user', 'company'] as const;

export const reportRoutes = (expense: Expense, people: People): Route[] => [
  route({
    operation: 'listReports',
    method: 'GET',
    path: '/reports',
    summary: 'Searches reports',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'Reports',
    schema: { query: reportQuerySchema, responses: { 200: reportsSchema } },
    handler: async ({ ctx, query, site, url }) => {
      const owner = await listedOwner(ctx, people, query.user);
      const filters = {
        ...reportFiltersFromWire(query),
        ...(owner ? { ownerIds: [owner] } : {}),
        ...(query.approverLoginID ? { approverId: await userIdOf(ctx, people, query.approverLoginID) } : {}),
      };
      const page = await expense.searchReports(ctx, filters, { limit: query.limit, ...readOffset('report', query.offset) });
      const items = page.items.map((report) => reportToWire(report, site.origin));
      return { body: pageOf({ items, next: page.next }, { kind: 'report', site, url }) };
    },
  }),
  route({
    operation: 'getReport',
    method: 'GET',
    path: '/reports/{id}',
    summary: 'Reads one report',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'Report',
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: reportSchema } },
    handler: async ({ ctx, params, query, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const report = await expense.getReport(ctx, { access, reportId: reportIdOf(params.id) });
      return { body: reportToWire(report, site.origin) };
    },
  }),
  route({
    operation: 'createReport',
    method: 'POST',
    path: '/reports',
    summary: "Creates a report under the owner's default policy",
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'CreateResponse',
    schema: { query: ownerQuerySchema, body: newReportSchema, responses: { 200: created } },
    handler: async ({ ctx, query, body, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const report = await expense.createReport(ctx, { ...newReportFromWire(body), access });
      return { body: { ID: reportKey(report.id), URI: reportUri(site.origin, report.id) } };
    },
  }),
  route({
    operation: 'updateReport',
    method: 'PUT',
    path: '/reports/{id}',
    summary: 'Changes what is given of a report, and nothing else',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    schema: { params: idParamsSchema, query: ownerQuerySchema, body: updateReportSchema, responses: { 200: null } },
    handler: async ({ ctx, params, query, body }) => {
      const access = await accessFor(ctx, people, query.user);
      await expense.updateReport(ctx, { access, reportId: reportIdOf(params.id), changes: reportChangesFromWire(body) });
      return {};
    },
  }),
];
