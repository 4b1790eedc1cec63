import type { Access, Expense } from '../../../modules/expense/index.ts';
import type { Context } from '../../../platform/context.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { reportKey } from '../../../platform/ids/index.ts';
import { created, listed } from '../../dialects/v3/values.ts';
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

const COMMON = {
  doc: 'api-reference/expense/expense-report/v3.reports.markdown',
  scopes: ['EXPRPT'],
  principals: ['user', 'company'],
} as const;

export const reportRoutes = (expense: Expense, people: People): Route[] => [
  route({
    ...COMMON,
    operation: 'listReports',
    method: 'GET',
    path: '/reports',
    summary: 'Searches reports',
    xmlRoot: 'Reports',
    schema: { query: reportQuerySchema, responses: { 200: reportsSchema } },
    handler: async (call) => {
      const { ctx, query, site } = call;
      const owner = await listedOwner(ctx, people, query.user);
      const filters = {
        ...reportFiltersFromWire(query),
        ...(owner ? { ownerIds: [owner] } : {}),
        ...(query.approverLoginID ? { approverId: await userIdOf(ctx, people, query.approverLoginID) } : {}),
      };
      return listed(call, {
        kind: 'report',
        search: (page) => expense.searchReports(ctx, filters, page),
        toWire: (reports) => reports.map((report) => reportToWire(report, site.origin)),
      });
    },
  }),
  route({
    ...COMMON,
    operation: 'getReport',
    method: 'GET',
    path: '/reports/{id}',
    summary: 'Reads one report',
    xmlRoot: 'Report',
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: reportSchema } },
    handler: async ({ ctx, params, query, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const report = await expense.getReport(ctx, { access, reportId: reportIdOf(params.id) });
      return { body: reportToWire(report, site.origin) };
    },
  }),
  route({
    ...COMMON,
    operation: 'createReport',
    method: 'POST',
    path: '/reports',
    summary: "Creates a report under the owner's default policy",
    xmlRoot: 'CreateResponse',
    schema: { query: ownerQuerySchema, body: newReportSchema, responses: { 200: created } },
    handler: async ({ ctx, query, body, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const report = await expense.createReport(ctx, { ...newReportFromWire(body), access });
      await checkLedger(ctx, expense, { access, reportId: report.id }, body.LedgerName);
      return { body: { ID: reportKey(report.id), URI: reportUri(site.origin, report.id) } };
    },
  }),
  route({
    ...COMMON,
    operation: 'updateReport',
    method: 'PUT',
    path: '/reports/{id}',
    summary: 'Changes what is given of a report, and nothing else',
    schema: { params: idParamsSchema, query: ownerQuerySchema, body: updateReportSchema, responses: { 200: null } },
    handler: async ({ ctx, params, query, body }) => {
      const access = await accessFor(ctx, people, query.user);
      const reportId = reportIdOf(params.id);
      await expense.updateReport(ctx, { access, reportId, changes: reportChangesFromWire(body) });
      await checkLedger(ctx, expense, { access, reportId }, body.LedgerName);
      return {};
    },
  }),
];

/** A report's ledger is its owner's: it can be sent back as it was read, and not be chosen. A refusal takes back what the call has done. */
async function checkLedger(
  ctx: Context,
  expense: Expense,
  on: { access: Access; reportId: string },
  name: string | null | undefined,
): Promise<void> {
  if (!name || (await expense.getReport(ctx, on)).ledger?.code === name) return;
  throw new InvalidInput('body', [
    { path: 'LedgerName', rule: 'read-only', message: 'is the ledger of the owner and cannot be another' },
  ]);
}
