import type { User } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { projector } from '../../dialects/scim/projection.ts';
import { isDocument, type Document } from '../../dialects/scim/schema/attribute.ts';
import { ENTERPRISE_USER, SAP_USER } from '../../dialects/scim/urns.ts';
import { visibleTo } from '../../dialects/scim/user/user-scopes.ts';
import { PATH, type ScimDeps } from './deps.ts';
import { scimUser } from './user-document.ts';
import { SCIM_USER } from './user-schemas.ts';

/** Who asks, where, and for what. */
export interface Asking {
  readonly ctx: Context;
  readonly origin: string;
  readonly scopes: ReadonlySet<string>;
  readonly attributes?: readonly string[] | undefined;
  readonly excludedAttributes?: readonly string[] | undefined;
}

/** Users that were asked for: what is unset is null or []. */
export async function answerUsers(deps: ScimDeps, users: readonly User[], asking: Asking): Promise<Document[]> {
  const { ctx, attributes, excludedAttributes } = asking;
  const project = projector({
    schemas: SCIM_USER,
    visible: visibleTo(asking.scopes),
    attributes,
    excludedAttributes,
    nulls: true,
  });
  return (await documentsOf(deps, ctx, users, asking.origin)).map(project);
}

export async function answerUser(deps: ScimDeps, user: User, asking: Asking): Promise<Document> {
  const [answer] = await answerUsers(deps, [user], asking);
  return answer ?? {};
}

/** A user after a change, as the samples have it: without what is unset, but for the end of its validity. */
export async function answerChanged(
  deps: ScimDeps,
  user: User,
  asking: Asking & { /** A whole document was sent: what its scopes write is shown as well. */ readonly sent?: 'sent' },
): Promise<Document> {
  const visible = visibleTo(asking.scopes, asking.sent);
  const [document = {}] = await documentsOf(deps, asking.ctx, [user], asking.origin);
  const answer = projector({ schemas: SCIM_USER, visible })(document);
  const sap = answer[SAP_USER];
  return isDocument(sap) && 'validFrom' in sap ? { ...answer, [SAP_USER]: { ...sap, validTo: sap['validTo'] ?? null } } : answer;
}

async function documentsOf(
  { company, identity }: ScimDeps,
  ctx: Context,
  users: readonly User[],
  origin: string,
): Promise<Document[]> {
  const ids = [...new Set(users.flatMap(({ managerId }) => managerId ?? []))];
  const managers = new Map((await identity.usersById(ctx, ids)).map((manager) => [manager.id, manager]));
  const organization = users.length > 0 ? (await company.getCompany(ctx)).name : undefined;
  return users.map((user) => {
    const manager = user.managerId === undefined ? undefined : managers.get(user.managerId);
    return scimUser(identity, user, { base: origin + PATH, organization, manager });
  });
}

/** The name of an attribute as the table of scopes has it, for names that the page's filters write shorter. */
export const scopedName = (name: string): string =>
  name.endsWith('employeeNumber') ? `${ENTERPRISE_USER}:employeeNumber` : name;
