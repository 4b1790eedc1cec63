import type { User } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { applyPatch } from '../dialects/scim/patch/apply-patch.ts';
import type { Document } from '../dialects/scim/schema/attribute.ts';
import { readDocument } from '../dialects/scim/schema/read-document.ts';
import { newUserOf, userPatchOf, type Writing } from '../dialects/scim/user/from-document.ts';
import { userDocument } from '../dialects/scim/user/user-document.ts';
import { mayVerify, withinScopes } from '../dialects/scim/user/user-scopes.ts';
import type { IdentityDeps, IdentityVersion } from './answers.ts';

interface Change {
  readonly ctx: Context;
  readonly scopes: ReadonlySet<string>;
  readonly body: unknown;
}

const writingOf = ({ ctx, scopes }: Change): Writing => ({
  companyId: ctx.companyId,
  verifies: mayVerify(scopes),
  now: ctx.clock.now(),
});

/** POST. @throws InvalidInput, ScopeMissing and what createUser refuses */
export function createFrom({ identity }: IdentityDeps, { schemas }: IdentityVersion, change: Change): Promise<User> {
  const sent = readDocument(change.body, { schemas, unknown: 'refuse' });
  const document = withinScopes({}, sent, { schemas, scopes: change.scopes });
  return identity.createUser(change.ctx, newUserOf(document, writingOf(change)));
}

/** PUT: what is left out goes back to its default or to nothing. @throws UserNotFound, InvalidInput, ScopeMissing and what replaceUser refuses */
export async function replaceFrom(deps: IdentityDeps, version: IdentityVersion, userId: string, change: Change): Promise<User> {
  const { schemas } = version;
  const before = await deps.identity.getUser(change.ctx, userId);
  const sent = readDocument(change.body, { schemas, unknown: 'refuse' });
  const document = withinScopes(writable(deps, version, before), sent, { schemas, scopes: change.scopes });
  return deps.identity.replaceUser(change.ctx, { userId: before.id, user: newUserOf(document, writingOf(change), before) });
}

/** PATCH: all operations or none. @throws UserNotFound, InvalidInput, ScopeMissing and what updateUser refuses */
export async function patchFrom(deps: IdentityDeps, version: IdentityVersion, userId: string, change: Change): Promise<User> {
  const { schemas } = version;
  const before = await deps.identity.getUser(change.ctx, userId);
  const was = writable(deps, version, before);
  const patched = applyPatch(was, change.body, { schemas, unknown: 'refuse' });
  const document = withinScopes(was, patched, { schemas, scopes: change.scopes, patched: true });
  const patch = userPatchOf(document, writingOf(change), before);
  return deps.identity.updateUser(change.ctx, { userId: before.id, patch });
}

/** What a client may have sent to make the user what it is. */
const writable = (deps: IdentityDeps, { schemas }: IdentityVersion, user: User): Document =>
  readDocument(userDocument(deps.identity, user, { base: '' }), { schemas, unknown: 'ignore' });
