import Type from 'typebox';
import { route, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { criteriaOf } from '../../dialects/scim/filter/criteria.ts';
import { SEARCH_USERS } from '../../dialects/scim/filter/user-surfaces.ts';
import { attributeList } from '../../dialects/scim/projection.ts';
import { refuse } from '../../dialects/scim/refusal.ts';
import { CONCUR_SEARCH_REQUEST, SEARCH_REQUEST } from '../../dialects/scim/urns.ts';
import { assertReadableBy, READ_SCOPES } from '../../dialects/scim/user/user-scopes.ts';
import { answerOf, listOf } from '../../dialects/scim/wire-schemas.ts';
import type { IdentityDeps, IdentityVersion } from '../answers.ts';
import { COMPANY, refusals, scopesOf } from '../user-routes.ts';
import { pageOfUsers } from './page.ts';

const names = Type.Optional(Type.Array(Type.String()));
const text = Type.Optional(Type.String());
const count = Type.Optional(Type.Integer({ description: '100 unless given, 1000 at most' }));

const query = Type.Object({ attributes: text, excludedAttributes: text, count, cursor: text, filter: text, startIndex: text });
/** Answers that would be too many, or the first page again and again, if these were passed over. */
function assertSupported(given: { filter?: string; startIndex?: string | number }): void {
  if (given.filter !== undefined) throw refuse('invalidFilter', 'filter', 'is not supported here; use POST /Users/.search');
  if (given.startIndex !== undefined) throw notSupported('query', 'startIndex');
}
const notSupported = (part: 'query' | 'body', path: string): InvalidInput =>
  new InvalidInput(part, [{ path, rule: 'unknown', message: 'is not supported; follow nextCursor by cursor' }]);

/** api-guides/profile/identity-search, "Search Parameters"; the published file calls the cursor continuationToken too. */
const body = Type.Object({
  schemas: Type.Array(Type.String(), { minItems: 1 }),
  filter: text,
  count,
  attributes: names,
  excludedAttributes: names,
  cursor: text,
  continuationToken: text,
  startIndex: Type.Optional(Type.Unknown()),
});

export const searchRoutes = (deps: IdentityDeps, version: IdentityVersion): Route[] => [
  route({
    operation: 'listUsers',
    method: 'GET',
    path: '/Users',
    summary: 'The users of the company, in the order of their creation',
    doc: version.doc,
    scopes: READ_SCOPES,
    principals: COMPANY,
    schema: { query, responses: { 200: listOf(answerOf(version.schemas)), ...refusals } },
    handler: async ({ ctx, actor, site, query: given }) => {
      assertSupported(given);
      const attributes = attributeList(given.attributes);
      const excludedAttributes = attributeList(given.excludedAttributes);
      const asking = { ctx, scopes: scopesOf(actor), origin: site.origin, attributes, excludedAttributes };
      return { body: await pageOfUsers(deps, version, { count: given.count, cursor: given.cursor }, asking) };
    },
  }),
  route({
    operation: 'searchUsers',
    method: 'POST',
    path: '/Users/.search',
    summary: 'Users who meet a filter, in the order of their creation',
    doc: version.doc,
    scopes: READ_SCOPES,
    principals: COMPANY,
    effect: 'read',
    schema: { body, responses: { 200: listOf(answerOf(version.schemas)), ...refusals } },
    handler: async ({ ctx, actor, site, body: given }) => {
      if (!given.schemas.some((urn) => [CONCUR_SEARCH_REQUEST, SEARCH_REQUEST].includes(urn)))
        throw refuse('invalidValue', 'schemas', `must hold ${CONCUR_SEARCH_REQUEST}`);
      if (given.startIndex !== undefined) throw notSupported('body', 'startIndex');
      const { filter, attributes, excludedAttributes } = given;
      const criteria =
        filter === undefined ? {} : { criteria: criteriaOf(filter, SEARCH_USERS, assertReadableBy(scopesOf(actor))) };
      const wish = { filter, ...criteria, count: given.count, cursor: given.cursor ?? given.continuationToken };
      const asking = { ctx, scopes: scopesOf(actor), origin: site.origin, attributes, excludedAttributes };
      return { body: await pageOfUsers(deps, version, wish, asking) };
    },
  }),
];
