import Type from 'typebox';
import type { Actor } from '../../platform/actor.ts';
import { route, type Route } from '../../platform/http/facade.ts';
import { attributeList } from '../dialects/scim/projection.ts';
import { READ_SCOPES, WRITE_SCOPES } from '../dialects/scim/user/user-scopes.ts';
import { answerOf, bodyOf, patchBody, refusal } from '../dialects/scim/wire-schemas.ts';
import { answerUser, type IdentityDeps, type IdentityVersion } from './answers.ts';
import { createFrom, patchFrom, replaceFrom } from './changes.ts';

export const scopesOf = (actor: Actor): ReadonlySet<string> => ('scopes' in actor ? actor.scopes : new Set());

/** Company tokens alone: "Access Token Usage" of both pages. */
export const COMPANY = ['company'] as const;
export const refusals = { 400: refusal, 401: refusal, 403: refusal };
const params = Type.Object({ id: Type.String() });
const projection = Type.Object({
  attributes: Type.Optional(Type.String({ description: 'Names of the attributes to answer, separated by commas' })),
  excludedAttributes: Type.Optional(Type.String({ description: 'Names of attributes to leave out, separated by commas' })),
});

/** What both versions do with one user alike. */
export function userRoutes(deps: IdentityDeps, version: IdentityVersion): Route[] {
  const user = answerOf(version.schemas);
  const { doc } = version;
  const one = { path: '/Users/{id}', doc, principals: COMPANY };
  return [
    route({
      operation: 'createUser',
      method: 'POST',
      path: '/Users',
      summary: 'Create a user',
      doc,
      scopes: WRITE_SCOPES,
      principals: COMPANY,
      schema: { body: bodyOf(version.schemas), responses: { 200: user, ...refusals } },
      handler: async ({ ctx, actor, site, body }) => {
        const scopes = scopesOf(actor);
        const created = await createFrom(deps, version, { ctx, scopes, body });
        return { body: await answerUser(deps, version, created, { ctx, scopes, origin: site.origin, sent: 'sent' }) };
      },
    }),
    route({
      ...one,
      operation: 'getUser',
      method: 'GET',
      summary: 'One user',
      scopes: READ_SCOPES,
      schema: { params, query: projection, responses: { 200: user, ...refusals, 404: refusal } },
      handler: async ({ ctx, actor, site, params: { id }, query }) => {
        const found = await deps.identity.getUser(ctx, id);
        const attributes = attributeList(query.attributes);
        const excludedAttributes = attributeList(query.excludedAttributes);
        const asking = { ctx, scopes: scopesOf(actor), origin: site.origin, attributes, excludedAttributes };
        return { body: await answerUser(deps, version, found, asking) };
      },
    }),
    route({
      ...one,
      operation: 'patchUser',
      method: 'PATCH',
      summary: 'Change a user by operations, all of them or none',
      scopes: WRITE_SCOPES,
      schema: { params, body: patchBody, responses: { 200: user, ...refusals, 404: refusal } },
      handler: async ({ ctx, actor, site, params: { id }, body }) => {
        const scopes = scopesOf(actor);
        const changed = await patchFrom(deps, version, id, { ctx, scopes, body });
        return { body: await answerUser(deps, version, changed, { ctx, scopes, origin: site.origin }) };
      },
    }),
    route({
      ...one,
      operation: 'replaceUser',
      method: 'PUT',
      summary: 'Replace a user: what is left out goes back to its default or to nothing',
      scopes: WRITE_SCOPES,
      schema: { params, body: bodyOf(version.schemas), responses: { 200: user, ...refusals, 404: refusal } },
      handler: async ({ ctx, actor, site, params: { id }, body }) => {
        const scopes = scopesOf(actor);
        const replaced = await replaceFrom(deps, version, id, { ctx, scopes, body });
        return { body: await answerUser(deps, version, replaced, { ctx, scopes, origin: site.origin, sent: 'sent' }) };
      },
    }),
    route({
      ...one,
      operation: 'deleteUser',
      method: 'DELETE',
      summary: 'Delete a user who has no transactions, for good',
      scopes: ['identity.user.delete'],
      schema: { params, responses: { 204: null, ...refusals, 404: refusal } },
      handler: async ({ ctx, params: { id } }) => {
        await deps.identity.deleteUser(ctx, { userId: id });
        return {};
      },
    }),
  ];
}
