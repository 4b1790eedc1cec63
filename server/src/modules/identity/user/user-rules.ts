import { isLonger } from '../../../platform/text.ts';
import type { Issue } from '../errors.ts';
import type { Address, EmergencyContact, LeaveOfAbsence, NewEmail, NewUser, PhoneNumber, UserPatch } from './user.ts';
import {
  ACADEMIC_TITLES,
  ADDRESS_TYPES,
  EMAIL_FORMATS,
  EMAIL_TYPES,
  ENTITLEMENTS,
  GENDERS,
  LANGUAGES,
  LEAVE_TYPES,
  LOCALE_OVERRIDES,
  PHONE_TYPES,
  RELATIONSHIPS,
  THEMES,
} from '../vocabulary.ts';

/** Characters that no login may hold: the identity reference. */
export const FORBIDDEN_IN_LOGIN = /[%[#!*&()~'{^}\\/?><,;:"+=\]|\s]/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Employment dates lie between these, says the identity reference. */
const EARLIEST = new Date('1900-01-01T00:00:00Z');
const LATEST = new Date('2079-06-06T23:59:59Z');

const LENGTHS: readonly (readonly [string, number])[] = [
  ['userName', 128],
  ['externalId', 255],
  ['employeeNumber', 48],
  ['sapUserUuid', 36],
  ['displayName', 60],
  ['nickName', 60],
  ['title', 255],
  ['costCenter', 25],
  ['department', 255],
  ['division', 48],
  ['organization', 255],
];
export const NAME_LENGTHS = {
  familyName: 32,
  givenName: 32,
  middleName: 60,
  familyNamePrefix: 28,
  honorificPrefix: 60,
  honorificSuffix: 60,
} as const;

type Check = (path: string, value: unknown) => Issue | undefined;
const issue = (path: string, rule: string, message: string): Issue => ({ path, rule, message });
const oneOf =
  (words: readonly unknown[]): Check =>
  (path, value) =>
    words.includes(value) ? undefined : issue(path, 'enum', `must be one of ${words.join(', ')}`);
const matching =
  (pattern: RegExp, message: string): Check =>
  (path, value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : issue(path, 'pattern', message);
const atMost =
  (length: number): Check =>
  (path, value) =>
    typeof value === 'string' && !isLonger(value, length)
      ? undefined
      : issue(path, 'maxLength', `must have at most ${length} characters`);
const day: Check = (path, value) =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) && dayOf(new Date(value)) === value
    ? undefined
    : issue(path, 'date', 'must be a day, YYYY-MM-DD');
const country = matching(/^[A-Z]{2}$/, 'must be a country, ISO 3166-1 alpha-2');
const uuid = matching(UUID, 'must be a UUID');
const employmentDate: Check = (path, value) =>
  value instanceof Date && value >= EARLIEST && value <= LATEST
    ? undefined
    : issue(path, 'range', 'must lie between 1900-01-01 and 2079-06-06');
/** Zones that were found to be some: asking takes a tenth of a millisecond, and there are a few hundred. */
const zones = new Set<unknown>();
const timezone: Check = (path, value) => {
  if (zones.has(value)) return undefined;
  try {
    Intl.DateTimeFormat('en', { timeZone: value as string });
    zones.add(value);
    return undefined;
  } catch {
    return issue(path, 'timezone', 'must be a time zone of the IANA list');
  }
};

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Everything that is wrong with a user to be, or with a change of one. Absent members are not looked at. */
export function userIssues(user: NewUser | UserPatch): Issue[] {
  const given = (path: keyof UserPatch, check: Check) => {
    const value = user[path];
    return value === undefined ? undefined : check(path, value);
  };
  return [
    // The database holds any text but this, and one such user would fail all that are made with it.
    JSON.stringify(user).includes('\\u0000') ? issue('', 'pattern', 'holds the character NUL') : undefined,
    given('userName', loginCheck),
    ...LENGTHS.map(([path, length]) => given(path as keyof UserPatch, atMost(length))),
    given('gender', oneOf(GENDERS)),
    given('dateOfBirth', day),
    given('preferredLanguage', oneOf(LANGUAGES)),
    given('timezone', timezone),
    given('managerId', uuid),
    given('managerEmployeeNumber', atMost(48)),
    given('legalEntityId', uuid),
    given('startDate', employmentDate),
    given('terminationDate', employmentDate),
    ...nameIssues(user),
    ...emailIssues(user.emails),
    ...phoneIssues(user.phoneNumbers),
    ...addressIssues(user.addresses),
    ...contactIssues(user.emergencyContacts),
    ...(user.entitlements ?? []).map((one, at) => oneOf(ENTITLEMENTS)(`entitlements[${at}]`, one)),
    ...localeIssues(user.localeOverrides),
    user.settings?.['theme'] === undefined ? undefined : oneOf(THEMES)('settings.theme', user.settings['theme']),
    ...leaveIssues(user.leavesOfAbsence),
    user.contactPreferences?.['emailFormat'] === undefined
      ? undefined
      : oneOf(EMAIL_FORMATS)('contactPreferences.emailFormat', user.contactPreferences['emailFormat']),
  ].filter((one) => one !== undefined);
}

const loginCheck: Check = (path, value) => {
  const [name, domain, ...rest] = String(value).split('@');
  if (!name || !domain || rest.length > 0) return issue(path, 'pattern', 'must look like user@domain');
  return FORBIDDEN_IN_LOGIN.test(String(value)) ? issue(path, 'pattern', 'holds a forbidden character') : undefined;
};

function nameIssues({ name }: UserPatch): (Issue | undefined)[] {
  if (!name) return [];
  const required = (['familyName', 'givenName'] as const).map((part) =>
    name[part]?.trim() ? undefined : issue(`name.${part}`, 'required', 'is required'),
  );
  const lengths = Object.entries(NAME_LENGTHS).map(([part, length]) => {
    const value = name[part as keyof typeof NAME_LENGTHS];
    return value === undefined ? undefined : atMost(length)(`name.${part}`, value);
  });
  const { academicTitle } = name;
  const title = academicTitle === undefined ? undefined : oneOf(ACADEMIC_TITLES)('name.academicTitle', academicTitle);
  return [...required, ...lengths, title];
}

const localeIssues = (overrides: UserPatch['localeOverrides']): (Issue | undefined)[] =>
  Object.entries(overrides ?? {}).map(([name, value]) =>
    value === undefined
      ? undefined
      : oneOf(LOCALE_OVERRIDES[name as keyof typeof LOCALE_OVERRIDES])(`localeOverrides.${name}`, value),
  );

function emailIssues(emails: readonly NewEmail[] | undefined): (Issue | undefined)[] {
  if (!emails) return [];
  return [
    emails.length === 0 ? issue('emails', 'required', 'must hold an address') : undefined,
    ...onePerType('emails', emails),
    ...emails.flatMap((email, at) => [
      oneOf(EMAIL_TYPES)(`emails[${at}].type`, email.type),
      matching(/^[^\s@]+@[^\s@]+$/, 'must be a mail address')(`emails[${at}].value`, email.value),
      atMost(255)(`emails[${at}].value`, email.value),
    ]),
  ];
}

/** Only mobile phones may be several; exactly one of them is the primary one. */
function phoneIssues(phones: readonly PhoneNumber[] | undefined): (Issue | undefined)[] {
  if (!phones) return [];
  const primaries = phones.filter((phone) => phone.primary && phone.type === 'mobile').length;
  return [
    ...onePerType(
      'phoneNumbers',
      phones.filter((phone) => phone.type !== 'mobile'),
    ),
    primaries > 1 ? issue('phoneNumbers', 'primary', 'must hold only one primary mobile') : undefined,
    ...phones.flatMap((phone, at) => [
      oneOf(PHONE_TYPES)(`phoneNumbers[${at}].type`, phone.type),
      matching(/^\+?[\d\s().;=extEXT-]{1,60}$/, 'must be a phone number')(`phoneNumbers[${at}].value`, phone.value),
      phone.issuingCountry === undefined ? undefined : country(`phoneNumbers[${at}].issuingCountry`, phone.issuingCountry),
      phone.issuingCountry !== undefined && phone.type !== 'mobile'
        ? issue(`phoneNumbers[${at}].issuingCountry`, 'mobile-only', 'belongs to mobile phones only')
        : undefined,
    ]),
  ];
}

function addressIssues(addresses: readonly Address[] | undefined): (Issue | undefined)[] {
  if (!addresses) return [];
  return [
    ...onePerType('addresses', addresses),
    ...addresses.flatMap((address, at) => [
      oneOf(ADDRESS_TYPES)(`addresses[${at}].type`, address.type),
      ...placeIssues(`addresses[${at}]`, address),
    ]),
  ];
}

const placeIssues = (path: string, place: Omit<Address, 'type'>): (Issue | undefined)[] => [
  ...(
    [
      ['locality', 30],
      ['region', 30],
      ['postalCode', 20],
      ['streetAddress', 255],
    ] as const
  ).map(([part, length]) => (place[part] === undefined ? undefined : atMost(length)(`${path}.${part}`, place[part]))),
  place.country === undefined ? undefined : country(`${path}.country`, place.country),
];

function contactIssues(contacts: readonly EmergencyContact[] | undefined): (Issue | undefined)[] {
  if (!contacts) return [];
  return [
    contacts.length > 1 ? issue('emergencyContacts', 'maxItems', 'may hold one contact') : undefined,
    ...contacts.flatMap((contact, at) => [
      contact.name.trim() === '' ? issue(`emergencyContacts[${at}].name`, 'required', 'is required') : undefined,
      atMost(255)(`emergencyContacts[${at}].name`, contact.name),
      ...placeIssues(`emergencyContacts[${at}].address`, contact.address ?? {}),
      oneOf(RELATIONSHIPS)(`emergencyContacts[${at}].relationship`, contact.relationship),
    ]),
  ];
}

/**
 * Leaves start before they end and do not overlap; only the last may be open. So a leave that is over has an end, and one that goes on
 * need not: the leave of absence guide.
 */
function leaveIssues(leaves: readonly LeaveOfAbsence[] | undefined): (Issue | undefined)[] {
  if (!leaves) return [];
  const sorted = [...leaves].sort((a, b) => a.startDate.localeCompare(b.startDate));
  const overlaps = sorted.some((leave, at) => at > 0 && (sorted[at - 1]?.endDate ?? '') >= leave.startDate);
  return [
    leaves.length > 100 ? issue('leavesOfAbsence', 'maxItems', 'may hold 100 leaves') : undefined,
    overlaps ? issue('leavesOfAbsence', 'overlap', 'must not overlap') : undefined,
    ...leaves.flatMap((leave, at) => [
      day(`leavesOfAbsence[${at}].startDate`, leave.startDate),
      leave.endDate === undefined ? undefined : day(`leavesOfAbsence[${at}].endDate`, leave.endDate),
      leave.type === undefined ? undefined : oneOf(LEAVE_TYPES)(`leavesOfAbsence[${at}].type`, leave.type),
      leave.endDate !== undefined && leave.endDate <= leave.startDate
        ? issue(`leavesOfAbsence[${at}].endDate`, 'order', 'must come after startDate')
        : undefined,
      leave.endDate === undefined && leave !== sorted.at(-1)
        ? issue(`leavesOfAbsence[${at}].endDate`, 'required', 'is required for a leave that another one follows')
        : undefined,
    ]),
  ];
}

const onePerType = (path: string, values: readonly { readonly type: string }[]): (Issue | undefined)[] =>
  new Set(values.map(({ type }) => type)).size === values.length
    ? []
    : [issue(path, 'one-per-type', 'must hold one of each type at most')];
