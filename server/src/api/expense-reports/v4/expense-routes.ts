import Type from 'typebox';
import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { contextAccess, expenseIdOf, READ, reportIdOf, USER_PATH, WRITE } from './access.ts';
import { expenseChangesFromWire, newExpenseFromWire, submittedExpenseChangesFromWire } from './expense-from-wire.ts';
import {
  expenseSchema,
  expenseSummarySchema,
  newExpenseSchema,
  updateExpenseSchema,
  updateSubmittedExpenseSchema,
} from './expense-schemas.ts';
import { expenseToWire, summaryToWire } from './expense-to-wire.ts';
import { baseOf, expenseUrl } from './links.ts';
import { createdSchema } from './report-schemas.ts';
import { closed, pathParams } from './values.ts';

const DOC = 'api-reference/expense/expense-report/v4.expenses.markdown';
const ALL = `${USER_PATH}/reports/{reportId}/expenses`;
const ONE = `${ALL}/{expenseId}`;
const ITEMIZATIONS = `${ONE}/itemizations`;
const SHORT = '/reports/{reportId}/expenses/{expenseId}';
const EXTENSION = 'no page names this operation, clients of the live service call it';

export const expenseRoutes = (expense: Expense): Route[] => [
  route({
    operation: 'listExpenses',
    method: 'GET',
    path: ALL,
    summary: 'Lists the expenses of a report',
    doc: DOC,
    scopes: READ,
    principals: ['user', 'company'],
    schema: {
      params: pathParams(ALL),
      query: Type.Object({ includeItemizations: Type.Optional(Type.Boolean()) }, closed),
      responses: { 200: Type.Array(expenseSummarySchema) },
    },
    handler: async ({ ctx, params, query, site }) => {
      const on = { access: contextAccess(params, ['TRAVELER', 'PROXY']), reportId: reportIdOf(params) };
      const { flags } = await expense.getReport(ctx, on);
      const entries = await expense.listEntries(ctx, { ...on, includeItemizations: query.includeItemizations ?? false });
      const frame = { base: baseOf(site.origin, params), canDelete: !flags.isSubmitted };
      return { body: entries.map((entry) => summaryToWire(entry, frame)) };
    },
  }),
  route({
    operation: 'getExpense',
    method: 'GET',
    path: ONE,
    summary: 'Reads one expense',
    doc: DOC,
    scopes: READ,
    principals: ['user', 'company'],
    schema: { params: pathParams(ONE), responses: { 200: expenseSchema } },
    handler: async ({ ctx, params, site }) => {
      const on = { access: contextAccess(params, ['TRAVELER', 'MANAGER', 'PROXY']), reportId: reportIdOf(params) };
      const { flags } = await expense.getReport(ctx, on);
      const entry = await expense.getEntry(ctx, { ...on, entryId: expenseIdOf(params) });
      return { body: expenseToWire(entry, { base: baseOf(site.origin, params), canDelete: !flags.isSubmitted }) };
    },
  }),
  route({
    operation: 'listItemizations',
    method: 'GET',
    path: ITEMIZATIONS,
    summary: 'Lists the itemizations of an expense',
    doc: DOC,
    scopes: READ,
    principals: ['user', 'company'],
    schema: { params: pathParams(ITEMIZATIONS), responses: { 200: Type.Array(expenseSummarySchema) } },
    handler: async ({ ctx, params, site }) => {
      const on = { access: contextAccess(params, ['TRAVELER', 'PROXY']), reportId: reportIdOf(params) };
      const { flags } = await expense.getReport(ctx, on);
      const parts = await expense.listItemizations(ctx, { ...on, entryId: expenseIdOf(params) });
      const frame = { base: baseOf(site.origin, params), canDelete: !flags.isSubmitted };
      return { body: parts.map((part) => summaryToWire(part, frame)) };
    },
  }),
  ...contextWrites(expense),
  ...shortWrites(expense),
];

const contextWrites = (expense: Expense): Route[] => [
  route({
    operation: 'createExpense',
    method: 'POST',
    path: ALL,
    summary: `Adds an expense to an unsubmitted report; ${EXTENSION}`,
    doc: 'extension',
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams(ALL), body: newExpenseSchema, responses: { 201: createdSchema } },
    handler: async ({ ctx, params, body, site }) => {
      const on = { access: contextAccess(params, ['TRAVELER', 'PROXY']), reportId: reportIdOf(params) };
      const fields = newExpenseFromWire(body);
      const entry = await expense.addEntry(ctx, { ...fields, ...on });
      return { body: { uri: expenseUrl(baseOf(site.origin, params), on.reportId, entry.id) } };
    },
  }),
  route({
    operation: 'updateExpense',
    method: 'PATCH',
    path: ONE,
    summary: `Changes an expense of an unsubmitted report by merge patch; ${EXTENSION}`,
    doc: 'extension',
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams(ONE), body: updateExpenseSchema, responses: { 204: null } },
    handler: async ({ ctx, params, body }) => {
      const access = contextAccess(params, ['TRAVELER', 'PROXY']);
      const changes = expenseChangesFromWire(body);
      await expense.updateEntry(ctx, { access, reportId: reportIdOf(params), entryId: expenseIdOf(params), changes });
      return {};
    },
  }),
  route({
    operation: 'deleteExpenseInContext',
    method: 'DELETE',
    path: ONE,
    summary: `Removes an expense from an unsubmitted report; ${EXTENSION}`,
    doc: 'extension',
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams(ONE), responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      const access = contextAccess(params, ['TRAVELER', 'PROXY']);
      await expense.deleteEntry(ctx, { access, reportId: reportIdOf(params), entryId: expenseIdOf(params) });
      return {};
    },
  }),
];

const shortWrites = (expense: Expense): Route[] => [
  route({
    operation: 'updateSubmittedExpense',
    method: 'PATCH',
    path: SHORT,
    summary: 'Changes some fields of an expense with a company token, before and after submission',
    doc: DOC,
    scopes: WRITE,
    principals: ['company'],
    schema: { params: pathParams(SHORT), body: updateSubmittedExpenseSchema, responses: { 204: null } },
    handler: async ({ ctx, params, body }) => {
      const on = { access: { kind: 'company' }, reportId: reportIdOf(params), entryId: expenseIdOf(params) } as const;
      await expense.updateSubmittedEntry(ctx, { ...on, changes: submittedExpenseChangesFromWire(body) });
      return {};
    },
  }),
  route({
    operation: 'deleteExpense',
    method: 'DELETE',
    path: SHORT,
    summary: 'Removes an expense from an unsubmitted report',
    doc: DOC,
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams(SHORT), responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await expense.deleteEntry(ctx, { access: { kind: 'any' }, reportId: reportIdOf(params), entryId: expenseIdOf(params) });
      return {};
    },
  }),
];
