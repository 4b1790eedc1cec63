import type { ConnectionRequests } from '../../../modules/connection-request/index.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { created, pageAt } from '../../dialects/v3/values.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { answerSchema, idSchema, queueQuerySchema, requestSchema, requestsSchema, userQuerySchema } from './schemas.ts';
import { requestToWire, requestUri } from './to-wire.ts';

const shared = {
  doc: 'api-reference/common/connection-requests/connection-requests-resource.markdown',
  scopes: ['CONREQ'],
  principals: ['app'],
} as const;

const routes = (requests: ConnectionRequests): Route[] => [
  route({
    ...shared,
    effect: 'manual',
    operation: 'listConnectionRequests',
    method: 'GET',
    path: '/connectionrequests',
    summary: 'Hands out the available connection requests to the calling supplier',
    xmlRoot: 'ConnectionRequests',
    schema: { query: queueQuerySchema, responses: { 200: requestsSchema } },
    handler: async ({ query, site, url, ...counter }) => {
      const { items, more } = await requests.handOutRequests(counter, query);
      const NextPage = more ? pageAt(String(query.offset + query.limit), { site, url }) : null;
      return { body: { Items: items.map((item) => requestToWire(item, site.origin)), NextPage } };
    },
  }),
  route({
    ...shared,
    effect: 'manual',
    operation: 'createConnectionRequest',
    method: 'POST',
    path: '/connectionrequests',
    summary: 'Creates a connection request on behalf of a user, during certification',
    xmlRoot: 'CreateResponse',
    schema: { query: userQuerySchema, responses: { 200: created } },
    handler: async ({ query, site, ...counter }) => {
      const { id } = await requests.requestOnBehalf(counter, query.user);
      return { body: { ID: id, URI: requestUri(site.origin, 'v3.2', id) } };
    },
  }),
  route({
    ...shared,
    effect: 'manual',
    operation: 'getConnectionRequest',
    method: 'GET',
    path: '/connectionrequests/{id}',
    summary: 'Hands out one connection request, for tests',
    xmlRoot: 'ConnectionRequest',
    schema: { params: idSchema, responses: { 200: requestSchema } },
    handler: async ({ params, site, ...counter }) => {
      const item = await requests.handOutRequest(counter, { requestId: params.id, open: true });
      return { body: requestToWire(item, site.origin) };
    },
  }),
  route({
    ...shared,
    effect: 'manual',
    operation: 'answerConnectionRequest',
    method: 'PUT',
    path: '/connectionrequests/{id}',
    summary: 'Tells whether a connection was made, and takes its request out of the queue',
    schema: { params: idSchema, body: answerSchema, responses: { 204: null } },
    handler: async ({ params, body, ...counter }) => {
      await requests.answerRequest(counter, { requestId: params.id, outcome: body.status });
      return {};
    },
  }),
];

/** The queue of a TripLink supplier, XML where the caller has no wish. */
export const connectionRequestsV32 = (requests: ConnectionRequests): Facade =>
  facade({ family: 'connection-requests', version: 'v3.2', dialect: v3, prefix: '/api/v3.2/common', routes: routes(requests) });
