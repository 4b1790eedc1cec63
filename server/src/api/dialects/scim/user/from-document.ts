import { isDeepStrictEqual } from 'node:util';
import type { Email, EmergencyContact, NewUser, User, UserPatch } from '../../../../modules/identity/index.ts';
import { InvalidInput } from '../../../../platform/http/refusals.ts';
import { refuse } from '../refusal.ts';
import { isDocument, type Document, type Json } from '../schema/attribute.ts';
import { ENTERPRISE_USER, SAP_USER, SETTINGS_USER } from '../urns.ts';

/** The writing caller: its company, whether it may say that an address is verified, and when. */
export interface Writing {
  readonly companyId: string;
  readonly verifies: boolean;
  readonly now: Date;
}

/**
 * A document that `readDocument` has checked, as a new user or the whole replacement of one. The domain checks vocabularies, lengths, leaves.
 * @throws InvalidInput for another company, and for dates that are none
 */
export function newUserOf(document: Document, writing: Writing, before?: User): NewUser {
  const enterprise = part(document, ENTERPRISE_USER);
  if (enterprise['companyId'] === undefined)
    throw new InvalidInput('body', [{ path: `${ENTERPRISE_USER}:companyId`, rule: 'required', message: 'is required' }]);
  if (text(enterprise['companyId']).toLowerCase() !== writing.companyId)
    throw before
      ? refuse('mutability', `${ENTERPRISE_USER}:companyId`, 'cannot be changed')
      : refuse('invalidValue', `${ENTERPRISE_USER}:companyId`, 'must be the company that the access token is for');
  const given = {
    ...pick(document, ['externalId', 'displayName', 'nickName', 'title', 'dateOfBirth', 'preferredLanguage', 'timezone']),
    ...pick(enterprise, ['employeeNumber', 'costCenter', 'department', 'division']),
    active: document['active'],
    sapUserUuid: part(document, SAP_USER)['userUuid'],
    // Of one surface alone; another's documents have none, so that they stay.
    contactPreferences: part(document, SAP_USER)['contactPreferences'],
    managerId: lower(part(enterprise, 'manager')['value']),
    legalEntityId: enterprise['legalEntity'],
    settings: { ...withoutTheme(before?.settings), ...part(document, SETTINGS_USER) },
    startDate: employmentDate(enterprise, 'startDate'),
    terminationDate: employmentDate(enterprise, 'terminationDate'),
    phoneNumbers: list(document, 'phoneNumbers').map((phone) => Object.assign({ primary: false, notifications: false }, phone)),
    addresses: list(document, 'addresses'),
    emergencyContacts: list(document, 'emergencyContacts').map(contactOf),
    entitlements: values(document, 'entitlements').map(entitlementOf),
    leavesOfAbsence: list(enterprise, 'leavesOfAbsence').map(leaveOf),
  };
  return {
    ...(before ? unwritten(before) : {}),
    ...(defined(given) as Partial<NewUser>),
    userName: text(document['userName']),
    name: nameOf(part(document, 'name')),
    emails: list(document, 'emails').map((email) => emailOf(email as Partial<Email>, writing, before)),
  };
}

const EMPTIED =
  'externalId displayName nickName title dateOfBirth employeeNumber costCenter department division sapUserUuid managerId legalEntityId terminationDate'.split(
    ' ',
  );

/** What a patched document changes of its user; what it no longer has is emptied, and what is as it was is not looked at again. */
export function userPatchOf(document: Document, writing: Writing, before: User): UserPatch {
  const user = newUserOf(document, writing, before);
  const emptied = Object.fromEntries(EMPTIED.filter((name) => !(name in user)).map((name) => [name, undefined]));
  const changed = Object.entries({ ...emptied, ...user }).filter(
    ([name, value]) => !isDeepStrictEqual(value, before[name as keyof User]),
  );
  return Object.fromEntries(changed);
}

/** What these surfaces do not write stays as it was when a user is replaced. */
const unwritten = ({ gender, organization, contactPreferences, localeOverrides }: User): Partial<NewUser> => ({
  ...(gender ? { gender } : {}),
  ...(organization ? { organization } : {}),
  contactPreferences,
  localeOverrides,
});

const part = (document: Document, name: string): Document => {
  const value = document[name];
  return isDocument(value) ? value : {};
};
const values = (document: Document, name: string): readonly Json[] => {
  const value = document[name];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
};
const list = (document: Document, name: string): Document[] => values(document, name).filter(isDocument);
const pick = (document: Document, names: readonly string[]): Document =>
  Object.fromEntries(names.map((name) => [name, document[name]]));
const defined = (given: object): object => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
/** The reader has seen to it that this is text. */
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const lower = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value.toLowerCase() : undefined);

const nameOf = (name: Document): NewUser['name'] => ({
  ...(defined(name) as Partial<NewUser['name']>),
  familyName: text(name['familyName']),
  givenName: text(name['givenName']),
});

/** Without the right to verify, an address is as verified as the same address was before. */
function emailOf(email: Partial<Email>, writing: Writing, before: User | undefined): NewUser['emails'][number] {
  const value = email.value ?? '';
  const old = before?.emails.find((one) => one.value.toLowerCase() === value.toLowerCase());
  const verified = writing.verifies ? (email.verified ?? false) : (old?.verified ?? false);
  const verifiedAt = verified ? (old?.verifiedAt ?? (writing.verifies && !old?.verified ? writing.now : undefined)) : undefined;
  return {
    type: email.type as Email['type'],
    value,
    notifications: email.notifications ?? false,
    verified,
    ...(verifiedAt ? { verifiedAt } : {}),
  };
}

function contactOf({ name, relationship, phones, emails, ...address }: Document): EmergencyContact {
  return {
    name: text(name),
    relationship: text(relationship),
    ...(phones ? { phones: phones as string[] } : {}),
    ...(emails ? { emails: emails as string[] } : {}),
    ...(Object.keys(address).length > 0 ? { address: address as NonNullable<EmergencyContact['address']> } : {}),
  };
}

/** A leave is voluntary unless it says otherwise: the pages do not require a type and know two. */
const leaveOf = (leave: Document): Document => ({ type: 'voluntary', ...leave });

const PRODUCTS = ['Expense', 'Invoice', 'Request', 'Travel', 'Locate', 'Analytics', 'Unified Analytics'];
/** Vocabularies are compared without regard to case: api-guides/profile/identity-search. */
const entitlementOf = (value: Json): Json =>
  PRODUCTS.find((product) => product.toLowerCase() === text(value).toLowerCase()) ?? value;

function withoutTheme(settings: User['settings'] | undefined): Readonly<Record<string, unknown>> {
  const { theme: _theme, ...others } = settings ?? {};
  return others;
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A day, or a moment that is in UTC unless it says otherwise. */
function employmentDate(enterprise: Document, name: string): Date | undefined {
  const given = enterprise[name];
  if (typeof given !== 'string') return undefined;
  const [whole, zone] = DATE.exec(given) ?? [];
  const date = new Date(whole?.includes('T') && zone === undefined ? `${given}Z` : given);
  const day = new Date(given.slice(0, 10));
  if (whole === undefined || Number.isNaN(date.getTime()) || day.toISOString().slice(0, 10) !== given.slice(0, 10))
    throw refuse('invalidValue', `${ENTERPRISE_USER}:${name}`, 'must be a date, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ');
  return date;
}
