import { facade, type Facade } from '../../../platform/http/facade.ts';
import { scim } from '../../dialects/scim/scim.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { discoveryRoutes } from './discovery-routes.ts';
import { userRoutes, type UserDeps } from './user-routes.ts';

/** One entry for a user's identity, spend and travel data. */
export const userProvisioningV4 = (deps: UserDeps): Facade[] => {
  const common = { family: 'user-provisioning', version: 'v4', dialect: scim };
  const routes = [...userRoutes(deps), ...bulkRoutes(deps.provisioning), ...discoveryRoutes()];
  return [
    facade({ ...common, prefix: '/profile/v4', routes }),
    // The older address, which the sample of the event and the diagram of the page still show.
    facade({ ...common, prefix: '/provisioning/v4', routes, internal: true }),
  ];
};
