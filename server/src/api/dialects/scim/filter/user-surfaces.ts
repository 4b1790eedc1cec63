import type { EntryField, SearchedList, UserField } from '../../../../modules/identity/index.ts';
import { CORE_USER, ENTERPRISE_USER, SAP_USER } from '../urns.ts';
import type { Surface } from './criteria.ts';

export type UserSurface = Surface<UserField, SearchedList, EntryField>;

const text = <F extends string>(field: F) => ({ field, type: 'text' as const });
const flag = <F extends string>(field: F) => ({ field, type: 'boolean' as const });
const moment = <F extends string>(field: F) => ({ field, type: 'moment' as const });

/** Everything that identity may be searched by: api-guides/profile/identity-search, "Allowed Attributes", and the legal entity's page. */
export const SEARCH_USERS: UserSurface = {
  core: CORE_USER,
  fields: {
    active: flag('active'),
    'addresses.country': text('addresses.country'),
    'addresses.locality': text('addresses.locality'),
    'addresses.region': text('addresses.region'),
    'addresses.type': text('addresses.type'),
    'emails.value': text('emails.value'),
    'emails.type': text('emails.type'),
    'emails.verified': flag('emails.verified'),
    entitlements: text('entitlements'),
    externalId: text('externalId'),
    id: text('id'),
    'meta.created': moment('createdAt'),
    'meta.lastModified': moment('updatedAt'),
    'name.familyName': text('familyName'),
    'name.givenName': text('givenName'),
    nickName: text('nickName'),
    userName: text('userName'),
    [`${ENTERPRISE_USER}:costCenter`]: text('costCenter'),
    [`${ENTERPRISE_USER}:department`]: text('department'),
    [`${ENTERPRISE_USER}:division`]: text('division'),
    [`${ENTERPRISE_USER}:employeeNumber`]: text('employeeNumber'),
    [`${ENTERPRISE_USER}:startDate`]: moment('startDate'),
    [`${ENTERPRISE_USER}:terminationDate`]: moment('terminationDate'),
    [`${ENTERPRISE_USER}:legalEntity`]: text('legalEntityId'),
    [`${ENTERPRISE_USER}:manager.employeeNumber`]: text('managerEmployeeNumber'),
    [`${ENTERPRISE_USER}:manager.value`]: text('managerId'),
    [`${SAP_USER}:userUuid`]: text('sapUserUuid'),
  },
  entries: {
    emails: { within: 'emails', fields: { value: text('value'), type: text('type'), verified: flag('verified') } },
    addresses: {
      within: 'addresses',
      fields: { country: text('country'), locality: text('locality'), region: text('region'), type: text('type') },
    },
  },
};

/** The list of v4: one equality of one of three. */
export const LIST_USERS: UserSurface = {
  core: CORE_USER,
  fields: {
    userName: text('userName'),
    employeeNumber: text('employeeNumber'),
    [`${ENTERPRISE_USER}:employeeNumber`]: text('employeeNumber'),
    externalId: text('externalId'),
  },
  operators: ['eq'],
  logical: false,
};
