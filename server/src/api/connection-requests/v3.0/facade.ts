import type { ConnectionRequests } from '../../../modules/connection-request/index.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { retiredRoutes, shared, type Generation } from '../v3.1/routes.ts';
import { plainRequestSchema } from '../v3.1/schemas.ts';
import { plainRequestToWire } from '../v3.1/to-wire.ts';
import { idSchema } from '../v3.2/schemas.ts';

const generation: Generation = {
  version: 'v3.0',
  schema: plainRequestSchema,
  toWire: (item, origin) => plainRequestToWire(item, origin, 'v3.0'),
};

/** This version alone can delete: docs-old api-explorer/v3-0/ConnectionRequests.swagger2.json. */
const deletion = (requests: ConnectionRequests): Route =>
  route({
    ...shared,
    effect: 'manual',
    operation: 'deleteConnectionRequest',
    method: 'DELETE',
    path: '/connectionrequests/{id}',
    summary: 'Deletes a connection request to the calling supplier',
    schema: { params: idSchema, responses: { 200: null } },
    handler: async ({ params, ...counter }) => {
      await requests.removeRequest(counter, params.id);
      return {};
    },
  });

/** Connection requests in PascalCase without addresses. */
export const connectionRequestsV30 = (requests: ConnectionRequests): Facade =>
  facade({
    family: 'connection-requests',
    version: 'v3.0',
    dialect: v3,
    prefix: '/api/v3.0/common',
    routes: [...retiredRoutes(requests, generation), deletion(requests)],
  });
