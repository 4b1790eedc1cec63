import Type, { type Static } from 'typebox';
import type { Expense, NewAllocation } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseHex32 } from '../../../platform/ids/index.ts';
import { readAmount } from '../../amounts.ts';
import { allocationIdOf, contextAccess, expenseIdOf, READ, reportIdOf, USER_PATH, WRITE } from './access.ts';
import { allocationSchema, allocationToWire, newAllocationsSchema, updateAllocationSchema } from './allocation-wire.ts';
import { baseOf, expenseUrl } from './links.ts';
import { createdSchema } from './report-schemas.ts';
import { customChanges, pathParams, present } from './values.ts';

const DOC = 'api-reference/expense/expense-report/v4.allocations.markdown';
const OF_EXPENSE = `${USER_PATH}/reports/{reportId}/expenses/{expenseId}/allocations`;
const ONE = `${USER_PATH}/reports/{reportId}/allocations/{allocationId}`;

export const allocationRoutes = (expense: Expense): Route[] => [
  route({
    operation: 'listAllocations',
    method: 'GET',
    path: OF_EXPENSE,
    summary: 'Lists the allocations of an expense',
    doc: DOC,
    scopes: READ,
    principals: ['user', 'company'],
    schema: { params: pathParams(OF_EXPENSE), responses: { 200: Type.Array(allocationSchema) } },
    handler: async ({ ctx, params, site }) => {
      // The page names TRAVELER and MANAGER, the published file TRAVELER and PROXY.
      const access = contextAccess(params, ['TRAVELER', 'MANAGER', 'PROXY']);
      const on = { access, reportId: reportIdOf(params), entryId: expenseIdOf(params) };
      const allocations = await expense.listAllocations(ctx, on);
      return { body: allocations.map((allocation) => allocationToWire(allocation, site.origin)) };
    },
  }),
  route({
    operation: 'getAllocation',
    method: 'GET',
    path: ONE,
    summary: 'Reads one allocation',
    doc: DOC,
    scopes: READ,
    principals: ['user', 'company'],
    schema: { params: pathParams(ONE), responses: { 200: allocationSchema } },
    handler: async ({ ctx, params, site }) => {
      const on = { access: contextAccess(params, ['TRAVELER', 'PROXY']), reportId: reportIdOf(params) };
      const allocation = await expense.getAllocation(ctx, { ...on, allocationId: allocationIdOf(params) });
      return { body: allocationToWire(allocation, site.origin) };
    },
  }),
  ...writes(expense),
];

const writes = (expense: Expense): Route[] => [
  route({
    operation: 'createAllocations',
    method: 'POST',
    path: OF_EXPENSE,
    summary: 'Allocates an expense, and others with it; no page names this operation, our screens need it',
    doc: 'extension',
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams(OF_EXPENSE), body: newAllocationsSchema, responses: { 201: createdSchema } },
    handler: async ({ ctx, params, body, site }) => {
      const on = { access: contextAccess(params, ['TRAVELER', 'PROXY']), reportId: reportIdOf(params) };
      const entryId = expenseIdOf(params);
      const entryIds = [entryId, ...idsOf(body.expenseIds ?? [])];
      await expense.setAllocations(ctx, { ...on, entryIds, allocations: body.allocations.map(allocationFromWire) });
      return { body: { uri: `${expenseUrl(baseOf(site.origin, params), on.reportId, entryId)}/allocations` } };
    },
  }),
  route({
    operation: 'updateAllocation',
    method: 'PATCH',
    path: ONE,
    summary: 'Changes the custom fields of an allocation of an unsubmitted report by merge patch',
    doc: DOC,
    scopes: WRITE,
    principals: ['user', 'company'],
    schema: { params: pathParams(ONE), body: updateAllocationSchema, responses: { 204: null } },
    handler: async ({ ctx, params, body }) => {
      const on = { access: contextAccess(params, ['TRAVELER', 'PROXY']), reportId: reportIdOf(params) };
      await expense.changeAllocation(ctx, {
        ...on,
        allocationId: allocationIdOf(params),
        entryIds: idsOf(body.expenseIds),
        custom: customChanges(body.allocation.customData ?? []),
      });
      return {};
    },
  }),
];

const idsOf = (texts: readonly string[]): string[] =>
  texts.map((text, index) => {
    const id = parseHex32(text);
    if (!id) throw new InvalidInput('body', [{ path: `expenseIds.${index}`, rule: 'format', message: 'is no expense id' }]);
    return id;
  });

type Given = Static<typeof newAllocationsSchema>['allocations'][number];
const allocationFromWire = ({ percentage, allocationAmount, customData }: Given): NewAllocation =>
  present({
    percentage: percentage === undefined ? undefined : readAmount('percentage', percentage),
    amount: allocationAmount && readAmount('allocationAmount.value', allocationAmount.value),
    custom: customData && customChanges(customData),
  });
