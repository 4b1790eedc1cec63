import Type from 'typebox';
import type { UserCriteria } from '../../../modules/identity/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { readCursor, writeCursor } from '../../dialects/scim/cursor.ts';
import { criteriaOf } from '../../dialects/scim/filter/criteria.ts';
import { LIST_USERS, type UserSurface } from '../../dialects/scim/filter/user-surfaces.ts';
import { firstIndex, listResponse, pageSize } from '../../dialects/scim/list.ts';
import { attributeList } from '../../dialects/scim/projection.ts';
import { refuse } from '../../dialects/scim/refusal.ts';
import { assertReadableBy, READ_SCOPES } from '../../dialects/scim/user/user-scopes.ts';
import { answerOf, listOf } from '../../dialects/scim/wire-schemas.ts';
import { COMPANY, DOC, PAGES, refusals, scopesOf, type ScimDeps } from './deps.ts';
import { answerUsers, scopedName, type Asking } from './user-answers.ts';
import { SCIM_USER } from './user-schemas.ts';

/** The page spells the employee number without the last part of its URN. */
const SURFACE: UserSurface = {
  ...LIST_USERS,
  fields: {
    ...LIST_USERS.fields,
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:employeeNumber': { field: 'employeeNumber', type: 'text' },
  },
};

const query = Type.Object({
  filter: Type.Optional(Type.String({ description: 'eq on userName, externalId or employeeNumber' })),
  attributes: Type.Optional(Type.String({ description: 'Names of the attributes to answer, separated by commas' })),
  excludedAttributes: Type.Optional(Type.String({ description: 'Names of attributes to leave out, separated by commas' })),
  startIndex: Type.Optional(Type.Integer()),
  count: Type.Optional(Type.Integer({ description: '100 unless given, 1000 at most' })),
  cursor: Type.Optional(
    Type.String({ description: 'Empty for the first page by cursor, then the nextCursor of the page before' }),
  ),
});
type Wish = Type.Static<typeof query>;

const projectionOf = (wish: Wish) => ({
  attributes: attributeList(wish.attributes),
  excludedAttributes: attributeList(wish.excludedAttributes),
});

/** A page by index, or by cursor for whoever sends one: RFC 9865. */
async function page(deps: ScimDeps, wish: Wish, criteria: UserCriteria | undefined, asking: Asking) {
  const { ctx } = asking;
  const limit = pageSize(wish.count, PAGES);
  const search = { ...(criteria ? { criteria } : {}), limit, withTotal: true };
  if (wish.cursor === undefined) {
    const startIndex = firstIndex(wish.startIndex);
    const { users, total = 0 } = await deps.identity.searchUsers(ctx, { ...search, page: { startIndex } });
    return listResponse({ resources: await answerUsers(deps, users, asking), totalResults: total, startIndex });
  }
  if (wish.startIndex !== undefined) throw refuse('invalidValue', 'startIndex', 'cannot be given beside cursor');
  const bound = [ctx.companyId, wish.filter ?? ''];
  const after = wish.cursor === '' ? undefined : readCursor(wish.cursor, bound);
  const { users, total = 0, next } = await deps.identity.searchUsers(ctx, { ...search, page: after ? { after } : {} });
  const startIndex = after?.startIndex ?? 1;
  const following = next && { createdAt: next.createdAt, id: next.id, startIndex: startIndex + users.length, total };
  return listResponse({
    resources: await answerUsers(deps, users, asking),
    totalResults: total,
    startIndex,
    nextCursor: following && writeCursor(following, bound),
  });
}

export const listUsersRoute = (deps: ScimDeps): Route =>
  route({
    operation: 'listUsers',
    method: 'GET',
    path: '/Users',
    summary: 'The users of the company, in the order of their creation',
    doc: DOC,
    scopes: READ_SCOPES,
    principals: COMPANY,
    schema: { query, responses: { 200: listOf(answerOf(SCIM_USER)), ...refusals } },
    handler: async ({ ctx, actor, site, query: wish }) => {
      const scopes = scopesOf(actor);
      const readable = assertReadableBy(scopes);
      const criteria =
        wish.filter === undefined ? undefined : criteriaOf(wish.filter, SURFACE, (path) => readable(scopedName(path)));
      return { body: await page(deps, wish, criteria, { ctx, scopes, origin: site.origin, ...projectionOf(wish) }) };
    },
  });
