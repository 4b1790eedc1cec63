import type { Attribute, Schema, Schemas } from '../schema/attribute.ts';
import { flag, group, many, moment, readOnly, required, text, whole } from '../schema/make-attribute.ts';
import { CORE_USER, ENTERPRISE_USER, SAP_USER, SETTINGS_USER } from '../urns.ts';

/**
 * What the identity surfaces accept and answer, as data: readers, patches, projections and the Schemas resource follow it.
 * Pages api-reference/profile/v4.identity and v4.1.identity; lengths and vocabularies from the published file.
 */
const ACADEMIC_TITLES =
  'Dr.|Doctor|Prof.|Professor|Prof. Dr.|Professor Doctor|B.A.|Bachelor of Arts|MBA|Master of Business Administration|Ph.D|Doctor of Philosophy'.split(
    '|',
  );
const THEMES = [
  'Concur Gateway',
  ...['Light', 'Dark', 'High Contrast White', 'High Contrast Black'].map((shade) => `SAP Quartz ${shade}`),
  ...['Morning', 'Evening', 'High Contrast White', 'High Contrast Black'].map((shade) => `SAP Horizon ${shade}`),
];

const place: readonly Attribute[] = [
  text('streetAddress', 'Street, house number, post box; may hold several lines'),
  text('locality', 'City or locality', { maxLength: 30 }),
  text('region', 'State or region', { maxLength: 30 }),
  text('postalCode', 'Postal code', { maxLength: 20 }),
  text('country', 'Country, ISO 3166-1 alpha-2'),
];

const name = group(
  'name',
  'The parts of the name',
  [
    text('familyName', 'Family name', { ...required, maxLength: 32 }),
    text('givenName', 'Given name', { ...required, maxLength: 32 }),
    text('middleName', 'Middle names', { maxLength: 60 }),
    text('middleInitial', 'First letter of the middle name', readOnly),
    text('familyNamePrefix', 'Prefix of the family name', { maxLength: 28 }),
    text('honorificPrefix', 'Title before the name', { maxLength: 60 }),
    text('honorificSuffix', 'Title after the name', { maxLength: 60 }),
    text('academicTitle', 'Academic title', {
      canonicalValues: ACADEMIC_TITLES,
    }),
    text('formatted', 'Family name, given and middle names, made from the parts', readOnly),
    text('legalName', 'The legal name', readOnly),
  ],
  required,
);

const localeOverrides = group(
  'localeOverrides',
  'How dates, times and numbers are shown, whatever the locale says',
  [
    ...[
      '24Hour',
      'CurrencySymbolLocation',
      'DateFormat',
      'DefaultCalView',
      'Distance',
      'FirstDayOfWeek',
      'HourMinuteSeparator',
    ].map((one) => text(`preference${one}`, 'A preference of the locale', readOnly)),
    ...['NegativeCurrencyFormat', 'NegativeNumberFormat', 'NumberFormat'].map((one) =>
      text(`preference${one}`, 'A preference for numbers', readOnly),
    ),
    whole('preferenceStartDayViewHour', 'First hour that a day shows', readOnly),
    whole('preferenceEndDayViewHour', 'Last hour that a day shows', readOnly),
  ],
  readOnly,
);

const meta = group(
  'meta',
  'Facts about the resource',
  [
    text('resourceType', 'Kind of the resource', readOnly),
    moment('created', 'When it was created', readOnly),
    moment('lastModified', 'When it last changed', readOnly),
    whole('version', 'Number of changes since it was created', readOnly),
    text('location', 'Address of the resource', readOnly),
  ],
  readOnly,
);

export const coreUser: Schema = {
  id: CORE_USER,
  name: 'User',
  description: 'The core attributes of a person with an account',
  attributes: [
    text('id', 'UUID of the user', { ...readOnly, returned: 'always', uniqueness: 'global', caseExact: true }),
    text('userName', 'The login, user@domain, unique on the whole platform', { ...required, uniqueness: 'global' }),
    text('externalId', 'Name of the user in the provisioning client', { uniqueness: 'server', maxLength: 255 }),
    flag('active', 'Whether the user is active', required),
    name,
    text('displayName', 'Given and family name; the nickname stands for the given name', { maxLength: 60 }),
    text('nickName', 'Preferred name', { maxLength: 60 }),
    text('title', 'Job title', { maxLength: 255 }),
    text('dateOfBirth', 'Day of birth, YYYY-MM-DD'),
    text('preferredLanguage', 'Language code, en-US unless the company has another'),
    text('timezone', 'Time zone of the IANA list; America/New_York unless given'),
    localeOverrides,
    group(
      'emails',
      'Mail addresses, one of each type',
      [
        text('value', 'The address', { ...required, maxLength: 255 }),
        text('type', 'What the address is for', { ...required, canonicalValues: ['work', 'home', 'work2', 'other', 'other2'] }),
        flag('verified', 'Whether the address was verified; written with a scope of its own'),
        flag('notifications', 'Whether notifications are sent to it'),
      ],
      { ...many, ...required },
    ),
    group(
      'phoneNumbers',
      'Telephone numbers, one of each type but mobile',
      [
        text('value', 'The number', required),
        text('type', 'What the number is for', {
          ...required,
          canonicalValues: ['work', 'home', 'mobile', 'fax', 'pager', 'other', 'work2'],
        }),
        text('display', 'The number for people to read', readOnly),
        flag('primary', 'Whether this is the primary mobile'),
        flag('notifications', 'Whether notifications are sent to it; mobiles only'),
        text('issuingCountry', 'Country of a mobile, ISO 3166-1 alpha-2'),
      ],
      many,
    ),
    group(
      'addresses',
      'Postal addresses, one of each type',
      [
        text('type', 'What the address is for', {
          ...required,
          canonicalValues: ['work', 'home', 'other', 'billing', 'bank', 'shipping'],
        }),
        ...place,
      ],
      many,
    ),
    group(
      'emergencyContacts',
      'Whom to call in an emergency; one at most',
      [
        text('name', 'Name of the contact', { ...required, maxLength: 255 }),
        text('relationship', 'What the contact is to the user', {
          ...required,
          canonicalValues: ['Spouse', 'Brother', 'Parent', 'Sister', 'Life Partner', 'Other'],
        }),
        text('phones', 'Telephone numbers', many),
        text('emails', 'Mail addresses', many),
        ...place,
      ],
      // Samples answer nobody as null.
      { ...many, empty: 'null' },
    ),
    text('entitlements', 'Products that the user may use', {
      ...many,
      canonicalValues: ['Expense', 'Invoice', 'Locate', 'Request', 'Travel', 'Analytics', 'Unified Analytics'],
    }),
    meta,
  ],
};

export const enterpriseUser: Schema = {
  id: ENTERPRISE_USER,
  name: 'EnterpriseUser',
  description: 'Employment',
  attributes: [
    text('companyId', 'UUID of the company', { ...required, mutability: 'immutable', caseExact: true }),
    text('employeeNumber', 'Number of the employee, unique in the company', { uniqueness: 'server', maxLength: 48 }),
    text('costCenter', 'Cost center; not that of an expense', { maxLength: 25 }),
    text('department', 'Department; not that of an expense', { maxLength: 25 }),
    text('division', 'Division', { maxLength: 48 }),
    text('organization', 'Name of the company', readOnly),
    group('manager', 'Line manager; no approver or delegate follows from it', [
      text('value', 'UUID of the manager', required),
      text('employeeNumber', 'Employee number of the manager', readOnly),
      text('displayName', 'Display name of the manager', readOnly),
      {
        name: '$ref',
        type: 'reference',
        description: 'Address of the manager',
        mutability: 'readOnly',
        referenceTypes: ['User'],
      },
    ]),
    text('legalEntity', 'Id of the legal entity that employs the user'),
    moment('startDate', 'First day of employment, 1900-01-01 to 2079-06-06'),
    moment('terminationDate', 'Last day of employment, 1900-01-01 to 2079-06-06'),
    group(
      'leavesOfAbsence',
      'Absences, 100 at most, none overlapping another',
      [
        text('startDate', 'First day, YYYY-MM-DD', required),
        text('endDate', 'Last day, YYYY-MM-DD; a past leave has one'),
        text('type', 'Kind of leave', { canonicalValues: ['voluntary', 'mandatory'] }),
      ],
      many,
    ),
  ],
};

export const sapUser: Schema = {
  id: SAP_USER,
  name: 'SAPUser',
  description: 'Reference to the same person in other SAP products',
  attributes: [text('userUuid', 'SAP Global ID', { caseExact: true, maxLength: 36 })],
};

export const settingsUser: Schema = {
  id: SETTINGS_USER,
  name: 'UserSettings',
  description: 'How the user has set up the web application',
  attributes: [
    text('theme', 'Theme of the web application', {
      canonicalValues: THEMES,
    }),
  ],
};

export const USER_SCHEMAS: Schemas = [coreUser, enterpriseUser, sapUser, settingsUser];

/** The same schemas where some attributes, by whole path, are answered only when asked for. */
export const withRequestOnly = (schemas: Schemas, paths: readonly string[]): Schemas => {
  const [core, ...rest] = schemas;
  return [onRequest(core, undefined, paths), ...rest.map((schema) => onRequest(schema, schema.id, paths))];
};

const onRequest = (schema: Schema, urn: string | undefined, paths: readonly string[]): Schema => {
  const mark = (attribute: Attribute, path: string): Attribute => ({
    ...attribute,
    ...(paths.includes(path) ? { returned: 'request' as const } : {}),
    ...(attribute.subAttributes ? { subAttributes: attribute.subAttributes.map((sub) => mark(sub, `${path}.${sub.name}`)) } : {}),
  });
  const prefix = urn === undefined ? '' : `${urn}:`;
  return { ...schema, attributes: schema.attributes.map((attribute) => mark(attribute, prefix + attribute.name)) };
};
