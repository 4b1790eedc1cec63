import Type from 'typebox';
import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { ForwardTargetUnknown } from '../../../modules/workflow/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import {
  contextAccess,
  READ,
  reportIdOf,
  systemPlace,
  USER_PATH,
  userIdOf,
  userPlace,
  WORKFLOW,
  WRITE,
  type Place,
} from './access.ts';
import { pathParams, present } from './values.ts';
import {
  approveQuery,
  approveSchema,
  costObjectSchema,
  costObjectToWire,
  expectedFromWire,
  recallSchema,
  sendBackSchema,
  submitSchema,
} from './workflow-wire.ts';

const DOC = 'api-reference/expense/expense-report/v4.workflows.markdown';
const SUBMIT = '/users/{userId}/reports/{reportId}/submit';
const COST_OBJECTS = '/users/{userId}/reports/{reportId}/costObjectsForApprover';
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
  route({
    operation: 'listCostObjectsForApprover',
    method: 'GET',
    path: COST_OBJECTS,
    summary: 'Lists the cost objects of a report that this approver may approve',
    doc: DOC,
    scopes: READ,
    principals: ['user', 'company'],
    schema: { params: pathParams(COST_OBJECTS), responses: { 200: Type.Array(costObjectSchema) } },
    handler: async ({ ctx, params }) => {
      const found = await expense.costObjectsForApprover(ctx, { userId: userIdOf(params), reportId: reportIdOf(params) });
      return { body: found.map(costObjectToWire) };
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
      query: approveQuery,
      body: approveSchema,
      responses: { 204: null },
    },
    handler: async ({ ctx, params, query, body }) => {
      const on = { access: place.access(params), reportId: reportIdOf(params), ...expectedFromWire(body) };
      const { comment, statusId, expenseRejectedComment } = body;
      const forwardTo = query.forwardToUserId === undefined ? undefined : targetOf(query.forwardToUserId);
      await expense.approveReport(ctx, { ...on, ...present({ comment, statusId, expenseRejectedComment, forwardTo }) });
      return {};
    },
  });

function targetOf(text: string): string {
  const id = parseUuid(text);
  if (!id) throw new ForwardTargetUnknown(text);
  return id;
}

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
