import { facade, type Facade } from '../../../platform/http/facade.ts';
import { scim } from '../../dialects/scim/scim.ts';
import { USER_SCHEMAS } from '../../dialects/scim/user/user-schemas.ts';
import type { IdentityDeps, IdentityVersion } from '../answers.ts';
import { discoveryRoutes } from '../discovery-routes.ts';
import { userRoutes } from '../user-routes.ts';
import { listRoute, PAGES } from './list-route.ts';

const version: IdentityVersion = {
  path: '/profile/identity/v4',
  doc: 'api-reference/profile/v4.identity.md',
  schemas: USER_SCHEMAS,
};

/** Who the people of a company are: the version whose list finds one user by login, number or external id. */
export const identityV4 = (deps: IdentityDeps): Facade =>
  facade({
    family: 'identity',
    version: 'v4',
    dialect: scim,
    prefix: version.path,
    routes: [listRoute(deps, version), ...userRoutes(deps, version), ...discoveryRoutes(version, { ...PAGES, cursor: false })],
  });
