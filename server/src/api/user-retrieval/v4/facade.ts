import Type from 'typebox';
import type { Modules } from '../../../context.ts';
import { facade, route, type Facade } from '../../../platform/http/facade.ts';
import { readCursor, writeCursor } from '../../dialects/scim/cursor.ts';
import { criteriaOf } from '../../dialects/scim/filter/criteria.ts';
import { listResponse, pageSize } from '../../dialects/scim/list.ts';
import { refuse } from '../../dialects/scim/refusal.ts';
import { scimJson } from '../../dialects/scim/scim.ts';
import { CONCUR_SEARCH_REQUEST, SEARCH_REQUEST } from '../../dialects/scim/urns.ts';
import { answerOf, listOf, refusal } from '../../dialects/scim/wire-schemas.ts';
import { retrieved, RETRIEVED_USER } from './retrieved-user.ts';
import { RETRIEVE_USERS } from './surface.ts';

type Deps = Pick<Modules, 'identity'>;

const BYTES_AT_MOST = 10 * 1024;
const PAGES = { standard: 100, most: 1000 };

const names = Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()]));
const text = Type.Optional(Type.Union([Type.String(), Type.Null()]));

const body = Type.Object({
  schemas: Type.Array(Type.String(), { minItems: 1 }),
  filter: text,
  attributes: names,
  excludedAttributes: names,
  count: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  cursor: text,
});
type Wish = Type.Static<typeof body>;

/** The page's sample says `total`, the published file `totalResults`: both are answered. docs/decisions/0068. */
const answer = Type.Object({ total: Type.Integer(), ...listOf(answerOf(RETRIEVED_USER)).properties });

/** People with their identity and their spending at once. */
export const userRetrievalV4 = (deps: Deps): Facade =>
  facade({
    family: 'user-retrieval',
    version: 'v4',
    dialect: scimJson,
    prefix: '/profile/v4',
    routes: [
      route({
        operation: 'searchUsers',
        method: 'POST',
        path: '/Users/.search',
        summary: 'Users who meet a filter, with their identity and their spending',
        doc: 'api-reference/user-provisioning/v4-user-retrieval.md',
        scopes: ['user.profile.search.read'],
        principals: ['company'],
        effect: 'read',
        bodyLimit: BYTES_AT_MOST,
        schema: { body, responses: { 200: answer, 400: refusal, 401: refusal, 403: refusal } },
        handler: async ({ ctx, body: wish, site }) => {
          const { after, query, criteria } = askedOf(wish, ctx.companyId);
          const startIndex = after?.startIndex ?? 1;
          const {
            users,
            total = 0,
            next,
          } = await deps.identity.searchUsers(ctx, {
            ...(criteria ? { criteria } : {}),
            page: after ? { after } : {},
            limit: pageSize(wish.count ?? undefined, PAGES),
            withTotal: true,
          });
          const cursor = next && { createdAt: next.createdAt, id: next.id, startIndex: startIndex + users.length, total };
          const spending = new Map(
            (
              await deps.identity.spendingOfMany(
                ctx,
                users.map(({ id }) => id),
              )
            ).map((one) => [one.userId, one]),
          );
          const resources = users.map((user) =>
            retrieved(deps.identity, { user, spending: spending.get(user.id) }, { origin: site.origin, wish }),
          );
          const nextCursor = cursor && writeCursor(cursor, query);
          return { body: { total, ...listResponse({ resources, totalResults: total, nextCursor }) } };
        },
      }),
    ],
  });

/** @throws InvalidInput for a filter or a cursor that is none of this search */
function askedOf(wish: Wish, companyId: string) {
  if (!wish.schemas.some((urn) => urn === SEARCH_REQUEST || urn === CONCUR_SEARCH_REQUEST))
    throw refuse('invalidValue', 'schemas', `must hold ${SEARCH_REQUEST}`);
  const filter = wish.filter ?? '';
  const query = [companyId, filter];
  return {
    query,
    after: wish.cursor ? readCursor(wish.cursor, query) : undefined,
    criteria: filter === '' ? undefined : criteriaOf(filter, RETRIEVE_USERS),
  };
}
