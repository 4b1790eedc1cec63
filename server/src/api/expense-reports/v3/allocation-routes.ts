import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { pageOf, present, readOffset } from '../../dialects/v3/values.ts';
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

const DOC = 'api-reference/expense/allocations/expense-allocations.markdown';
const SCOPES = ['EXPRPT'];
const PRINCIPALS = ['user', 'company'] as const;

export const allocationRoutes = (expense: Expense, people: People): Route[] => [
  route({
    operation: 'listAllocations',
    method: 'GET',
    path: '/allocations',
    summary: 'Lists allocations by report, entry or itemization',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'Allocations',
    schema: { query: allocationQuerySchema, responses: { 200: allocationsSchema } },
    handler: async ({ ctx, query, site, url }) => {
      const { user, reportID, entryID, itemizationID } = query;
      const itemizationId = itemizationID && itemizationIdOf(itemizationID);
      const entryId = entryID && entryIdOf(entryID);
      const filters = present({
        // A report, or an entry, names its owner by itself.
        ownerId: (reportID || entryID || itemizationID) && !user ? undefined : await listedOwner(ctx, people, user),
        reportId: reportID && reportIdOf(reportID),
        entryId,
        itemizationId,
      });
      const page = await expense.searchAllocations(ctx, filters, {
        limit: query.limit,
        ...readOffset('allocation', query.offset),
      });
      const items = page.items.map((allocation) => allocationToWire(allocation, site.origin));
      return { body: pageOf({ items, next: page.next }, { kind: 'allocation', site, url }) };
    },
  }),
  route({
    operation: 'getAllocation',
    method: 'GET',
    path: '/allocations/{id}',
    summary: 'Reads one allocation',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'Allocation',
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: allocationSchema } },
    handler: async ({ ctx, params, query, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const allocation = await expense.getAllocation(ctx, { access, allocationId: allocationIdOf(params.id) });
      return { body: allocationToWire(allocation, site.origin) };
    },
  }),
];
