import Type from 'typebox';
import type { ApprovalSort, Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { contextAccess, READ, reportIdOf, USER_PATH, WRITE } from './access.ts';
import { baseOf, reportUrl } from './links.ts';
import { newReportFromWire, reportChangesFromWire, submittedChangesFromWire } from './report-from-wire.ts';
import {
  createdSchema,
  newReportSchema,
  reportPageSchema,
  reportSchema,
  reportToApproveSchema,
  updateReportSchema,
  updateSubmittedReportSchema,
} from './report-schemas.ts';
import { reportPageToWire, reportToApproveToWire, reportToWire } from './report-to-wire.ts';
import { closed, pathParams } from './values.ts';

const DOC = 'api-reference/expense/expense-report/v4.reports.markdown';
const ONE = `${USER_PATH}/reports/{reportId}`;
const SORTS: ApprovalSort[] = [
  'amountDueEmployee',
  'claimedAmount',
  'employeeFirstName',
  'employeeLastName',
  'name',
  'reportDate',
  'submitDate',
];

export const reportRoutes = (expense: Expense): Route[] => [
  route({
    operation: 'getReport',
    method: 'GET',
    path: ONE,
    summary: 'Reads the header of a report',
    doc: DOC,
    scopes: READ,
    principals: ['user', 'company'],
    schema: { params: pathParams(ONE), responses: { 200: reportSchema } },
    handler: async ({ ctx, params, site }) => {
      const access = contextAccess(params, ['TRAVELER', 'MANAGER', 'PROCESSOR', 'PROXY']);
      const report = await expense.getReport(ctx, { access, reportId: reportIdOf(params) });
      return { body: reportToWire(report, baseOf(site.origin, params), ctx.language) };
    },
  }),
  route({
    operation: 'createReport',
    method: 'POST',
    path: `${USER_PATH}/reports`,
    summary: 'Creates a report; an idempotency-id header makes a repeated call harmless',
    doc: DOC,
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams(USER_PATH), body: newReportSchema, responses: { 201: createdSchema } },
    handler: async ({ ctx, params, body, headers, site }) => {
      const access = contextAccess(params, ['TRAVELER', 'PROXY']);
      const key = headers['idempotency-id'];
      const idempotencyKey = typeof key === 'string' && key !== '' ? { idempotencyKey: key } : {};
      const report = await expense.createReport(ctx, { ...newReportFromWire(body), ...idempotencyKey, access });
      return { body: { uri: reportUrl(baseOf(site.origin, params), report.id) } };
    },
  }),
  route({
    operation: 'updateReport',
    method: 'PATCH',
    path: ONE,
    summary: 'Changes the header of an unsubmitted report by merge patch',
    doc: DOC,
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams(ONE), body: updateReportSchema, responses: { 204: null } },
    handler: async ({ ctx, params, body }) => {
      const access = contextAccess(params, ['TRAVELER', 'PROXY']);
      await expense.updateReport(ctx, { access, reportId: reportIdOf(params), changes: reportChangesFromWire(body) });
      return {};
    },
  }),
  route({
    operation: 'updateSubmittedReport',
    method: 'PATCH',
    path: '/reports/{reportId}',
    summary: 'Changes some header fields with a company token, before and after submission',
    doc: DOC,
    scopes: WRITE,
    principals: ['company'],
    schema: { params: pathParams('{reportId}'), body: updateSubmittedReportSchema, responses: { 204: null } },
    handler: async ({ ctx, params, body }) => {
      const changes = submittedChangesFromWire(body);
      await expense.updateSubmittedReport(ctx, { access: { kind: 'company' }, reportId: reportIdOf(params), changes });
      return {};
    },
  }),
  ...deletions(expense),
  ...lists(expense),
];

const deletions = (expense: Expense): Route[] => [
  route({
    operation: 'deleteReport',
    method: 'DELETE',
    path: '/reports/{reportId}',
    summary: 'Deletes an unsubmitted report',
    doc: DOC,
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams('{reportId}'), responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await expense.deleteReport(ctx, { access: { kind: 'any' }, reportId: reportIdOf(params) });
      return {};
    },
  }),
  route({
    operation: 'deleteReportInContext',
    method: 'DELETE',
    path: ONE,
    summary: 'Deletes an unsubmitted report; no page names this path, clients of the live service call it',
    doc: 'extension',
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams(ONE), responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      const access = contextAccess(params, ['TRAVELER', 'PROXY']);
      await expense.deleteReport(ctx, { access, reportId: reportIdOf(params) });
      return {};
    },
  }),
];

const lists = (expense: Expense): Route[] => [
  route({
    operation: 'listReports',
    method: 'GET',
    path: `${USER_PATH}/reports`,
    summary: "Lists the user's reports by page; no page names this operation, clients of the live service call it",
    doc: 'extension',
    scopes: READ,
    principals: ['user', 'company'],
    schema: {
      params: pathParams(USER_PATH),
      query: Type.Object(
        {
          page: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
          size: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
        },
        closed,
      ),
      responses: { 200: reportPageSchema },
    },
    handler: async ({ ctx, params, query, site }) => {
      const access = contextAccess(params, ['TRAVELER', 'PROXY']);
      const found = await expense.listOwnReports(ctx, { access, ...query });
      return { body: reportPageToWire(found, { ...query, base: baseOf(site.origin, params), language: ctx.language }) };
    },
  }),
  route({
    operation: 'listReportsToApprove',
    method: 'GET',
    path: `${USER_PATH}/reportsToApprove`,
    summary: 'Lists the reports that wait for this approver',
    doc: DOC,
    scopes: READ,
    principals: ['user', 'company'],
    schema: {
      params: pathParams(USER_PATH),
      query: Type.Object(
        {
          sort: Type.Unsafe<ApprovalSort>({ type: 'string', enum: SORTS, default: 'reportDate' }),
          order: Type.Unsafe<'asc' | 'desc'>({ type: 'string', enum: ['asc', 'desc'], default: 'desc' }),
          // Required in the published file, optional on the page.
          includeDelegateApprovals: Type.Boolean({ default: false }),
        },
        closed,
      ),
      responses: { 200: Type.Array(reportToApproveSchema) },
    },
    handler: async ({ ctx, params, query: { sort, order, includeDelegateApprovals } }) => {
      const access = contextAccess(params, ['MANAGER']);
      const found = await expense.reportsToApprove(ctx, { access, sort, order, includeDelegate: includeDelegateApprovals });
      return { body: found.map(reportToApproveToWire) };
    },
  }),
];
