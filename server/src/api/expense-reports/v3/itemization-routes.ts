import { EntryNotFound, type Access, type Entry, type Expense } from '../../../modules/expense/index.ts';
import type { Context } from '../../../platform/context.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { created, listed, present } from '../../dialects/v3/values.ts';
import { entryIdOf } from './entry-from-wire.ts';
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
import { accessFor, listedOwner, withLogins, type People } from './owner.ts';
import { reportIdOf } from './report-from-wire.ts';
import { idParamsSchema, ownerQuerySchema } from './report-schemas.ts';

const COMMON = {
  doc: 'api-reference/expense/expense-report/expense-itemization.markdown',
  scopes: ['EXPRPT'],
  principals: ['user', 'company'],
} as const;

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
    ...COMMON,
    operation: 'listItemizations',
    method: 'GET',
    path: '/itemizations',
    summary: 'Searches itemizations',
    xmlRoot: 'Itemizations',
    schema: { query: itemizationQuerySchema, responses: { 200: itemizationsSchema } },
    handler: async (call) => {
      const { ctx, query, site } = call;
      const { user, reportID, entryID, expenseTypeCode } = query;
      const filters = present({
        ownerId: await listedOwner(ctx, people, user, reportID, entryID),
        reportId: reportID && reportIdOf(reportID),
        parentId: entryID && entryIdOf(entryID),
        expenseTypeId: expenseTypeCode,
      });
      return listed(call, {
        kind: 'itemization',
        search: (page) => expense.searchItemizations(ctx, filters, page),
        toWire: (parts) => withLogins(ctx, people, parts, (part, login) => itemizationToWire(part, login, site.origin)),
      });
    },
  }),
  route({
    ...COMMON,
    operation: 'getItemization',
    method: 'GET',
    path: '/itemizations/{id}',
    summary: 'Reads one itemization',
    xmlRoot: 'Itemization',
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: itemizationSchema } },
    handler: async ({ ctx, params, query, site }) => {
      const part = await itemizationOf(ctx, expense, await accessFor(ctx, people, query.user), params.id);
      const [body] = await withLogins(ctx, people, [part], (each, login) => itemizationToWire(each, login, site.origin));
      return { body };
    },
  }),
];

const writes = (expense: Expense, people: People): Route[] => [
  route({
    ...COMMON,
    operation: 'createItemization',
    method: 'POST',
    path: '/itemizations',
    summary: 'Adds an itemization to an entry of an unsubmitted report',
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
    ...COMMON,
    operation: 'updateItemization',
    method: 'PUT',
    path: '/itemizations/{id}',
    summary: 'Changes what is given of an itemization, and nothing else',
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
    ...COMMON,
    operation: 'deleteItemization',
    method: 'DELETE',
    path: '/itemizations/{id}',
    summary: 'Removes an itemization from an unsubmitted report',
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
