import type { User } from '../../../modules/identity/index.ts';
import { refuse } from '../../dialects/scim/refusal.ts';
import { isDocument, type Document, type Json } from '../../dialects/scim/schema/attribute.ts';
import { readDocument } from '../../dialects/scim/schema/read-document.ts';
import { ENTERPRISE_USER, SAP_USER, SETTINGS_USER } from '../../dialects/scim/urns.ts';
import { userDocument, type UserFacts } from '../../dialects/scim/user/user-document.ts';
import { WHOLE_USER } from './user-schemas.ts';

type Renderings = Parameters<typeof userDocument>[0];

/** A user as this API has it: what it calls otherwise, or tells elsewhere, stands in the SAP extension. */
export function scimUser(renderings: Renderings, user: User, facts: UserFacts): Document {
  const document = userDocument(renderings, user, facts);
  const { [SETTINGS_USER]: _settings, ...rest } = document;
  return {
    ...rest,
    schemas: list(document['schemas']).filter((urn) => urn !== SETTINGS_USER),
    emails: user.emails.map(({ type, value }) => ({ type, value })),
    [SAP_USER]: {
      userUuid: user.sapUserUuid,
      ...(Object.keys(user.contactPreferences).length > 0 ? { contactPreferences: user.contactPreferences as Document } : {}),
      emails: user.emails.map(({ value, verified }) => ({ value, verified })),
      validFrom: secondToWire(user.startDate),
      validTo: user.terminationDate && secondToWire(user.terminationDate),
    },
  };
}

/** `YYYY-MM-DD'T'hh:mm:ss'Z'`. */
const secondToWire = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

/** The way back: the same user as a document of identity. What this API does not have is what it was. */
export function identityDocument(
  document: Document,
  of: { renderings: Renderings; before: User | undefined; companyId: string; now: Date },
): Document {
  const { renderings, before } = of;
  const was = before
    ? readDocument(userDocument(renderings, before, { base: '' }), { schemas: WHOLE_USER, unknown: 'ignore' })
    : {};
  const { dateOfBirth, entitlements, [SETTINGS_USER]: settings } = was;
  const { legalEntity, leavesOfAbsence } = part(was, ENTERPRISE_USER);
  const { contactPreferences = {}, userUuid } = part(document, SAP_USER);
  const { [SAP_USER]: _sap, ...core } = document;
  return {
    ...core,
    dateOfBirth,
    entitlements,
    emails: emailsOf(document, before),
    [ENTERPRISE_USER]: {
      companyId: of.companyId,
      ...part(document, ENTERPRISE_USER),
      legalEntity,
      leavesOfAbsence,
      startDate: wasOrIs(before?.startDate, validity(document, 'validFrom'))?.toISOString(),
      terminationDate: terminationOf(document, before, of.now)?.toISOString(),
    },
    [SAP_USER]: { userUuid, contactPreferences },
    ...(settings === undefined ? {} : { [SETTINGS_USER]: settings }),
  };
}

/** An address is as verified as the extension says, else as it was: the address is the key of both lists. */
function emailsOf(document: Document, before: User | undefined): Document[] {
  const said = list(part(document, SAP_USER)['emails']).filter(isDocument);
  return list(document['emails'])
    .filter(isDocument)
    .map((email) => {
      const is = (one: { readonly value?: Json }): boolean => lower(one.value) === lower(email['value']);
      const old = before?.emails.find(is);
      const verified = said.find(is)?.['verified'] ?? old?.verified ?? false;
      return { ...email, verified, notifications: old?.notifications ?? false };
    });
}

/**
 * Who is made inactive is employed until now, and who is made active again has no end, unless the end is given with it. A PUT that leaves
 * the end out means the same as one that repeats it.
 */
function terminationOf(document: Document, before: User | undefined, now: Date): Date | undefined {
  const active = document['active'] === true;
  const was = before?.terminationDate;
  const is = wasOrIs(was, validity(document, 'validTo'));
  if (is !== undefined && is !== was) return is;
  if (active) return before?.active === true ? is : undefined;
  return before?.active === false ? was : now;
}

/** Seconds are all that is told: the same second is the moment that it was. */
const wasOrIs = (was: Date | undefined, is: Date | undefined): Date | undefined =>
  was && is && secondToWire(was) === secondToWire(is) ? was : is;

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

function validity(document: Document, name: 'validFrom' | 'validTo'): Date | undefined {
  const given = part(document, SAP_USER)[name];
  if (typeof given !== 'string') return undefined;
  const [whole, zone] = DATE.exec(given) ?? [];
  const moment = new Date(whole?.includes('T') && zone === undefined ? `${given}Z` : given);
  if (whole === undefined || Number.isNaN(moment.getTime()))
    throw refuse('invalidValue', `${SAP_USER}:${name}`, "must be a moment, YYYY-MM-DD'T'hh:mm:ss'Z'");
  return moment;
}

const part = (document: Document, name: string): Document => {
  const value = document[name];
  return isDocument(value) ? value : {};
};
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const lower = (value: Json | undefined): string => (typeof value === 'string' ? value.toLowerCase() : '');
