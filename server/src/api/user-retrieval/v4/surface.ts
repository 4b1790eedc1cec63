import { SEARCH_USERS, type UserSurface } from '../../dialects/scim/filter/user-surfaces.ts';
import { SPEND_USER } from '../../dialects/scim/spend/urns.ts';
import { ENTERPRISE_USER, SAP_USER } from '../../dialects/scim/urns.ts';

/** What identity's own search knows beyond the page. */
const BEYOND = new Set([
  'entitlements',
  'externalId',
  `${ENTERPRISE_USER}:legalEntity`,
  `${ENTERPRISE_USER}:manager.employeeNumber`,
  `${SAP_USER}:userUuid`,
]);

/** "Filterable Fields" of api-reference/user-provisioning/v4-user-retrieval. */
export const RETRIEVE_USERS: UserSurface = {
  core: SEARCH_USERS.core,
  fields: {
    ...Object.fromEntries(Object.entries(SEARCH_USERS.fields).filter(([path]) => !BEYOND.has(path))),
    [`${ENTERPRISE_USER}:companyId`]: { field: 'companyId', type: 'text' },
    [`${SPEND_USER}:country`]: { field: 'spend.country', type: 'text' },
    [`${SPEND_USER}:customData.id`]: { field: 'customData.id', type: 'text' },
    [`${SPEND_USER}:customData.value`]: { field: 'customData.value', type: 'text' },
    [`${SPEND_USER}:customData.syncGuid`]: { field: 'customData.syncGuid', type: 'text' },
  },
  entries: {
    ...SEARCH_USERS.entries,
    [`${SPEND_USER}:customData`]: {
      within: 'customData',
      fields: {
        id: { field: 'id', type: 'text' },
        value: { field: 'value', type: 'text' },
        syncGuid: { field: 'syncGuid', type: 'text' },
      },
    },
  },
};
