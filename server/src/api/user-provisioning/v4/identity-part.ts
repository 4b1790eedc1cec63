import type { Modules } from '../../../context.ts';
import type { NewUser, User } from '../../../modules/identity/index.ts';
import type { Operation } from '../../../modules/provisioning/index.ts';
import type { Context } from '../../../platform/context.ts';
import { applyPatch } from '../../dialects/scim/patch/apply-patch.ts';
import { refuse } from '../../dialects/scim/refusal.ts';
import { isDocument, type Document } from '../../dialects/scim/schema/attribute.ts';
import { readDocument } from '../../dialects/scim/schema/read-document.ts';
import { ENTERPRISE_USER, PATCH_OP } from '../../dialects/scim/urns.ts';
import { newUserOf, userPatchOf, type Writing } from '../../dialects/scim/user/from-document.ts';
import { userDocument } from '../../dialects/scim/user/user-document.ts';
import { USER_SCHEMAS } from '../../dialects/scim/user/user-schemas.ts';
import { mayVerify, withinScopes } from '../../dialects/scim/user/user-scopes.ts';
import { IDENTITY_PARTS, splitPatch } from './parts.ts';
import { scopesOf } from './scopes.ts';

type Identity = Modules['identity'];

/** Members that no schema knows are passed over: samples of the pages bring some. docs/decisions/0067. */
const reading = { schemas: USER_SCHEMAS, unknown: 'ignore' } as const;

const writingOf = (ctx: Context): Writing => ({
  companyId: ctx.companyId,
  verifies: mayVerify(scopesOf(ctx.actor)),
  now: ctx.clock.now(),
});

const permitted = (ctx: Context, before: Document, after: Document): Document =>
  withinScopes(before, after, { schemas: USER_SCHEMAS, scopes: scopesOf(ctx.actor) });

/** The new user of a POST. @throws InvalidInput, ScopeMissing */
export const creationOf = (ctx: Context, { document }: Operation): NewUser =>
  newUserOf(permitted(ctx, {}, readDocument(tidy(document), reading)), writingOf(ctx));

/** PUT. @throws UserNotFound, InvalidInput, ScopeMissing and what replaceUser refuses */
export async function replaceIdentity(identity: Identity, ctx: Context, { userId = '', document }: Operation): Promise<boolean> {
  const before = await identity.getUser(ctx, userId);
  assertSameId(document, before);
  const sent = readDocument(withCompany(tidy(document), ctx.companyId), reading);
  const user = newUserOf(permitted(ctx, writable(identity, before), sent), writingOf(ctx), before);
  const after = await identity.replaceUser(ctx, { userId: before.id, user });
  return after.version > before.version;
}

/** PATCH, as far as it is about identity. @throws UserNotFound, InvalidInput, ScopeMissing and what updateUser refuses */
export async function patchIdentity(identity: Identity, ctx: Context, { userId = '', document }: Operation): Promise<boolean> {
  const before = await identity.getUser(ctx, userId);
  const parts = splitPatch(document);
  const own = parts.filter(({ part }) => IDENTITY_PARTS.includes(part)).map(({ operation }) => operation);
  if (own.length === 0 && parts.length > 0) return false;
  const was = writable(identity, before);
  const patched = applyPatch(was, { schemas: [PATCH_OP], Operations: own }, reading);
  const patch = userPatchOf(permitted(ctx, was, patched), writingOf(ctx), before);
  const after = await identity.updateUser(ctx, { userId: before.id, patch });
  return after.version > before.version;
}

/** What a client may have sent to make the user what it is. */
const writable = (identity: Identity, user: User): Document =>
  readDocument(userDocument(identity, user, { base: '' }), { schemas: USER_SCHEMAS, unknown: 'ignore' });

/** "The UUID must be included within the data of the request": notes of the page at PUT. */
function assertSameId(document: unknown, { id }: User): void {
  const given = isDocument(document) ? document['id'] : undefined;
  if (given === undefined || given === null) throw refuse('invalidValue', 'id', 'is required to replace a user');
  if (typeof given !== 'string' || given.toLowerCase() !== id)
    throw refuse('mutability', 'id', 'is not the id of the user in the path');
}

/** Nobody changes companies, so a replacement need not say which: the page's sample does not. */
function withCompany(document: unknown, companyId: string): unknown {
  if (!isDocument(document)) return document;
  const enterprise = document[ENTERPRISE_USER];
  return { ...document, [ENTERPRISE_USER]: { companyId, ...(isDocument(enterprise) ? enterprise : {}) } };
}

/** Types of mail addresses are written `Work` in a sample of the spend page, `work` elsewhere. */
function tidy(document: unknown): unknown {
  if (!isDocument(document) || !Array.isArray(document['emails'])) return document;
  const emails = document['emails'].map((email: unknown) =>
    isDocument(email) && typeof email['type'] === 'string' ? { ...email, type: email['type'].toLowerCase() } : email,
  );
  return { ...document, emails };
}
