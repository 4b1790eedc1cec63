import Type from 'typebox';
import type { UserCriteria } from '../../../modules/identity/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { criteriaOf } from '../../dialects/scim/filter/criteria.ts';
import { LIST_USERS } from '../../dialects/scim/filter/user-surfaces.ts';
import { firstIndex, listResponse, pageSize } from '../../dialects/scim/list.ts';
import { attributeList } from '../../dialects/scim/projection.ts';
import { READ_SCOPES } from '../../dialects/scim/user/user-scopes.ts';
import { answerOf, listOf } from '../../dialects/scim/wire-schemas.ts';
import { answerUsers, type IdentityDeps, type IdentityVersion } from '../answers.ts';
import { COMPANY, refusals, scopesOf } from '../user-routes.ts';

export const PAGES = { standard: 10, most: 100 };

const query = Type.Object({
  filter: Type.Optional(Type.String({ description: 'eq on userName, employeeNumber or externalId' })),
  userName: Type.Optional(Type.String()),
  employeeNumber: Type.Optional(Type.String({ description: 'Needs companyId' })),
  companyId: Type.Optional(Type.String({ description: 'Needs employeeNumber' })),
  externalId: Type.Optional(Type.String()),
  attributes: Type.Optional(Type.String()),
  excludedAttributes: Type.Optional(Type.String()),
  startIndex: Type.Optional(Type.Integer()),
  count: Type.Optional(Type.Integer({ description: '10 unless given, 100 at most' })),
});
type Query = Type.Static<typeof query>;

/** The filter and the plain parameters, all of which a user must meet. @throws InvalidInput */
function criteriaFrom(given: Query, companyId: string): UserCriteria {
  if ((given.employeeNumber === undefined) !== (given.companyId === undefined)) {
    const missing = given.companyId === undefined ? 'companyId' : 'employeeNumber';
    const present = given.companyId === undefined ? 'employeeNumber' : 'companyId';
    throw new InvalidInput('query', [{ path: missing, rule: 'required', message: `is required, since ${present} is used` }]);
  }
  const plain = (['userName', 'employeeNumber', 'externalId'] as const).flatMap((field) => {
    const value = given[field];
    return value === undefined ? [] : [{ field, operator: 'eq' as const, value }];
  });
  const filter = given.filter === undefined ? [] : [criteriaOf(given.filter, LIST_USERS)];
  // Nobody of another company is ever found, so a list that asks for one is empty.
  const elsewhere = given.companyId !== undefined && given.companyId.toLowerCase() !== companyId;
  return { all: [...plain, ...filter, ...(elsewhere ? [{ any: [] }] : [])] };
}

export const listRoute = (deps: IdentityDeps, version: IdentityVersion): Route =>
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
      const criteria = criteriaFrom(given, ctx.companyId);
      const startIndex = firstIndex(given.startIndex);
      const limit = pageSize(given.count, PAGES);
      const { users, total = 0 } = await deps.identity.searchUsers(ctx, {
        criteria,
        page: { startIndex },
        limit,
        withTotal: true,
      });
      const resources = await answerUsers(deps, version, users, {
        ctx,
        scopes: scopesOf(actor),
        origin: site.origin,
        attributes: attributeList(given.attributes),
        excludedAttributes: attributeList(given.excludedAttributes),
      });
      return { body: listResponse({ resources, totalResults: total, startIndex }) };
    },
  });
