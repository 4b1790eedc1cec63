import type { ConnectionRequests } from '../../../modules/connection-request/index.ts';
import { facade, type Facade } from '../../../platform/http/facade.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { retiredRoutes } from './routes.ts';
import { requestSchema } from './schemas.ts';
import { requestToWire } from './to-wire.ts';

/** Connection requests in PascalCase with verified addresses and a status filter. */
export const connectionRequestsV31 = (requests: ConnectionRequests): Facade =>
  facade({
    family: 'connection-requests',
    version: 'v3.1',
    dialect: v3,
    prefix: '/api/v3.1/common',
    routes: retiredRoutes(requests, { version: 'v3.1', schema: requestSchema, toWire: requestToWire }),
  });
