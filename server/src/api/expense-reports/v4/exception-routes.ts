import Type from 'typebox';
import type { Expense, OnExceptions } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { allocationIdOf, expenseIdOf, READ, reportIdOf, systemPlace, userPlace, WRITE, type Place } from './access.ts';
import { exceptionInputSchema, exceptionSchema, exceptionToWire } from './exception-wire.ts';
import { closed, pathParams, type Params } from './values.ts';

const DOC = 'api-reference/expense/expense-report/v4.exceptions.markdown';
const ON_REPORT = '/reports/{reportId}/exceptions';
const ON_EXPENSE = '/reports/{reportId}/expenses/{expenseId}/exceptions';
const ON_ALLOCATION = '/reports/{reportId}/expenses/{expenseId}/allocations/{allocationId}/exceptions';

const onReport = (place: Place, params: Params) => ({ access: place.access(params), reportId: reportIdOf(params) });
const onExpense = (place: Place, params: Params) => ({ ...onReport(place, params), entryId: expenseIdOf(params) });
const onAllocation = (place: Place, params: Params) => ({ ...onExpense(place, params), allocationId: allocationIdOf(params) });

export const exceptionRoutes = (expense: Expense): Route[] => [
  ...[userPlace(['TRAVELER', 'MANAGER', 'PROXY']), systemPlace].flatMap((place) => [
    ofReport(expense, place),
    ofExpense(expense, place),
    ofAllocation(expense, place),
  ]),
  adding(expense, ON_REPORT, 'addReportException', onReport),
  adding(expense, ON_EXPENSE, 'addExpenseException', onExpense),
  removing(expense, ON_REPORT, 'removeReportException', onReport),
  adding(expense, ON_ALLOCATION, 'addAllocationException', onAllocation),
  removing(expense, ON_EXPENSE, 'removeExpenseException', onExpense),
  removing(expense, ON_ALLOCATION, 'removeAllocationException', onAllocation),
];

const ofReport = (expense: Expense, place: Place): Route =>
  route({
    operation: `listReportExceptions${place.suffix}`,
    method: 'GET',
    path: place.prefix + ON_REPORT,
    summary: 'Lists the exceptions of a report and, unless excluded, of its expenses',
    doc: DOC,
    scopes: READ,
    principals: place.principals,
    schema: {
      params: pathParams(place.prefix + ON_REPORT),
      query: Type.Object({ excludeExpenses: Type.Boolean({ default: false }) }, closed),
      responses: { 200: Type.Array(exceptionSchema) },
    },
    handler: async ({ ctx, params, query }) => {
      const found = await expense.listExceptions(ctx, { ...onReport(place, params), includeEntries: !query.excludeExpenses });
      return { body: found.map(exceptionToWire) };
    },
  });

const ofExpense = (expense: Expense, place: Place): Route =>
  route({
    operation: `listExpenseExceptions${place.suffix}`,
    method: 'GET',
    path: place.prefix + ON_EXPENSE,
    summary: 'Lists the exceptions of an expense and, unless excluded, of its itemizations',
    doc: DOC,
    scopes: READ,
    principals: place.principals,
    schema: {
      params: pathParams(place.prefix + ON_EXPENSE),
      query: Type.Object({ excludeItemizations: Type.Boolean({ default: false }) }, closed),
      responses: { 200: Type.Array(exceptionSchema) },
    },
    handler: async ({ ctx, params, query }) => {
      const on = { ...onExpense(place, params), includeItemizations: !query.excludeItemizations };
      return { body: (await expense.listExceptions(ctx, on)).map(exceptionToWire) };
    },
  });

const ofAllocation = (expense: Expense, place: Place): Route =>
  route({
    operation: `listAllocationExceptions${place.suffix}`,
    method: 'GET',
    path: place.prefix + ON_ALLOCATION,
    summary: 'Lists the exceptions of an allocation',
    doc: DOC,
    scopes: READ,
    principals: place.principals,
    schema: { params: pathParams(place.prefix + ON_ALLOCATION), responses: { 200: Type.Array(exceptionSchema) } },
    handler: async ({ ctx, params }) => ({
      body: (await expense.listExceptions(ctx, onAllocation(place, params))).map(exceptionToWire),
    }),
  });

type On = (place: Place, params: Params) => OnExceptions;

const adding = (expense: Expense, path: string, operation: string, on: On): Route =>
  route({
    operation,
    method: 'PUT',
    path,
    summary: 'Adds a configured exception with a company token',
    doc: DOC,
    scopes: WRITE,
    principals: systemPlace.principals,
    schema: { params: pathParams(path), body: exceptionInputSchema, responses: { 200: null } },
    handler: async ({ ctx, params, body }) => {
      const { exceptionCode, exceptionVisibility: visibility } = body;
      await expense.addException(ctx, { ...on(systemPlace, params), exceptionCode, visibility });
      return {};
    },
  });

const removing = (expense: Expense, path: string, operation: string, on: On): Route =>
  route({
    operation,
    method: 'DELETE',
    path: `${path}/{exceptionCode}`,
    summary: 'Removes an exception that was added through the API',
    doc: DOC,
    scopes: WRITE,
    principals: systemPlace.principals,
    schema: { params: pathParams(`${path}/{exceptionCode}`), responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await expense.removeException(ctx, { ...on(systemPlace, params), exceptionCode: params['exceptionCode'] ?? '' });
      return {};
    },
  });
