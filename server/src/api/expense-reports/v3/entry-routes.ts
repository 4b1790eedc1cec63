import type { Entry, Expense } from '../../../modules/expense/index.ts';
import type { Context } from '../../../platform/context.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { created, pageOf, present, readOffset } from '../../dialects/v3/values.ts';
import { attendeeIdOf } from './attendee-association-wire.ts';
import { entryChangesFromWire, entryIdOf, keepingRate, newEntryFromWire } from './entry-from-wire.ts';
import { entriesSchema, entryQuerySchema, entrySchema, newEntrySchema, updateEntrySchema } from './entry-schemas.ts';
import { entryOpaqueId, entryToWire, entryUri } from './entry-to-wire.ts';
import { accessFor, listedOwner, type People } from './owner.ts';
import { paymentTypeIdOf, reportIdOf } from './report-from-wire.ts';
import { idParamsSchema, ownerQuerySchema } from './report-schemas.ts';

const DOC = 'api-reference/expense/expense-report/expense-entry.markdown';
const SCOPES = ['EXPRPT'];
const PRINCIPALS = ['user', 'company'] as const;

/** The login of each entry's owner, in one statement. */
export async function loginsOf(ctx: Context, people: People, entries: readonly Entry[]): Promise<ReadonlyMap<string, string>> {
  const owners = await people.peopleOf(ctx, [...new Set(entries.map(({ ownerId }) => ownerId))]);
  return new Map(owners.map(({ id, login }) => [id, login]));
}

export const entryRoutes = (expense: Expense, people: People): Route[] => [...reads(expense, people), ...writes(expense, people)];

const reads = (expense: Expense, people: People): Route[] => [
  route({
    operation: 'listEntries',
    method: 'GET',
    path: '/entries',
    summary: 'Searches expense entries',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'Entries',
    schema: { query: entryQuerySchema, responses: { 200: entriesSchema } },
    handler: async ({ ctx, query, site, url }) => {
      const { user, reportID, paymentTypeID, expenseTypeCode, isBillable } = query;
      const filters = present({
        // A report names its owner by itself.
        ownerId: reportID && !user ? undefined : await listedOwner(ctx, people, user),
        reportId: reportID && reportIdOf(reportID),
        paymentTypeId: paymentTypeID && paymentTypeIdOf('paymentTypeID', paymentTypeID),
        expenseTypeId: expenseTypeCode,
        isBillable,
        attendeeId: query.attendeeID && attendeeIdOf(query.attendeeID),
        attendeeTypeCode: query.attendeeTypeCode,
        hasAttendees: query.hasAttendees,
        hasTaxes: query.hasVAT,
      });
      const page = await expense.searchEntries(ctx, filters, { limit: query.limit, ...readOffset('entry', query.offset) });
      const logins = await loginsOf(ctx, people, page.items);
      const items = page.items.map((entry) => entryToWire(entry, logins.get(entry.ownerId) ?? '', site.origin));
      return { body: pageOf({ items, next: page.next }, { kind: 'entry', site, url }) };
    },
  }),
  route({
    operation: 'getEntry',
    method: 'GET',
    path: '/entries/{id}',
    summary: 'Reads one expense entry',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'Entry',
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: entrySchema } },
    handler: async ({ ctx, params, query, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const entry = await expense.getEntry(ctx, { access, entryId: entryIdOf(params.id) });
      const logins = await loginsOf(ctx, people, [entry]);
      return { body: entryToWire(entry, logins.get(entry.ownerId) ?? '', site.origin) };
    },
  }),
];

const writes = (expense: Expense, people: People): Route[] => [
  route({
    operation: 'createEntry',
    method: 'POST',
    path: '/entries',
    summary: 'Adds an entry to a report that was never submitted',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    xmlRoot: 'CreateResponse',
    schema: { query: ownerQuerySchema, body: newEntrySchema, responses: { 200: created } },
    handler: async ({ ctx, query, body, site }) => {
      const on = { access: await accessFor(ctx, people, query.user), reportId: reportIdOf(body.ReportID) };
      const entry = await expense.addEntry(ctx, { ...newEntryFromWire(body), ...on, onlyIfNeverSubmitted: true });
      return { body: { ID: entryOpaqueId(entry.id), URI: entryUri(site.origin, entry.id) } };
    },
  }),
  route({
    operation: 'updateEntry',
    method: 'PUT',
    path: '/entries/{id}',
    summary: 'Changes what is given of an entry, and nothing else',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    schema: { params: idParamsSchema, query: ownerQuerySchema, body: updateEntrySchema, responses: { 200: null } },
    handler: async ({ ctx, params, query, body }) => {
      const access = await accessFor(ctx, people, query.user);
      const entry = await expense.getEntry(ctx, { access, entryId: entryIdOf(params.id) });
      const changes = keepingRate(entryChangesFromWire(body), entry);
      await expense.updateEntry(ctx, { access, reportId: entry.reportId, entryId: entry.id, changes });
      return {};
    },
  }),
  route({
    operation: 'deleteEntry',
    method: 'DELETE',
    path: '/entries/{id}',
    summary: 'Removes an entry from an unsubmitted report',
    doc: DOC,
    scopes: SCOPES,
    principals: PRINCIPALS,
    deprecated: true,
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: null } },
    handler: async ({ ctx, params, query }) => {
      const access = await accessFor(ctx, people, query.user);
      const entry = await expense.getEntry(ctx, { access, entryId: entryIdOf(params.id) });
      await expense.deleteEntry(ctx, { access, reportId: entry.reportId, entryId: entry.id });
      return {};
    },
  }),
];
