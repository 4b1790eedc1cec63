import { facade, type Facade } from '../../../platform/http/facade.ts';
import { scimJson } from '../../dialects/scim/scim.ts';
import { PATH, type ScimDeps } from './deps.ts';
import { discoveryRoutes } from './discovery-routes.ts';
import { groupRoutes } from './group-routes.ts';
import { userRoutes } from './user-routes.ts';

/** Users and their roles as identity providers keep them: api-reference/profile/v4.scim. */
export const scimV4 = (deps: ScimDeps): Facade =>
  facade({
    family: 'scim',
    version: 'v4',
    dialect: scimJson,
    prefix: PATH,
    routes: [...userRoutes(deps), ...groupRoutes(deps), ...discoveryRoutes()],
  });
