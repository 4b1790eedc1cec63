import { RoleNotAssignable } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Expression } from '../../dialects/scim/filter/parse-filter.ts';
import { readOperations, type Operation } from '../../dialects/scim/patch/operations.ts';
import { parsePath } from '../../dialects/scim/patch/path.ts';
import { refuse } from '../../dialects/scim/refusal.ts';
import { attributeNamed, isDocument, type Document, type Json } from '../../dialects/scim/schema/attribute.ts';
import { readValue } from '../../dialects/scim/schema/read-document.ts';
import { CORE_GROUP } from '../../dialects/scim/urns.ts';
import type { ScimDeps } from './deps.ts';
import { SCIM_GROUP } from './group-schemas.ts';
import type { Group } from './groups.ts';

/** What happens to the members of a group. */
interface Change {
  readonly to: 'add' | 'remove' | 'set';
  readonly userIds: readonly string[];
}

/** PATCH: all operations in order, or none. @throws InvalidInput, UserInvalid */
export async function patchGroup(deps: ScimDeps, ctx: Context, group: Group, body: unknown): Promise<void> {
  await apply(
    deps,
    ctx,
    group,
    readOperations(body).flatMap((operation) => changesOf(operation, group)),
  );
}

/** PUT: these are the members from now on. @throws InvalidInput, UserInvalid */
export async function replaceGroup(deps: ScimDeps, ctx: Context, group: Group, body: Document): Promise<void> {
  const changes = Object.entries(body).flatMap(([name, value]) => memberOf({ op: 'replace', path: name, value }, group));
  if (changes.length === 0) throw refuse('invalidValue', 'members', 'is required; an empty list empties the group');
  await apply(deps, ctx, group, changes);
}

async function apply({ identity }: ScimDeps, ctx: Context, group: Group, changes: readonly Change[]): Promise<void> {
  if (changes.length > 0 && group.supportedOperations === 'readOnly')
    throw refuse('mutability', 'members', `cannot be changed: the group ${group.displayName} is readOnly`);
  const code = group.externalName;
  try {
    for (const { to, userIds } of changes) {
      if (to === 'add') await identity.addToRole(ctx, { code, userIds });
      else if (to === 'remove') await identity.removeFromRole(ctx, { code, userIds });
      else await identity.setMembersOfRole(ctx, { code, userIds });
    }
  } catch (error) {
    if (error instanceof RoleNotAssignable) throw refuse('invalidValue', 'members', error.message);
    throw error;
  }
}

function changesOf({ op, path, value }: Operation, group: Group): Change[] {
  if (path !== undefined) return atPath({ op, path, value }, group);
  if (op === 'remove') throw refuse('noTarget', 'path', 'is required to remove something');
  if (!isDocument(value)) throw refuse('invalidSyntax', 'value', 'must be an object where no path is given');
  return Object.entries(value).flatMap(([name, part]) => memberOf({ op, path: name, value: part }, group));
}

type Action = Operation & { readonly path: string };

/** A member of a document: Okta repeats the id and the name, others meta; all but members are passed over unless they rename the group. */
function memberOf(action: Action, group: Group): Change[] {
  const prefix = `${CORE_GROUP}:`.toLowerCase();
  const name = action.path.toLowerCase().startsWith(prefix) ? action.path.slice(prefix.length) : action.path;
  const attribute = attributeNamed(SCIM_GROUP[0].attributes, name);
  if (attribute?.name === 'displayName') return named(action, group);
  return attribute?.name === 'members' ? membersIn(action) : [];
}

function atPath(action: Action, group: Group): Change[] {
  const { extension, steps } = parsePath(action.path, SCIM_GROUP);
  const [first, ...rest] = steps;
  if (!extension && first?.attribute.name === 'displayName') return named(action, group);
  if (extension || first?.attribute.name !== 'members') throw refuse('mutability', action.path, 'is read-only');
  if (rest.length > 0) throw refuse('invalidPath', action.path, 'must name members as a whole');
  if (!first.where) return membersIn(action);
  if (action.op !== 'remove') throw refuse('invalidPath', action.path, 'filters members, which only remove does');
  return [{ to: 'remove', userIds: chosen(first.where, action.path) }];
}

/** The name that the group has already may be said again. */
function named({ op, value, path }: Action, { displayName }: Group): Change[] {
  if (op === 'remove' || value !== displayName) throw refuse('mutability', path, 'cannot be changed: only members are');
  return [];
}

/** An identity provider may remove whom it has removed before, or who is gone: neither is a fault. */
function membersIn({ op, value, path }: Action): Change[] {
  if (op === 'remove' && (value === undefined || value === null)) return [{ to: 'set', userIds: [] }];
  const attribute = attributeNamed(SCIM_GROUP[0].attributes, 'members');
  if (!attribute || value === null) throw refuse('invalidValue', path, 'must be a list of members');
  const members = readValue(attribute, value, { path, unknown: 'ignore' }) as readonly Json[];
  const userIds = members.map((member, at) => {
    const id = isDocument(member) ? member['value'] : undefined;
    if (typeof id !== 'string' || id === '') throw refuse('invalidValue', `${path}[${at}].value`, 'is required');
    return id;
  });
  return [{ to: op === 'replace' ? 'set' : op, userIds }];
}

/** `value eq "a"`, or several of it joined by or. */
function chosen(where: Expression, path: string): string[] {
  if (where.kind === 'or') return where.parts.flatMap((part) => chosen(part, path));
  if (
    where.kind === 'compare' &&
    where.path.toLowerCase() === 'value' &&
    where.operator === 'eq' &&
    typeof where.value === 'string'
  )
    return [where.value];
  throw refuse('invalidFilter', path, 'must choose members by value eq');
}
