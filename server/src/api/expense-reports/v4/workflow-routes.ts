import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { contextAccess, reportIdOf, systemPlace, USER_PATH, userIdOf, userPlace, WORKFLOW, WRITE, type Place } from './access.ts';
import { pathParams, present } from './values.ts';
import { approveSchema, expectedFromWire, recallSchema, sendBackSchema, submitSchema } from './workflow-wire.ts';

const DOC = 'api-reference/expense/expense-report/v4.workflows.markdown';
const SUBMIT = '/users/{userId}/reports/{reportId}/submit';
const RECALL = `${USER_PATH}/reports/{reportId}/recall`;

export const workflowRoutes = (expense: Expense): Route[] => [
  route({
    operation: 'submitReport',
    method: 'PATCH',
    path: SUBMIT,
    summary: 'Submits a report for approval',
    doc: DOC,
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams(SUBMIT), body: submitSchema, responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      const access = { kind: 'user', context: 'TRAVELER', userId: userIdOf(params) } as const;
      await expense.submitReport(ctx, { access, reportId: reportIdOf(params) });
      return {};
    },
  }),
  route({
    operation: 'recallReport',
    method: 'PATCH',
    path: RECALL,
    summary: 'Takes a submitted report back to its owner',
    doc: DOC,
    scopes: WORKFLOW,
    principals: ['user'],
    schema: { params: pathParams(RECALL), body: recallSchema, responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await expense.recallReport(ctx, { access: contextAccess(params, ['TRAVELER', 'PROXY']), reportId: reportIdOf(params) });
      return {};
    },
  }),
  ...[userPlace(['MANAGER']), systemPlace].flatMap((place) => [approving(expense, place), sendingBack(expense, place)]),
];

const approving = (expense: Expense, place: Place): Route =>
  route({
    operation: `approveReport${place.suffix}`,
    method: 'PATCH',
    path: `${place.prefix}/reports/{reportId}/approve`,
    summary: 'Moves a report on from its current step',
    doc: DOC,
    scopes: WORKFLOW,
    principals: place.principals,
    schema: {
      params: pathParams(`${place.prefix}/reports/{reportId}/approve`),
      body: approveSchema,
      responses: { 204: null },
    },
    handler: async ({ ctx, params, body }) => {
      const on = { access: place.access(params), reportId: reportIdOf(params), ...expectedFromWire(body) };
      await expense.approveReport(ctx, { ...on, ...present({ comment: body.comment, statusId: body.statusId }) });
      return {};
    },
  });

const sendingBack = (expense: Expense, place: Place): Route =>
  route({
    operation: `sendBackReport${place.suffix}`,
    method: 'PATCH',
    path: `${place.prefix}/reports/{reportId}/sendBack`,
    summary: 'Sends a report back to its owner, with a reason',
    doc: DOC,
    scopes: WORKFLOW,
    principals: place.principals,
    schema: {
      params: pathParams(`${place.prefix}/reports/{reportId}/sendBack`),
      body: sendBackSchema,
      responses: { 204: null },
    },
    handler: async ({ ctx, params, body }) => {
      const on = { access: place.access(params), reportId: reportIdOf(params), ...expectedFromWire(body) };
      await expense.sendBackReport(ctx, { ...on, comment: body.comment });
      return {};
    },
  });
