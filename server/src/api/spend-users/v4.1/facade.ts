import { facade, type Facade } from '../../../platform/http/facade.ts';
import { scim } from '../../dialects/scim/scim.ts';
import { APPROVER_LIMIT, SPEND_USER } from '../../dialects/scim/spend/urns.ts';
import type { SpendUsersDeps, SpendVersion } from '../answers.ts';
import { CUSTOM_DATA, FILTERED, userRoutes, type SpendSurface } from '../user-routes.ts';
import { formRoute } from './form-route.ts';

const version: SpendVersion = {
  path: '/profile/spend/v4.1',
  doc: 'api-reference/user-provisioning/spend/v4.1.spend-user-retrieval.md',
  deprecated: false,
  size: 'count',
  unknown: new Set(),
  limitsAlways: false,
};

const LIMIT = {
  approvalType: { field: 'approvalType' as const, type: 'text' as const },
  approvalGroup: { field: 'group' as const, type: 'text' as const },
};

const surface: SpendSurface = {
  core: SPEND_USER,
  fields: FILTERED,
  entries: {
    customData: { within: 'customData', fields: CUSTOM_DATA, operators: ['eq', 'ne'] },
    [`${APPROVER_LIMIT}:authorizedApprover`]: { within: 'authorizedLimits', fields: LIMIT, operators: ['eq', 'ne'] },
    [`${APPROVER_LIMIT}:costObjectApprover`]: { within: 'costObjectLimits', fields: LIMIT, operators: ['eq', 'ne'] },
  },
  operators: ['eq', 'ne'],
};

/** What the people of a company need to spend, and the form that describes it. */
export const spendUsersV41 = (identity: SpendUsersDeps): Facade =>
  facade({
    family: 'spend-users',
    version: 'v4.1',
    dialect: scim,
    prefix: version.path,
    routes: [...userRoutes(identity, version, surface), formRoute(identity)],
  });
