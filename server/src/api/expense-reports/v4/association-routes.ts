import Type from 'typebox';
import type { Access, Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { hex32, parseUuid, reportKey } from '../../../platform/ids/index.ts';
import { READ, reportIdOf, USER_PATH, contextAccess, WRITE } from './access.ts';
import { createdSchema } from './report-schemas.ts';
import { closed, pathParams } from './values.ts';

const CASH_ADVANCES = '/reports/{reportId}/cashAdvances';
const REQUESTS = `${USER_PATH}/reports/{reportId}/requestassociations`;

const cashAdvances = {
  path: CASH_ADVANCES,
  doc: 'api-reference/expense/expense-report/v4.expense-cash-advance-associations.markdown',
  principals: ['user', 'company'],
} as const;

/** The path names no user: whoever has a right to the report may come, and a company token to all. */
const ANYONE: Access = { kind: 'any' };

const ids = Type.Object({ cashAdvanceIds: Type.Array(Type.String()) }, closed);
/** Of none nothing would be taken away: that is rather a mistake than a wish. */
const namedIds = Type.Object({ cashAdvanceIds: Type.Array(Type.String(), { minItems: 1 }) }, closed);

function uuidsOf(part: 'query' | 'body', texts: readonly string[]): string[] {
  return texts.map((text, index) => {
    const id = parseUuid(text);
    if (!id) throw new InvalidInput(part, [{ path: `cashAdvanceIds.${index}`, rule: 'format', message: 'must be a UUID' }]);
    return id;
  });
}

export const associationRoutes = (expense: Expense): Route[] => [
  route({
    ...cashAdvances,
    operation: 'getCashAdvanceAssociations',
    method: 'GET',
    summary: 'Lists the cash advances of a report',
    scopes: READ,
    schema: {
      params: pathParams(CASH_ADVANCES),
      responses: { 200: Type.Object({ cashAdvances: Type.Array(Type.Object({ id: Type.String() })) }) },
    },
    handler: async ({ ctx, params }) => {
      const found = await expense.cashAdvancesOf(ctx, { access: ANYONE, reportId: reportIdOf(params) });
      return { body: { cashAdvances: found.map((id) => ({ id })) } };
    },
  }),
  route({
    ...cashAdvances,
    operation: 'associateCashAdvances',
    method: 'POST',
    summary: 'Replaces the cash advances of a report, all or none',
    scopes: WRITE,
    schema: { params: pathParams(CASH_ADVANCES), body: ids, responses: { 201: createdSchema } },
    handler: async ({ ctx, params, body, site }) => {
      const reportId = reportIdOf(params);
      await expense.setCashAdvances(ctx, {
        access: ANYONE,
        reportId,
        cashAdvanceIds: uuidsOf('body', body.cashAdvanceIds),
      });
      return { body: { uri: `${site.origin}/expensereports/v4/reports/${reportKey(reportId)}/cashAdvances` } };
    },
  }),
  route({
    ...cashAdvances,
    operation: 'disassociateCashAdvances',
    method: 'DELETE',
    summary: 'Takes the named cash advances away from a report',
    scopes: WRITE,
    schema: { params: pathParams(CASH_ADVANCES), query: namedIds, responses: { 204: null } },
    handler: async ({ ctx, params, query }) => {
      const cashAdvanceIds = uuidsOf('query', query.cashAdvanceIds);
      await expense.removeCashAdvances(ctx, { access: ANYONE, reportId: reportIdOf(params), cashAdvanceIds });
      return {};
    },
  }),
  route({
    operation: 'getRequestAssociations',
    method: 'GET',
    path: REQUESTS,
    summary: 'Lists the requests that a report is for',
    doc: 'api-reference/expense/expense-report/v4.request-associations.markdown',
    scopes: READ,
    principals: ['user', 'company'],
    schema: {
      params: pathParams(REQUESTS),
      responses: { 200: Type.Object({ requests: Type.Array(Type.Object({ id: Type.String() })) }) },
    },
    handler: async ({ ctx, params }) => {
      const access = contextAccess(params, ['TRAVELER', 'MANAGER', 'PROCESSOR', 'PROXY']);
      const found = await expense.requestsOf(ctx, { access, reportId: reportIdOf(params) });
      return { body: { requests: found.map((id) => ({ id: hex32(id) })) } };
    },
  }),
];
