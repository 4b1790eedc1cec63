import type { Address, Identity, User } from '../../../../modules/identity/index.ts';
import type { Document, Json } from '../schema/attribute.ts';
import { CORE_USER, ENTERPRISE_USER, SAP_USER, SETTINGS_USER } from '../urns.ts';

/** What a user's document tells of others, and where it is. */
export interface UserFacts {
  /** Absolute base of the surface on the called host: `https://host/profile/identity/v4`. */
  readonly base: string;
  readonly organization?: string | undefined;
  readonly manager?: { readonly displayName: string; readonly employeeNumber: string | undefined } | undefined;
}

type Renderings = Pick<Identity, 'formattedName' | 'middleInitialOf'>;

/** Samples of the identity pages have six places behind the second. */
export const momentToWire = (moment: Date): string => moment.toISOString().replace('Z', '000Z');
/** Employment dates have no zone: `2021-11-17T00:00:00.000`. */
export const employmentDateToWire = (moment: Date): string => moment.toISOString().slice(0, -1);

/** Everything that is set, under the names of the user schemas; `project` makes an answer of it. */
export function userDocument(renderings: Renderings, user: User, facts: UserFacts): Document {
  const theme = user.settings['theme'];
  return {
    // The SAP schema is always listed, whether or not the user has its id: samples.
    schemas: [CORE_USER, ENTERPRISE_USER, SAP_USER, ...(typeof theme === 'string' ? [SETTINGS_USER] : [])],
    ...coreOf(renderings, user),
    meta: {
      resourceType: 'User',
      created: momentToWire(user.createdAt),
      lastModified: momentToWire(user.updatedAt),
      version: user.version,
      location: `${facts.base}/Users/${user.id}`,
    },
    [ENTERPRISE_USER]: enterpriseOf(user, facts),
    ...(user.sapUserUuid === undefined ? {} : { [SAP_USER]: { userUuid: user.sapUserUuid } }),
    ...(typeof theme === 'string' ? { [SETTINGS_USER]: { theme } } : {}),
  };
}

const coreOf = (renderings: Renderings, user: User): Document => ({
  id: user.id,
  userName: user.userName,
  externalId: user.externalId,
  active: user.active,
  name: {
    ...user.name,
    middleInitial: renderings.middleInitialOf(user.name),
    formatted: renderings.formattedName(user.name),
  },
  displayName: user.displayName,
  nickName: user.nickName,
  title: user.title,
  dateOfBirth: user.dateOfBirth,
  preferredLanguage: user.preferredLanguage,
  timezone: user.timezone,
  localeOverrides: localeOverridesOf(user),
  emails: user.emails.map(({ type, value, notifications, verified }) => ({ type, value, notifications, verified })),
  phoneNumbers: orNone(user.phoneNumbers, ({ type, value, primary, notifications, issuingCountry }) => ({
    type,
    value,
    display: value,
    // The page has these for mobiles alone.
    ...(type === 'mobile' || primary || notifications ? { primary, notifications, issuingCountry } : {}),
  })),
  addresses: orNone(user.addresses, (address) => ({ type: address.type, ...placeOf(address) })),
  emergencyContacts: orNone(user.emergencyContacts, ({ name, relationship, phones, emails, address }) => ({
    name,
    relationship,
    phones: phones ? [...phones] : undefined,
    emails: emails ? [...emails] : undefined,
    ...placeOf(address ?? {}),
  })),
  entitlements: orNone(user.entitlements, (product) => product),
});

/** An empty list is an attribute that is not set. */
const orNone = <T>(values: readonly T[], render: (value: T) => Json): Json | undefined =>
  values.length > 0 ? values.map(render) : undefined;

const placeOf = ({ streetAddress, locality, region, postalCode, country }: Omit<Address, 'type'>): Document => ({
  streetAddress,
  locality,
  region,
  postalCode,
  country,
});

const localeOverridesOf = ({ localeOverrides: own }: User): Document => ({
  preferenceEndDayViewHour: own.endDayViewHour,
  preferenceFirstDayOfWeek: own.firstDayOfWeek,
  preferenceDateFormat: own.dateFormat,
  preferenceCurrencySymbolLocation: own.currencySymbolLocation,
  preferenceHourMinuteSeparator: own.hourMinuteSeparator,
  preferenceDistance: own.distance,
  preferenceDefaultCalView: own.defaultCalView,
  preference24Hour: own.hourFormat,
  preferenceNumberFormat: own.numberFormat,
  preferenceStartDayViewHour: own.startDayViewHour,
  preferenceNegativeCurrencyFormat: own.negativeCurrencyFormat,
  preferenceNegativeNumberFormat: own.negativeNumberFormat,
});

const enterpriseOf = (user: User, facts: UserFacts): Document => ({
  companyId: user.companyId,
  employeeNumber: user.employeeNumber,
  costCenter: user.costCenter,
  department: user.department,
  division: user.division,
  organization: user.organization ?? facts.organization,
  manager: user.managerId === undefined ? undefined : managerOf(user.managerId, facts),
  legalEntity: user.legalEntityId,
  startDate: employmentDateToWire(user.startDate),
  terminationDate: user.terminationDate && employmentDateToWire(user.terminationDate),
  leavesOfAbsence: orNone(user.leavesOfAbsence, ({ startDate, endDate, type }) => ({ startDate, endDate, type })),
});

const managerOf = (managerId: string, { base, manager }: UserFacts): Document => ({
  value: managerId,
  employeeNumber: manager?.employeeNumber,
  displayName: manager?.displayName,
  $ref: `${base}/Users/${managerId}`,
});
