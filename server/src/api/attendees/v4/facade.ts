import type { Attendees } from '../../../modules/attendee/index.ts';
import { AttendeeNotFound } from '../../../modules/attendee/index.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { v4 } from '../../dialects/v4/v4.ts';
import {
  attendeesSchema,
  changesSchema,
  createdSchema,
  idParamsSchema,
  listQuerySchema,
  newAttendeeSchema,
  oneQuerySchema,
  userQuerySchema,
} from './schemas.ts';
import { changesFromWire, idOf, idsOf, inPlaceOf, namesOf, nextPage, readOffset, toAttendee, uriOf } from './wire.ts';

const DOC = 'api-reference/common/attendees/v4.attendees.markdown';
const READ = ['attendee.read', 'attendee.write'];
const WRITE = ['attendee.write', 'attendee.writeonly'];
const PRINCIPALS = ['user', 'company'] as const;

/** Attendees of expenses, JSON generation. */
export const attendeesV4 = (attendees: Attendees): Facade =>
  facade({
    family: 'attendees',
    version: 'v4',
    dialect: v4,
    prefix: '/v4',
    routes: [...reads(attendees), ...writes(attendees)],
  });

const reads = (attendees: Attendees): Route[] => [
  route({
    operation: 'listAttendees',
    method: 'GET',
    path: '/attendees',
    summary: 'Lists attendees, or those named by their ids',
    doc: DOC,
    scopes: READ,
    principals: PRINCIPALS,
    schema: { query: listQuerySchema, responses: { 200: attendeesSchema, 206: attendeesSchema } },
    handler: async ({ ctx, query, site, url }) => {
      if (query.id !== undefined) {
        const attendeeIds = idsOf(query.id);
        const on = { ...inPlaceOf(query.userId), attendeeIds, includeDeleted: query.includeDeleted };
        const found = await attendees.getAttendees(ctx, on);
        if (found.length === 0) throw new AttendeeNotFound();
        // Some of them: the published file's 206.
        const status = found.length < new Set(attendeeIds).size ? 206 : 200;
        return { status, body: { items: found.map((each) => toAttendee(each, site.origin)) } };
      }
      const search = {
        ...inPlaceOf(query.userId),
        ...(query.attendeeTypeCode === undefined ? {} : { typeCode: query.attendeeTypeCode }),
        ...(query.externalId === undefined ? {} : { externalIds: namesOf('externalId', query.externalId) }),
      };
      const page = await attendees.searchAttendees(ctx, search, { limit: query.limit, ...readOffset(query.offset) });
      const items = page.items.map((each) => toAttendee(each, site.origin));
      return { body: { items, ...(page.next === undefined ? {} : { nextPage: nextPage(page.next, { site, url }) }) } };
    },
  }),
  route({
    operation: 'getAttendee',
    method: 'GET',
    path: '/attendees/{id}',
    summary: 'Reads one attendee, as its newest or a named version says',
    doc: DOC,
    scopes: READ,
    principals: PRINCIPALS,
    schema: { params: idParamsSchema, query: oneQuerySchema, responses: { 200: attendeesSchema } },
    handler: async ({ ctx, params, query, site }) => {
      const attendee = await attendees.getAttendee(ctx, {
        ...inPlaceOf(query.userId),
        attendeeId: idOf(params.id),
        includeDeleted: query.includeDeleted,
        ...(query.versionNumber === undefined ? {} : { version: query.versionNumber }),
      });
      return { body: { items: [toAttendee(attendee, site.origin)] } };
    },
  }),
];

const writes = (attendees: Attendees): Route[] => [
  route({
    operation: 'createAttendee',
    method: 'POST',
    path: '/attendees',
    summary: 'Adds an attendee',
    doc: DOC,
    scopes: WRITE,
    principals: PRINCIPALS,
    schema: { query: userQuerySchema, body: newAttendeeSchema, responses: { 200: createdSchema } },
    handler: async ({ ctx, query, body, site }) => {
      const { attendeeTypeCode, lastName, ...fields } = body;
      const { id } = await attendees.createAttendee(ctx, {
        ...changesFromWire(fields),
        ...inPlaceOf(query.userId),
        lastName,
        type: { typeCode: attendeeTypeCode },
      });
      return { body: { id, uri: uriOf(site.origin, id) } };
    },
  }),
  route({
    operation: 'updateAttendee',
    method: 'PUT',
    path: '/attendees/{id}',
    summary: 'Changes what is given of an attendee, and nothing else',
    doc: DOC,
    scopes: WRITE,
    principals: PRINCIPALS,
    schema: { params: idParamsSchema, query: userQuerySchema, body: changesSchema, responses: { 204: null } },
    handler: async ({ ctx, params, query, body }) => {
      const on = { ...inPlaceOf(query.userId), attendeeId: idOf(params.id) };
      await attendees.changeAttendee(ctx, { ...on, changes: changesFromWire(body) });
      return {};
    },
  }),
];
