import Type from 'typebox';
import { AttendeeTypeNotFound, type Attendees } from '../../../modules/attendee/index.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { created, pageOf, readOffset } from '../../dialects/v3/values.ts';
import {
  changesFromWire,
  changesSchema,
  isListed,
  newTypeSchema,
  toType,
  typeIdOf,
  typeOpaqueId,
  typeSchema,
  typesSchema,
  typeUri,
} from './wire.ts';

const COMMON = {
  doc: 'api-reference/expense/attendee-types/v3.attendee-types.markdown',
  scopes: ['attendee.admin.read'],
  principals: ['user', 'company'],
  deprecated: true,
} as const;
const idParams = Type.Object({ id: Type.String({ minLength: 1 }) });
const listQuery = Type.Object(
  {
    offset: Type.Optional(Type.String({ minLength: 1 })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  },
  { additionalProperties: false },
);

/** Attendee types, JSON and XML of one resource. */
export const attendeeTypesV3 = (attendees: Attendees): Facade =>
  facade({
    family: 'attendee-types',
    version: 'v3',
    dialect: v3,
    prefix: '/api/v3.0/expense',
    routes: [...reads(attendees), ...writes(attendees)],
  });

const reads = (attendees: Attendees): Route[] => [
  route({
    ...COMMON,
    operation: 'listAttendeeTypes',
    method: 'GET',
    path: '/attendeetypes',
    summary: 'Lists the attendee types that are in use',
    xmlRoot: 'AttendeeTypes',
    schema: { query: listQuery, responses: { 200: typesSchema } },
    handler: async ({ ctx, query, site, url }) => {
      // By id: the order in which they were made.
      const all = (await attendees.listTypes(ctx)).filter(isListed).toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const { after = '' } = readOffset('attendee-type', query.offset);
      const left = all.filter(({ id }) => id > after);
      const items = left.slice(0, query.limit);
      const page = {
        items: items.map((each) => toType(each, site.origin)),
        next: left.length > items.length ? items.at(-1)?.id : undefined,
      };
      return { body: pageOf(page, { kind: 'attendee-type', site, url }) };
    },
  }),
  route({
    ...COMMON,
    operation: 'getAttendeeType',
    method: 'GET',
    path: '/attendeetypes/{id}',
    summary: 'Reads one attendee type',
    xmlRoot: 'AttendeeType',
    schema: { params: idParams, responses: { 200: typeSchema } },
    handler: async ({ ctx, params, site }) => {
      const typeId = typeIdOf(params.id);
      const type = (await attendees.listTypes(ctx)).find(({ id, isDeleted }) => id === typeId && !isDeleted);
      if (!type) throw new AttendeeTypeNotFound();
      return { body: toType(type, site.origin) };
    },
  }),
];

const writes = (attendees: Attendees): Route[] => [
  route({
    ...COMMON,
    operation: 'createAttendeeType',
    method: 'POST',
    path: '/attendeetypes',
    summary: 'Adds an attendee type',
    xmlRoot: 'CreateResponse',
    schema: { body: newTypeSchema, responses: { 200: created } },
    handler: async ({ ctx, body, site }) => {
      const { id } = await attendees.createType(ctx, { ...changesFromWire(body), name: body.Name, code: body.Code });
      return { body: { ID: typeOpaqueId(id), URI: typeUri(site.origin, id) } };
    },
  }),
  route({
    ...COMMON,
    operation: 'updateAttendeeType',
    method: 'PUT',
    path: '/attendeetypes/{id}',
    summary: 'Changes what is given of an attendee type, and nothing else',
    schema: { params: idParams, body: changesSchema, responses: { 200: null } },
    handler: async ({ ctx, params, body }) => {
      await attendees.changeType(ctx, { typeId: typeIdOf(params.id), changes: changesFromWire(body) });
      return {};
    },
  }),
  route({
    ...COMMON,
    operation: 'deleteAttendeeType',
    method: 'DELETE',
    path: '/attendeetypes/{id}',
    summary: 'Retires an attendee type; attendees of it stay with the expenses that name them',
    schema: { params: idParams, responses: { 200: null } },
    handler: async ({ ctx, params }) => {
      await attendees.deleteType(ctx, { typeId: typeIdOf(params.id) });
      return {};
    },
  }),
];
