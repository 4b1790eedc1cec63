import { facade, type Facade } from '../../../platform/http/facade.ts';
import { xmlV1 } from '../../dialects/xml-v1/xml-v1.ts';
import { batchRoutes } from './batch-routes.ts';
import type { Deps } from './deps.ts';
import { readRoutes } from './read-routes.ts';

/** The users of a company in XML: decommissioned by its publisher, and still called by old programs. */
export const usersV1 = (deps: Deps): Facade =>
  facade({
    family: 'users',
    version: 'v1.0',
    dialect: xmlV1,
    prefix: '/api/user/v1.0',
    routes: [...readRoutes(deps), ...batchRoutes(deps)],
  });
