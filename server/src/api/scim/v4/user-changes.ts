import type { User } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { applyPatch } from '../../dialects/scim/patch/apply-patch.ts';
import type { Document } from '../../dialects/scim/schema/attribute.ts';
import { readDocument, type Reading } from '../../dialects/scim/schema/read-document.ts';
import { newUserOf, userPatchOf, type Writing } from '../../dialects/scim/user/from-document.ts';
import { mayVerify, withinScopes } from '../../dialects/scim/user/user-scopes.ts';
import type { ScimDeps } from './deps.ts';
import { identityDocument, scimUser } from './user-document.ts';
import { SCIM_USER, WHOLE_USER } from './user-schemas.ts';

interface Change {
  readonly ctx: Context;
  readonly scopes: ReadonlySet<string>;
  readonly body: unknown;
}

/** Identity providers send attributes of their own beside ours: they are passed over. */
const READING: Reading = { schemas: SCIM_USER, unknown: 'ignore' };

const writingOf = ({ ctx, scopes }: Change): Writing => ({
  companyId: ctx.companyId,
  verifies: mayVerify(scopes),
  now: ctx.clock.now(),
});

const inIdentity = ({ identity }: ScimDeps, { ctx }: Change, document: Document, before?: User): Document =>
  identityDocument(document, { renderings: identity, before, companyId: ctx.companyId, now: ctx.clock.now() });

/** What a client may have sent to make the user what it is. */
const writable = ({ identity }: ScimDeps, user: User): Document => readDocument(scimUser(identity, user, { base: '' }), READING);

/** POST. @throws InvalidInput, ScopeMissing and what createUser refuses */
export function createFrom(deps: ScimDeps, change: Change): Promise<User> {
  const sent = inIdentity(deps, change, readDocument(change.body, READING));
  const document = withinScopes({}, sent, { schemas: WHOLE_USER, scopes: change.scopes });
  return deps.identity.createUser(change.ctx, newUserOf(document, writingOf(change)));
}

/** PUT: what is left out goes back to its default or to nothing. @throws UserNotFound, InvalidInput, ScopeMissing and what replaceUser refuses */
export async function replaceFrom(deps: ScimDeps, userId: string, change: Change): Promise<User> {
  const before = await deps.identity.getUser(change.ctx, userId);
  const sent = inIdentity(deps, change, readDocument(change.body, READING), before);
  const was = inIdentity(deps, change, writable(deps, before), before);
  const document = withinScopes(was, sent, { schemas: WHOLE_USER, scopes: change.scopes });
  return deps.identity.replaceUser(change.ctx, { userId: before.id, user: newUserOf(document, writingOf(change), before) });
}

/** PATCH: all operations or none. @throws UserNotFound, InvalidInput, ScopeMissing and what updateUser refuses */
export async function patchFrom(deps: ScimDeps, userId: string, change: Change): Promise<User> {
  const before = await deps.identity.getUser(change.ctx, userId);
  const was = writable(deps, before);
  const patched = applyPatch(was, change.body, READING);
  const document = withinScopes(inIdentity(deps, change, was, before), inIdentity(deps, change, patched, before), {
    schemas: WHOLE_USER,
    scopes: change.scopes,
    patched: true,
  });
  const patch = userPatchOf(document, writingOf(change), before);
  return deps.identity.updateUser(change.ctx, { userId: before.id, patch });
}
