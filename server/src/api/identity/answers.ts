import type { Modules } from '../../context.ts';
import type { User } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { projector } from '../dialects/scim/projection.ts';
import type { Document, Schemas } from '../dialects/scim/schema/attribute.ts';
import { ENTERPRISE_USER } from '../dialects/scim/urns.ts';
import { userDocument } from '../dialects/scim/user/user-document.ts';
import { visibleTo } from '../dialects/scim/user/user-scopes.ts';

export interface IdentityDeps {
  readonly company: Pick<Modules['company'], 'getCompany'>;
  readonly identity: Modules['identity'];
}

/** One version of the identity API. */
export interface IdentityVersion {
  readonly path: string;
  /** Its page. */
  readonly doc: string;
  readonly schemas: Schemas;
}

/** Who asks, where, and for what. */
export interface Asking {
  readonly ctx: Context;
  readonly origin: string;
  readonly scopes: ReadonlySet<string>;
  readonly attributes?: readonly string[] | undefined;
  readonly excludedAttributes?: readonly string[] | undefined;
  /** A whole document was sent: what its scopes write is shown as well, and what is unset is left out, as samples of POST and PUT do. */
  readonly sent?: 'sent';
}

/** Users as a version answers them, each as far as the caller's scopes reach. */
export async function answerUsers(
  deps: IdentityDeps,
  version: IdentityVersion,
  users: readonly User[],
  asking: Asking,
): Promise<Document[]> {
  const { ctx, attributes, excludedAttributes, sent } = asking;
  const visible = visibleTo(asking.scopes, sent);
  const employment = visible(`${ENTERPRISE_USER}:organization`) || visible(`${ENTERPRISE_USER}:manager.displayName`);
  const managers = employment ? await managersOf(deps, ctx, users) : new Map<string, User>();
  const organization = employment && users.length > 0 ? (await deps.company.getCompany(ctx)).name : undefined;
  const base = asking.origin + version.path;
  const nulls = sent === undefined;
  const project = projector({ schemas: version.schemas, visible, attributes, excludedAttributes, nulls });
  return users.map((user) => {
    const manager = user.managerId === undefined ? undefined : managers.get(user.managerId);
    return project(userDocument(deps.identity, user, { base, organization, manager }));
  });
}

export async function answerUser(deps: IdentityDeps, version: IdentityVersion, user: User, asking: Asking): Promise<Document> {
  const [answer] = await answerUsers(deps, version, [user], asking);
  return answer ?? {};
}

async function managersOf({ identity }: IdentityDeps, ctx: Context, users: readonly User[]): Promise<ReadonlyMap<string, User>> {
  const ids = [...new Set(users.flatMap(({ managerId }) => managerId ?? []))];
  const found = ids.length === 0 ? [] : await identity.usersById(ctx, ids);
  return new Map(found.map((user) => [user.id, user]));
}
