import type { Modules } from '../../../context.ts';
import type { BulkOperation, OperationInterpreter } from '../../../modules/provisioning/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { UserNotFound } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import type { Site } from '../../../platform/http/site.ts';
import { project } from '../../dialects/scim/projection.ts';
import { isDocument, type Document } from '../../dialects/scim/schema/attribute.ts';
import { ENTERPRISE_USER } from '../../dialects/scim/urns.ts';
import { userDocument } from '../../dialects/scim/user/user-document.ts';
import { USER_SCHEMAS, withRequestOnly } from '../../dialects/scim/user/user-schemas.ts';
import { visibleTo } from '../../dialects/scim/user/user-scopes.ts';
import { partsOfDocument, partsOfPatch } from './parts.ts';
import { idParams, patchBody, userAnswer, userBody } from './schemas.ts';
import { scopesOf } from './scopes.ts';
import { statusUrl } from './status-to-wire.ts';

export interface UserDeps extends Pick<Modules, 'provisioning' | 'identity'> {
  readonly interpreter: OperationInterpreter;
}

const doc = 'api-reference/user-provisioning/v4.user-provisioning.md';
const shared = { doc, scopes: ['user.provision.write'], principals: ['company'] } as const;

/** "Request only attributes must be explicitly requested", and nothing can be requested here. */
const SHOWN = withRequestOnly(USER_SCHEMAS, [
  'entitlements',
  `${ENTERPRISE_USER}:organization`,
  `${ENTERPRISE_USER}:manager.$ref`,
  `${ENTERPRISE_USER}:manager.displayName`,
]);

/** Operations on one user: who it is at once, and what follows that later, under a provision id. */
export const userRoutes = (deps: UserDeps): Route[] => [
  route({
    ...shared,
    operation: 'createUser',
    method: 'POST',
    path: '/Users',
    summary: 'Makes a user, with its spend and travel data later',
    schema: { body: userBody, responses: { 201: userAnswer } },
    handler: ({ ctx, body, site }) =>
      provision(deps, ctx, site, { method: 'create', userId: undefined, parts: partsOfDocument(body), document: body }),
  }),
  route({
    ...shared,
    operation: 'patchUser',
    method: 'PATCH',
    path: '/Users/{id}',
    summary: 'Changes parts of a user, its spend and travel data later',
    schema: { params: idParams, body: patchBody, responses: { 200: userAnswer } },
    handler: ({ ctx, params, body, site }) =>
      provision(deps, ctx, site, { method: 'change', userId: userIdOf(params.id), parts: partsOfPatch(body), document: body }),
  }),
  route({
    ...shared,
    operation: 'replaceUser',
    method: 'PUT',
    path: '/Users/{id}',
    summary: 'Replaces a user, its spend and travel data later',
    schema: { params: idParams, body: userBody, responses: { 200: userAnswer } },
    handler: ({ ctx, params, body, site }) =>
      provision(deps, ctx, site, {
        method: 'replace',
        userId: userIdOf(params.id),
        parts: partsOfDocument(body),
        document: body,
      }),
  }),
  route({
    ...shared,
    scopes: ['identity.user.delete'],
    operation: 'deleteUser',
    method: 'DELETE',
    path: '/Users/{id}',
    summary: 'Deletes a user without transactions, for good',
    schema: { params: idParams, responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await deps.identity.deleteUser(ctx, { userId: params.id });
      return {};
    },
  }),
];

/** @throws UserNotFound for what is no id */
function userIdOf(text: string): string {
  const id = parseUuid(text);
  if (!id) throw new UserNotFound(text);
  return id;
}

async function provision(deps: UserDeps, ctx: Context, site: Site, operation: Omit<BulkOperation, 'bulkId'>) {
  const { request, userId } = await deps.provisioning.provisionUser(deps.interpreter, ctx, operation);
  const user = await deps.identity.getUser(ctx, userId);
  const document = userDocument(deps.identity, user, { base: `${site.origin}/profile/identity/v4` });
  const seen = project(document, { schemas: SHOWN, visible: visibleTo(scopesOf(ctx.actor), 'sent') });
  const { meta } = seen;
  const tracked: Document = {
    ...(isDocument(meta) ? meta : {}),
    statusUrl: statusUrl(site, request.id),
    provisionId: request.id,
  };
  return { body: { ...seen, meta: tracked } };
}
