import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { listed, present } from '../../dialects/v3/values.ts';
import {
  allocationIdOf,
  allocationQuerySchema,
  allocationSchema,
  allocationsSchema,
  allocationToWire,
} from './allocation-wire.ts';
import { entryIdOf } from './entry-from-wire.ts';
import { itemizationIdOf } from './itemization-wire.ts';
import { accessFor, listedOwner, type People } from './owner.ts';
import { reportIdOf } from './report-from-wire.ts';
import { idParamsSchema, ownerQuerySchema } from './report-schemas.ts';

const COMMON = {
  doc: 'api-reference/expense/allocations/expense-allocations.markdown',
  scopes: ['EXPRPT'],
  principals: ['user', 'company'],
} as const;

export const allocationRoutes = (expense: Expense, people: People): Route[] => [
  route({
    ...COMMON,
    operation: 'listAllocations',
    method: 'GET',
    path: '/allocations',
    summary: 'Lists allocations by report, entry or itemization',
    xmlRoot: 'Allocations',
    schema: { query: allocationQuerySchema, responses: { 200: allocationsSchema } },
    handler: async (call) => {
      const { ctx, query, site } = call;
      const { user, reportID, entryID, itemizationID } = query;
      const itemizationId = itemizationID && itemizationIdOf(itemizationID);
      const entryId = entryID && entryIdOf(entryID);
      const filters = present({
        ownerId: await listedOwner(ctx, people, user, reportID, entryID, itemizationID),
        reportId: reportID && reportIdOf(reportID),
        entryId,
        itemizationId,
      });
      return listed(call, {
        kind: 'allocation',
        search: (page) => expense.searchAllocations(ctx, filters, page),
        toWire: (allocations) => allocations.map((each) => allocationToWire(each, site.origin)),
      });
    },
  }),
  route({
    ...COMMON,
    operation: 'getAllocation',
    method: 'GET',
    path: '/allocations/{id}',
    summary: 'Reads one allocation',
    xmlRoot: 'Allocation',
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: allocationSchema } },
    handler: async ({ ctx, params, query, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const allocation = await expense.getAllocation(ctx, { access, allocationId: allocationIdOf(params.id) });
      return { body: allocationToWire(allocation, site.origin) };
    },
  }),
];
