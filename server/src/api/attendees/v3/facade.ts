import type { Attendees } from '../../../modules/attendee/index.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { created, listed, present } from '../../dialects/v3/values.ts';
import {
  attendeeSchema,
  attendeesSchema,
  changesSchema,
  idParamsSchema,
  listQuerySchema,
  newAttendeeSchema,
  userQuerySchema,
} from './schemas.ts';
import {
  assertTypeStays,
  attendeeIdOf,
  attendeeOpaqueId,
  attendeeUri,
  changesFromWire,
  externalIdsOf,
  inPlaceOf,
  toAttendee,
  typeIdOf,
  typeOf,
  type People,
} from './wire.ts';

const DOC = 'api-reference/expense/attendees/v3.attendees.markdown';
const COMMON = { doc: DOC, scopes: ['ATTEND'], principals: ['user', 'company'], deprecated: true } as const;

/** Attendees of expenses, JSON and XML of one resource. */
export const attendeesV3 = (attendees: Attendees, people: People): Facade =>
  facade({
    family: 'attendees',
    version: 'v3',
    dialect: v3,
    prefix: '/api/v3.0/expense',
    routes: [...reads(attendees, people), ...writes(attendees, people)],
  });

const reads = (attendees: Attendees, people: People): Route[] => [
  route({
    ...COMMON,
    operation: 'listAttendees',
    method: 'GET',
    path: '/attendees',
    summary: 'Lists the attendees that a user sees: shared ones and the user’s own',
    xmlRoot: 'Attendees',
    schema: { query: listQuerySchema, responses: { 200: attendeesSchema } },
    handler: async (call) => {
      const { ctx, query, site } = call;
      const filters = {
        ...(await inPlaceOf(ctx, people, query.user)),
        ...present({
          typeId: query.attendeeTypeID === undefined ? undefined : typeIdOf(query.attendeeTypeID),
          externalIds: query.externalID === undefined ? undefined : externalIdsOf(query.externalID),
        }),
      };
      return listed(call, {
        kind: 'attendee',
        search: (page) => attendees.searchAttendees(ctx, filters, page),
        toWire: (found) => found.map((each) => toAttendee(each, site.origin)),
      });
    },
  }),
  route({
    ...COMMON,
    operation: 'getAttendee',
    method: 'GET',
    path: '/attendees/{id}',
    summary: 'Reads one attendee',
    xmlRoot: 'Attendee',
    schema: { params: idParamsSchema, query: userQuerySchema, responses: { 200: attendeeSchema } },
    handler: async ({ ctx, params, query, site }) => {
      const on = { ...(await inPlaceOf(ctx, people, query.user)), attendeeId: attendeeIdOf(params.id) };
      return { body: toAttendee(await attendees.getAttendee(ctx, on), site.origin) };
    },
  }),
];

const writes = (attendees: Attendees, people: People): Route[] => [
  route({
    ...COMMON,
    operation: 'createAttendee',
    method: 'POST',
    path: '/attendees',
    summary: 'Adds an attendee',
    xmlRoot: 'CreateResponse',
    schema: { query: userQuerySchema, body: newAttendeeSchema, responses: { 200: created } },
    handler: async ({ ctx, query, body, site }) => {
      const { id } = await attendees.createAttendee(ctx, {
        ...changesFromWire(body),
        ...(await inPlaceOf(ctx, people, query.user)),
        lastName: body.LastName,
        type: typeOf(body),
      });
      return { body: { ID: attendeeOpaqueId(id), URI: attendeeUri(site.origin, id) } };
    },
  }),
  route({
    ...COMMON,
    operation: 'updateAttendee',
    method: 'PUT',
    path: '/attendees/{id}',
    summary: 'Changes what is given of an attendee, and nothing else',
    schema: { params: idParamsSchema, query: userQuerySchema, body: changesSchema, responses: { 200: null } },
    handler: async ({ ctx, params, query, body }) => {
      const on = { ...(await inPlaceOf(ctx, people, query.user)), attendeeId: attendeeIdOf(params.id) };
      assertTypeStays(await attendees.getAttendee(ctx, on), body);
      await attendees.changeAttendee(ctx, { ...on, changes: changesFromWire(body) });
      return {};
    },
  }),
  route({
    ...COMMON,
    operation: 'deleteAttendee',
    method: 'DELETE',
    path: '/attendees/{id}',
    summary: 'Retires an attendee; expenses that name it keep it',
    doc: 'api-explorer/v3-0/Attendees.markdown',
    schema: { params: idParamsSchema, query: userQuerySchema, responses: { 200: null } },
    handler: async ({ ctx, params, query }) => {
      const on = { ...(await inPlaceOf(ctx, people, query.user)), attendeeId: attendeeIdOf(params.id) };
      await attendees.deleteAttendee(ctx, on);
      return {};
    },
  }),
];
