import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { created, listed, present } from '../../dialects/v3/values.ts';
import {
  associationChangesFromWire,
  associationIdOf,
  associationOpaqueId,
  associationQuerySchema,
  associationSchema,
  associationsSchema,
  associationToWire,
  associationUri,
  attendeeIdOf,
  changesSchema,
  fieldsFromWire,
  newAssociationSchema,
} from './attendee-association-wire.ts';
import { entryIdOf } from './entry-from-wire.ts';
import { accessFor, listedOwner, type People } from './owner.ts';
import { idParamsSchema, ownerQuerySchema } from './report-schemas.ts';

const COMMON = {
  doc: 'api-reference/expense/expense-report/v3.expense-entry-attendee.markdown',
  // The page names no scope: that of the entries which they belong to, or that of attendees.
  scopes: ['EXPRPT', 'ATTEND'],
  principals: ['user', 'company'],
} as const;
const ALL = '/entryattendeeassociations';
const ONE = `${ALL}/{id}`;

/** Who was at an entry, one by one. */
export const attendeeAssociationRoutes = (expense: Expense, people: People): Route[] => [
  ...reads(expense, people),
  ...writes(expense, people),
];

const reads = (expense: Expense, people: People): Route[] => [
  route({
    ...COMMON,
    operation: 'listEntryAttendeeAssociations',
    method: 'GET',
    path: ALL,
    summary: 'Lists the attendees of a user’s entries, or of one entry',
    xmlRoot: 'EntryAttendeeAssociations',
    schema: { query: associationQuerySchema, responses: { 200: associationsSchema } },
    handler: async (call) => {
      const { ctx, query, site } = call;
      const { entryID, user } = query;
      const filters = present({
        ownerId: await listedOwner(ctx, people, user, entryID),
        entryId: entryID && entryIdOf(entryID),
      });
      return listed(call, {
        kind: 'entry-attendee',
        search: (page) => expense.searchAssociations(ctx, filters, page),
        toWire: (associations) => associations.map((each) => associationToWire(each, site.origin)),
      });
    },
  }),
  route({
    ...COMMON,
    operation: 'getEntryAttendeeAssociation',
    method: 'GET',
    path: ONE,
    summary: 'Reads one attendee of an entry',
    xmlRoot: 'EntryAttendeeAssociation',
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: associationSchema } },
    handler: async ({ ctx, params, query, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const one = await expense.getAssociation(ctx, { access, associationId: associationIdOf(params.id) });
      return { body: associationToWire(one, site.origin) };
    },
  }),
];

const writes = (expense: Expense, people: People): Route[] => [
  route({
    ...COMMON,
    operation: 'createEntryAttendeeAssociation',
    method: 'POST',
    path: ALL,
    summary: 'Adds an attendee to an entry',
    xmlRoot: 'CreateResponse',
    schema: { query: ownerQuerySchema, body: newAssociationSchema, responses: { 200: created } },
    handler: async ({ ctx, query, body, site }) => {
      const access = await accessFor(ctx, people, query.user);
      const entry = await expense.getEntry(ctx, { access, entryId: entryIdOf(body.EntryID) });
      const { custom, ...fields } = fieldsFromWire(body);
      const attendee = {
        attendeeId: attendeeIdOf(body.AttendeeID),
        ...fields,
        isAmountEdited: fields.amount !== undefined,
        custom: Object.fromEntries(Object.entries(custom ?? {}).flatMap(([slot, value]) => (value ? [[slot, value]] : []))),
      };
      const { id } = await expense.addAttendee(ctx, { access, reportId: entry.reportId, entryId: entry.id, attendee });
      return { body: { ID: associationOpaqueId(id), URI: associationUri(site.origin, id) } };
    },
  }),
  route({
    ...COMMON,
    operation: 'updateEntryAttendeeAssociation',
    method: 'PUT',
    path: ONE,
    summary: 'Changes what is given of an attendee of an entry, and nothing else',
    schema: { params: idParamsSchema, query: ownerQuerySchema, body: changesSchema, responses: { 200: null } },
    handler: async ({ ctx, params, query, body }) => {
      const on = { access: await accessFor(ctx, people, query.user), associationId: associationIdOf(params.id) };
      const changes = associationChangesFromWire(body, await expense.getAssociation(ctx, on));
      await expense.changeAssociation(ctx, { ...on, changes });
      return {};
    },
  }),
  route({
    ...COMMON,
    operation: 'deleteEntryAttendeeAssociation',
    method: 'DELETE',
    path: ONE,
    summary: 'Takes an attendee off an entry',
    schema: { params: idParamsSchema, query: ownerQuerySchema, responses: { 200: null } },
    handler: async ({ ctx, params, query }) => {
      const access = await accessFor(ctx, people, query.user);
      await expense.removeAssociation(ctx, { access, associationId: associationIdOf(params.id) });
      return {};
    },
  }),
];
