import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { created, listed, present } from '../../dialects/v3/values.ts';
import { attendeeIdOf } from './attendee-association-wire.ts';
import { entryChangesFromWire, entryIdOf, keepingRate, newEntryFromWire } from './entry-from-wire.ts';
import { entriesSchema, entryQuerySchema, entrySchema, newEntrySchema, updateEntrySchema } from './entry-schemas.ts';
import { entryOpaqueId, entryToWire, entryUri } from './entry-to-wire.ts';
import { accessFor, listedOwner, withLogins, type People } from './owner.ts';
import { paymentTypeIdOf, reportIdOf } from './report-from-wire.ts';
import { idParamsSchema, ownerQuerySchema } from './report-schemas.ts';

const COMMON = {
  doc: 'api-reference/expense/expense-report/expense-entry.markdown',
  scopes: ['EXPRPT'],
  principals: ['user', 'company'],
} as const;

export const entryRoutes = (expense: Expense, people: People): Route[] => [...reads(expense, people), ...writes(expense, people)];

const reads = (expense: Expense, people: People): Route[] => [
  route({
    ...COMMON,
    operation: 'listEntries',
    method: 'GET',
    path: '/entries',
    summary: 'Searches expense entries',
    xmlRoot: 'Entries',
    schema: { query: entryQuerySchema, responses: { 200: entriesSchema } },
    handler: async (call) => {
      const { ctx, query, site } = call;
      const { user, reportID, paymentTypeID, expenseTypeCode, isBillable } = query;
      const filters = present({
        ownerId: await listedOwner(ctx, people, user, reportID),
        reportId: reportID && reportIdOf(reportID),
        paymentTypeId: paymentTypeID && paymentTypeIdOf('paymentTypeID', paymentTypeID),
        expenseTypeId: expenseTypeCode,
        isBillable,
        attendeeId: query.attendeeID && attendeeIdOf(query.attendeeID),
        attendeeTypeCode: query.attendeeTypeCode,
        hasAttendees: query.hasAttendees,
        hasTaxes: query.hasVAT,
      });
      return listed(call, {
        kind: 'entry',
        search: (page) => expense.searchEntries(ctx, filters, page),
        toWire: (entries) => withLogins(ctx, people, entries, (entry, login) => entryToWire(entry, login, site.origin)),
      });
    },
  }),
  route({
    ...COMMON,
    operation: 'getEntry',
    method: 'GET',
    path: '/entries/{id}',
    summary: 'Reads one expense entry',
    xmlRoot: 'Entry',
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: entrySchema } },
    handler: async ({ ctx, params, query, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const entry = await expense.getEntry(ctx, { access, entryId: entryIdOf(params.id) });
      const [body] = await withLogins(ctx, people, [entry], (each, login) => entryToWire(each, login, site.origin));
      return { body };
    },
  }),
];

const writes = (expense: Expense, people: People): Route[] => [
  route({
    ...COMMON,
    operation: 'createEntry',
    method: 'POST',
    path: '/entries',
    summary: 'Adds an entry to a report that was never submitted',
    xmlRoot: 'CreateResponse',
    schema: { query: ownerQuerySchema, body: newEntrySchema, responses: { 200: created } },
    handler: async ({ ctx, query, body, site }) => {
      const on = { access: await accessFor(ctx, people, query.user), reportId: reportIdOf(body.ReportID) };
      const entry = await expense.addEntry(ctx, { ...newEntryFromWire(body), ...on, onlyIfNeverSubmitted: true });
      return { body: { ID: entryOpaqueId(entry.id), URI: entryUri(site.origin, entry.id) } };
    },
  }),
  route({
    ...COMMON,
    operation: 'updateEntry',
    method: 'PUT',
    path: '/entries/{id}',
    summary: 'Changes what is given of an entry, and nothing else',
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
    ...COMMON,
    operation: 'deleteEntry',
    method: 'DELETE',
    path: '/entries/{id}',
    summary: 'Removes an entry from an unsubmitted report',
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
