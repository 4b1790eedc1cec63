import Type from 'typebox';
import { facade, route, type Facade } from '../../../platform/http/facade.ts';
import { listResponse } from '../../dialects/scim/list.ts';
import { scim } from '../../dialects/scim/scim.ts';
import { SPEND_USER } from '../../dialects/scim/spend/urns.ts';
import { listOf } from '../../dialects/scim/wire-schemas.ts';
import type { SpendUsersDeps, SpendVersion } from '../answers.ts';
import { CUSTOM_DATA, FILTERED, refusals, SHARED, userRoutes, type SpendSurface } from '../user-routes.ts';

const version: SpendVersion = {
  path: '/profile/spend/v4',
  doc: 'api-reference/user-provisioning/spend/v4.spend-user-retrieval.md',
  deprecated: true,
  size: 'itemsPerPage',
  unknown: new Set([
    'officeLocationCountry',
    'officeLocationStateProvince',
    'officeLocationCity',
    'biHierarchy',
    'processorReportAccess',
  ]),
  limitsAlways: true,
};

const surface: SpendSurface = {
  core: SPEND_USER,
  fields: FILTERED,
  entries: { customData: { within: 'customData', fields: CUSTOM_DATA, operators: ['eq'] } },
  operators: ['eq', 'ne'],
};

/** A role that provisioning may assign; the page shows no answer: docs/decisions/0051. */
const roleCode = Type.Object({
  roleCode: Type.String(),
  roleName: Type.String(),
  product: Type.String(),
  groupAware: Type.Boolean(),
  entitlement: Type.Optional(Type.String({ description: 'What brings the role; it cannot be assigned of itself' })),
});

const roleToWire = (role: ReturnType<SpendUsersDeps['spendRoles']>[number]) => ({
  roleCode: role.code,
  roleName: role.name,
  product: role.area,
  groupAware: role.groupAware,
  ...(role.entitlement === undefined ? {} : { entitlement: role.entitlement }),
});

/** Deprecated but for the list of role codes, which no later version has. */
export const spendUsersV4 = (identity: SpendUsersDeps): Facade =>
  facade({
    family: 'spend-users',
    version: 'v4',
    dialect: scim,
    prefix: version.path,
    routes: [
      route({
        ...SHARED,
        operation: 'listSpendRoleCodes',
        method: 'GET',
        path: '/Users/roleCodes',
        summary: 'The roles of spending',
        doc: 'api-reference/user-provisioning/spend/v4.spend-role-code-definition.md',
        schema: { responses: { 200: listOf(roleCode), ...refusals } },
        handler: () => {
          const roles = identity.spendRoles().map(roleToWire);
          return Promise.resolve({ body: listResponse({ resources: roles, totalResults: roles.length }) });
        },
      }),
      ...userRoutes(identity, version, surface),
    ],
  });
