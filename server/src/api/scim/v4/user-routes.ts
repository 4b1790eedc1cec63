import Type from 'typebox';
import { route, type Route } from '../../../platform/http/facade.ts';
import { attributeList } from '../../dialects/scim/projection.ts';
import { READ_SCOPES, WRITE_SCOPES } from '../../dialects/scim/user/user-scopes.ts';
import { answerOf, bodyOf, patchBody, refusal } from '../../dialects/scim/wire-schemas.ts';
import { COMPANY, DOC, PATH, refusals, scopesOf, type ScimDeps } from './deps.ts';
import { listUsersRoute } from './list-users.ts';
import { answerChanged, answerUser } from './user-answers.ts';
import { createFrom, patchFrom, replaceFrom } from './user-changes.ts';
import { SCIM_USER } from './user-schemas.ts';

const params = Type.Object({ id: Type.String() });
const query = Type.Object({
  attributes: Type.Optional(Type.String({ description: 'Names of the attributes to answer, separated by commas' })),
  excludedAttributes: Type.Optional(Type.String({ description: 'Names of attributes to leave out, separated by commas' })),
});
const user = answerOf(SCIM_USER);
const body = bodyOf(SCIM_USER);

export function userRoutes(deps: ScimDeps): Route[] {
  const one = { path: '/Users/{id}', doc: DOC, principals: COMPANY };
  return [
    listUsersRoute(deps),
    route({
      operation: 'createUser',
      method: 'POST',
      path: '/Users',
      summary: 'Create a user',
      doc: DOC,
      scopes: WRITE_SCOPES,
      principals: COMPANY,
      schema: { body, responses: { 201: user, ...refusals } },
      handler: async ({ ctx, actor, site, body: sent }) => {
        const scopes = scopesOf(actor);
        const created = await createFrom(deps, { ctx, scopes, body: sent });
        const answer = await answerChanged(deps, created, { ctx, scopes, origin: site.origin, sent: 'sent' });
        return { body: answer, headers: { location: `${site.origin}${PATH}/Users/${created.id}` } };
      },
    }),
    route({
      ...one,
      operation: 'getUser',
      method: 'GET',
      summary: 'One user',
      scopes: READ_SCOPES,
      schema: { params, query, responses: { 200: user, ...refusals, 404: refusal } },
      handler: async ({ ctx, actor, site, params: { id }, query: wish }) => {
        const found = await deps.identity.getUser(ctx, id);
        const attributes = attributeList(wish.attributes);
        const excludedAttributes = attributeList(wish.excludedAttributes);
        const asking = { ctx, scopes: scopesOf(actor), origin: site.origin, attributes, excludedAttributes };
        return { body: await answerUser(deps, found, asking) };
      },
    }),
    route({
      ...one,
      operation: 'patchUser',
      method: 'PATCH',
      summary: 'Change a user by operations, all of them or none',
      scopes: WRITE_SCOPES,
      schema: { params, body: patchBody, responses: { 200: user, ...refusals, 404: refusal } },
      handler: async ({ ctx, actor, site, params: { id }, body: sent }) => {
        const scopes = scopesOf(actor);
        const changed = await patchFrom(deps, id, { ctx, scopes, body: sent });
        return { body: await answerChanged(deps, changed, { ctx, scopes, origin: site.origin }) };
      },
    }),
    route({
      ...one,
      operation: 'replaceUser',
      method: 'PUT',
      summary: 'Replace a user: what is left out goes back to its default or to nothing',
      scopes: WRITE_SCOPES,
      schema: { params, body, responses: { 200: user, ...refusals, 404: refusal } },
      handler: async ({ ctx, actor, site, params: { id }, body: sent }) => {
        const scopes = scopesOf(actor);
        const replaced = await replaceFrom(deps, id, { ctx, scopes, body: sent });
        return { body: await answerChanged(deps, replaced, { ctx, scopes, origin: site.origin, sent: 'sent' }) };
      },
    }),
    route({
      ...one,
      operation: 'deleteUser',
      method: 'DELETE',
      summary: 'Delete a user softly: inactive, its employment ended, found nowhere; what it did is kept',
      scopes: ['identity.user.delete'],
      schema: { params, responses: { 204: null, ...refusals, 404: refusal } },
      handler: async ({ ctx, params: { id } }) => {
        await deps.identity.retireUser(ctx, { userId: id });
        return {};
      },
    }),
  ];
}
