import type { TSchema } from 'typebox';
import type { ConnectionRequests, HandedOut, Situation } from '../../../modules/connection-request/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { collectionOf, created, pageAt } from '../../dialects/v3/values.ts';
import { idSchema, userQuerySchema } from '../v3.2/schemas.ts';
import { requestUri } from '../v3.2/to-wire.ts';
import { answerSchema, queueQuerySchema, STATUSES } from './schemas.ts';

/** What differs between the retired versions. */
export interface Generation {
  readonly version: 'v3.0' | 'v3.1';
  readonly schema: TSchema;
  readonly toWire: (item: HandedOut, origin: string) => unknown;
}

export const shared = {
  doc: 'api-reference/common/connection-requests/connection-requests-resource.markdown',
  scopes: ['CONREQ'],
  // There were no app tokens when these versions were young: a web services administrator called.
  principals: ['app', 'user'],
  deprecated: true,
} as const;

const situationOf = (status: string | undefined): { situation?: Situation } => {
  const [found] = Object.entries(STATUSES).find(([, name]) => name === status) ?? [];
  return found ? { situation: found as Situation } : {};
};

export const retiredRoutes = (requests: ConnectionRequests, { version, schema, toWire }: Generation): Route[] => [
  route({
    ...shared,
    effect: 'manual',
    operation: 'listConnectionRequests',
    method: 'GET',
    path: '/connectionrequests',
    summary: 'Hands out the connection requests to the calling supplier: those available, or those of a status',
    xmlRoot: 'ConnectionRequests',
    schema: { query: queueQuerySchema, responses: { 200: collectionOf(schema, 'ConnectionRequest') } },
    handler: async ({ query, site, url, ...counter }) => {
      const { limit, offset, status } = query;
      const { items, more } = await requests.handOutRequests(counter, { limit, offset, ...situationOf(status) });
      const NextPage = more ? pageAt(String(offset + limit), { site, url }) : null;
      return { body: { Items: items.map((item) => toWire(item, site.origin)), NextPage } };
    },
  }),
  route({
    ...shared,
    effect: 'manual',
    operation: 'createConnectionRequest',
    method: 'POST',
    path: '/connectionrequests',
    summary: 'Creates a connection request on behalf of a user',
    xmlRoot: 'CreateResponse',
    schema: { query: userQuerySchema, responses: { 200: created } },
    handler: async ({ query, site, ...counter }) => {
      const { id } = await requests.requestOnBehalf(counter, query.user);
      return { body: { ID: id, URI: requestUri(site.origin, version, id) } };
    },
  }),
  route({
    ...shared,
    effect: 'manual',
    operation: 'getConnectionRequest',
    method: 'GET',
    path: '/connectionrequests/{id}',
    summary: 'Reads one connection request to the calling supplier',
    xmlRoot: 'ConnectionRequest',
    schema: { params: idSchema, responses: { 200: schema } },
    handler: async ({ params, site, ...counter }) => {
      const item = await requests.handOutRequest(counter, { requestId: params.id, open: false });
      return { body: toWire(item, site.origin) };
    },
  }),
  route({
    ...shared,
    effect: 'manual',
    operation: 'answerConnectionRequest',
    method: 'PUT',
    path: '/connectionrequests/{id}',
    summary: 'Tells whether a connection was made',
    schema: { params: idSchema, body: answerSchema, responses: { 200: null } },
    handler: async ({ params, body, ...counter }) => {
      const { Status: outcome } = body;
      if (outcome) await requests.answerRequest(counter, { requestId: params.id, outcome });
      return {};
    },
  }),
];
