import { isDeepStrictEqual } from 'node:util';
import { ScopeMissing } from '../../../../platform/http/refusals.ts';
import { isDocument, pathOf, type Document, type Json, type Schemas } from '../schema/attribute.ts';
import { ENTERPRISE_USER, SAP_USER, SETTINGS_USER } from '../urns.ts';

const IDS = 'identity.user.ids.read';
const CORE = 'identity.user.core.read';
const SENSITIVE = 'identity.user.coresensitive.read';
const ENTERPRISE = 'identity.user.enterprise.read';
const SAP = 'identity.user.sap.read';
const WRITE = 'identity.user.coreenterprise.writeonly';
const WRITE_EXTERNAL_ID = 'identity.user.externalID.writeonly';
const WRITE_VERIFIED = 'identity.user.emails.verified.writeonly';
const WRITE_SAP = 'identity.user.sap.writeonly';

export const READ_SCOPES: readonly string[] = [IDS, CORE, SENSITIVE, ENTERPRISE, SAP];
export const WRITE_SCOPES: readonly string[] = [WRITE, WRITE_EXTERNAL_ID, WRITE_VERIFIED, WRITE_SAP];

interface Access {
  readonly read: readonly string[];
  readonly write: string;
}

/**
 * Which scopes open an attribute: api-reference/profile/v4.scope-mapping. A sub-attribute without a line has that of its attribute, a core
 * attribute without one the first, one of an extension that of its extension.
 */
const ATTRIBUTES: Readonly<Record<string, Access>> = {
  '': { read: [CORE], write: WRITE },
  id: { read: [IDS, CORE], write: WRITE },
  userName: { read: [IDS], write: WRITE },
  externalId: { read: [IDS], write: WRITE_EXTERNAL_ID },
  emails: { read: [SENSITIVE], write: WRITE },
  'emails.verified': { read: [SENSITIVE], write: WRITE_VERIFIED },
  phoneNumbers: { read: [SENSITIVE], write: WRITE },
  addresses: { read: [SENSITIVE], write: WRITE },
  dateOfBirth: { read: [SENSITIVE], write: WRITE },
  emergencyContacts: { read: [SENSITIVE], write: WRITE },
  'emergencyContacts.name': { read: [CORE], write: WRITE },
  entitlements: { read: [ENTERPRISE], write: WRITE },
  [ENTERPRISE_USER]: { read: [ENTERPRISE], write: WRITE },
  [`${ENTERPRISE_USER}:manager.$ref`]: { read: [CORE], write: WRITE },
  [`${ENTERPRISE_USER}:manager.displayName`]: { read: [CORE], write: WRITE },
  [SAP_USER]: { read: [SAP], write: WRITE_SAP },
  // What the extension says of other attributes is opened by their scopes: docs/decisions/0070.
  [`${SAP_USER}:emails`]: { read: [SENSITIVE], write: WRITE_VERIFIED },
  [`${SAP_USER}:contactPreferences`]: { read: [SENSITIVE], write: WRITE },
  [`${SAP_USER}:validFrom`]: { read: [ENTERPRISE], write: WRITE },
  [`${SAP_USER}:validTo`]: { read: [ENTERPRISE], write: WRITE },
  [SETTINGS_USER]: { read: [CORE], write: WRITE },
};

/** Paths are those of our own schemas, so that what is remembered of them stays small. */
const known = new Map(Object.entries(ATTRIBUTES));

function accessOf(path: string): Access {
  const access = known.get(path) ?? inherited(path);
  known.set(path, access);
  return access;
}

function inherited(path: string): Access {
  const up =
    /^(urn:.*:\w+:.*)\.[^.:]+$/.exec(path)?.[1] ?? /^(urn:.*):[^:]+$/.exec(path)?.[1] ?? /^([^:]*)\.[^.]+$/.exec(path)?.[1] ?? '';
  return accessOf(up);
}

/** What a token may see: what its scopes read, and in the answer to a document that it sent whole, what they write. */
export const visibleTo =
  (scopes: ReadonlySet<string>, sent?: 'sent') =>
  (path: string): boolean => {
    const { read, write } = accessOf(path);
    return read.some((scope) => scopes.has(scope)) || (sent !== undefined && scopes.has(write)) || path.startsWith('meta.');
  };

/** For filters: what may not be read may not be found out by comparing either. @throws ScopeMissing */
export const assertReadableBy = (scopes: ReadonlySet<string>): ((path: string) => void) => {
  const visible = visibleTo(scopes);
  return (path) => {
    if (!visible(path)) throw new ScopeMissing(accessOf(path).read);
  };
};

/** Whether a token may say that a mail address is verified; without it, what a document says of that is passed over. */
export const mayVerify = (scopes: ReadonlySet<string>): boolean => scopes.has(WRITE_VERIFIED);

/** Whether an address is verified is a right of its own: mail addresses are the same whatever they say of it. */
const same = (name: string, was: Json | undefined, is: Json | undefined): boolean =>
  isDeepStrictEqual(name === 'emails' ? unverified(was) : was, name === 'emails' ? unverified(is) : is);
const unverified = (emails: Json | undefined): unknown =>
  Array.isArray(emails) ? emails.map((email: Json) => (isDocument(email) ? { ...email, verified: undefined } : email)) : emails;

/**
 * A replacement as far as the scopes reach: what they cannot touch and it leaves out stays as it was. docs/decisions/0046.
 * @throws ScopeMissing for a change that the scopes do not open
 */
export function withinScopes(
  before: Document,
  after: Document,
  writing: {
    schemas: Schemas;
    scopes: ReadonlySet<string>;
    /** What a patch no longer has was removed on purpose. */
    patched?: true;
  },
): Document {
  const [core, ...extensions] = writing.schemas;
  const kept = (was: Document, is: Document, names: readonly string[], urn: string | undefined): Document => {
    const members: Record<string, Json | undefined> = { ...is };
    for (const name of names) {
      const { write } = accessOf(pathOf(urn, name));
      if (writing.scopes.has(write) || same(name, was[name], is[name])) continue;
      if (is[name] !== undefined || writing.patched) throw new ScopeMissing([write]);
      members[name] = was[name];
    }
    return members;
  };
  const named = (attributes: readonly { readonly name: string; readonly mutability?: string }[]): string[] =>
    attributes.filter(({ mutability }) => mutability !== 'readOnly').map(({ name }) => name);
  const document: Record<string, Json | undefined> = { ...kept(before, after, named(core.attributes), undefined) };
  for (const { id, attributes } of extensions) {
    const was = before[id];
    const is = after[id];
    const members = kept(isDocument(was) ? was : {}, isDocument(is) ? is : {}, named(attributes), id);
    if (Object.values(members).some((value) => value !== undefined)) document[id] = members;
    else delete document[id];
  }
  return document;
}
