import { EntryNotFound, type Access, type Entry, type Expense } from '../../../modules/expense/index.ts';
import type { Context } from '../../../platform/context.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { created, pageOf, present, readOffset } from '../../dialects/v3/values.ts';
import { entryIdOf } from './entry-from-wire.ts';
import { loginsOf } from './entry-routes.ts';
import {
  itemizationQuerySchema,
  itemizationSchema,
  itemizationsSchema,
  newItemizationSchema,
  updateItemizationSchema,
} from './itemization-schemas.ts';
import {
  itemizationChangesFromWire,
  itemizationIdOf,
  itemizationOpaqueId,
  itemizationToWire,
  itemizationUri,
  newItemizationFromWire,
} from './itemization-wire.ts';
import { accessFor, listedOwner, type People } from './owner.ts';
import { reportIdOf } from './report-from-wire.ts';
import { idParamsSchema, ownerQuerySchema } from './report-schemas.ts';

const DOC = 'api-reference/expense/expense-report/expense-itemization.markdown';
const SCOPES = ['EXPRPT'];
const PRINCIPALS = ['user', 'company'] as const;

export const itemizationRoutes = (expense: Expense, people: People): Route[] => [
  ...reads(expense, people),
  ...writes(expense, people),
];

/** An entry that is no itemization is not one of these. */
async function itemizationOf(ctx: Context, expense: Expense, access: Access, id: string): Promise<Entry> {
  const part = await expense.getEntry(ctx, { access, entryId: itemizationIdOf(id) });
  if (part.parentId === null) throw new EntryNotFound();
  return part;
}

const reads = (expense: Expense, people: People): Route[] => [
  route({
    operation: 'listItemizations',
    method: 'GET',
    path: '/itemizations',
    summary: 'Searches itemizations',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'Itemizations',
    schema: { query: itemizationQuerySchema, responses: { 200: itemizationsSchema } },
    handler: async ({ ctx, query, site, url }) => {
      const { user, reportID, entryID, expenseTypeCode } = query;
      const filters = present({
        // A report, or an entry, names its owner by itself.
        ownerId: (reportID || entryID) && !user ? undefined : await listedOwner(ctx, people, user),
        reportId: reportID && reportIdOf(reportID),
        parentId: entryID && entryIdOf(entryID),
        expenseTypeId: expenseTypeCode,
      });
      const from = readOffset('itemization', query.offset);
      const page = await expense.searchItemizations(ctx, filters, { limit: query.limit, ...from });
      const logins = await loginsOf(ctx, people, page.items);
      const items = page.items.map((part) => itemizationToWire(part, logins.get(part.ownerId) ?? '', site.origin));
      return { body: pageOf({ items, next: page.next }, { kind: 'itemization', site, url }) };
    },
  }),
  route({
    operation: 'getItemization',
    method: 'GET',
    path: '/itemizations/{id}',
    summary: 'Reads one itemization',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'Itemization',
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: itemizationSchema } },
    handler: async ({ ctx, params, query, site }) => {
      const part = await itemizationOf(ctx, expense, await accessFor(ctx, people, query.user), params.id);
      const logins = await loginsOf(ctx, people, [part]);
      return { body: itemizationToWire(part, logins.get(part.ownerId) ?? '', site.origin) };
    },
  }),
];

const writes = (expense: Expense, people: People): Route[] => [
  route({
    operation: 'createItemization',
    method: 'POST',
    path: '/itemizations',
    summary: 'Adds an itemization to an entry of an unsubmitted report',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'CreateResponse',
    schema: { query: ownerQuerySchema, body: newItemizationSchema, responses: { 200: created } },
    handler: async ({ ctx, query, body, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const fields = newItemizationFromWire(body);
      const { id } = await expense.addItemization(ctx, { ...fields, access, parentId: entryIdOf(body.EntryID) });
      return { body: { ID: itemizationOpaqueId(id), URI: itemizationUri(site.origin, id) } };
    },
  }),
  route({
    operation: 'updateItemization',
    method: 'PUT',
    path: '/itemizations/{id}',
    summary: 'Changes what is given of an itemization, and nothing else',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    deprecated: true,
    schema: { params: idParamsSchema, query: ownerQuerySchema, body: updateItemizationSchema, responses: { 200: null } },
    handler: async ({ ctx, params, query, body }) => {
      const access = await accessFor(ctx, people, query.user);
      const part = await itemizationOf(ctx, expense, access, params.id);
      const changes = itemizationChangesFromWire(body);
      await expense.updateEntry(ctx, { access, reportId: part.reportId, entryId: part.id, changes });
      return {};
    },
  }),
  route({
    operation: 'deleteItemization',
    method: 'DELETE',
    path: '/itemizations/{id}',
    summary: 'Removes an itemization from an unsubmitted report',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    deprecated: true,
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: null } },
    handler: async ({ ctx, params, query }) => {
      const access = await accessFor(ctx, people, query.user);
      const part = await itemizationOf(ctx, expense, access, params.id);
      await expense.deleteEntry(ctx, { access, reportId: part.reportId, entryId: part.id });
      return {};
    },
  }),
];
