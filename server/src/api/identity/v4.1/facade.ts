import { facade, type Facade } from '../../../platform/http/facade.ts';
import { scim } from '../../dialects/scim/scim.ts';
import { ENTERPRISE_USER } from '../../dialects/scim/urns.ts';
import { USER_SCHEMAS, withRequestOnly } from '../../dialects/scim/user/user-schemas.ts';
import type { IdentityDeps, IdentityVersion } from '../answers.ts';
import { discoveryRoutes } from '../discovery-routes.ts';
import { userRoutes } from '../user-routes.ts';
import { PAGES } from './page.ts';
import { searchRoutes } from './search-routes.ts';

const version: IdentityVersion = {
  path: '/profile/identity/v4.1',
  doc: 'api-reference/profile/v4.1.identity.md',
  // "Request only attributes must be explicitly requested."
  schemas: withRequestOnly(USER_SCHEMAS, [
    'entitlements',
    `${ENTERPRISE_USER}:manager.$ref`,
    `${ENTERPRISE_USER}:manager.displayName`,
  ]),
};

/** Who the people of a company are: the version with the whole search and with cursors. */
export const identityV41 = (deps: IdentityDeps): Facade =>
  facade({
    family: 'identity',
    version: 'v4.1',
    dialect: scim,
    prefix: version.path,
    routes: [
      ...searchRoutes(deps, version),
      ...userRoutes(deps, version),
      ...discoveryRoutes(version, { ...PAGES, cursor: true }),
    ],
  });
