import Type from 'typebox';
import { UserNotFound, type EntryField, type SearchedList, type UserField } from '../../modules/identity/index.ts';
import { route, type Route } from '../../platform/http/facade.ts';
import { criteriaOf, type Surface } from '../dialects/scim/filter/criteria.ts';
import { listResponse } from '../dialects/scim/list.ts';
import { attributeList } from '../dialects/scim/projection.ts';
import { SPEND_USER_SCHEMAS } from '../dialects/scim/spend/spend-schemas.ts';
import { answerOf, listOf, refusal } from '../dialects/scim/wire-schemas.ts';
import { spendUserToWire, type SpendUsersDeps, type SpendVersion } from './answers.ts';

export type SpendSurface = Surface<UserField, SearchedList, EntryField>;

export const SHARED = { scopes: ['spend.user.general.read'], principals: ['company'] as const };
export const refusals = { 400: refusal, 401: refusal, 403: refusal };
const MOST = 100;

const size = Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, description: '100 unless given' }));
const attributes = Type.Optional(
  Type.String({ description: 'Attributes to answer, separated by commas; the URN of ApproverLimit brings those of all groups' }),
);

interface Query {
  readonly startIndex?: number;
  readonly count?: number;
  readonly itemsPerPage?: number;
  readonly filter?: string;
  readonly attributes?: string;
}

export function userRoutes(deps: SpendUsersDeps, version: SpendVersion, surface: SpendSurface): Route[] {
  const { doc, deprecated } = version;
  const user = answerOf(SPEND_USER_SCHEMAS);
  const query = Type.Unsafe<Query>(
    Type.Object({
      startIndex: Type.Optional(Type.Integer({ minimum: 1 })),
      [version.size]: size,
      filter: Type.Optional(Type.String({ description: 'A SCIM filter' })),
      attributes,
    }),
  );
  return [
    route({
      ...SHARED,
      operation: 'listSpendUsers',
      method: 'GET',
      path: '/Users',
      summary: 'The spending users of the company, in the order of their creation',
      doc,
      deprecated,
      schema: { query, responses: { 200: listOf(user), ...refusals } },
      handler: async ({ ctx, site, query: given }) => {
        const { filter, startIndex = 1, attributes: named } = given;
        const { users, total = 0 } = await deps.searchUsers(ctx, {
          ...(filter === undefined ? {} : { criteria: criteriaOf(filter, surface) }),
          page: { startIndex },
          limit: given[version.size] ?? MOST,
          withTotal: true,
          hasSpend: true,
        });
        const asking = { origin: site.origin, attributes: attributeList(named) };
        const found = await deps.spendingOfMany(
          ctx,
          users.map(({ id }) => id),
        );
        const resources = found.map((spending) => spendUserToWire(spending, version, asking));
        return { body: listResponse({ resources, totalResults: total, startIndex }) };
      },
    }),
    route({
      ...SHARED,
      operation: 'getSpendUser',
      method: 'GET',
      path: '/Users/{userId}',
      summary: 'One spending user with all extensions',
      doc,
      deprecated,
      schema: {
        params: Type.Object({ userId: Type.String() }),
        query: Type.Object({ attributes }),
        responses: { 200: user, ...refusals, 404: refusal },
      },
      handler: async ({ ctx, site, params: { userId }, query: given }) => {
        const spending = await deps.spendingOf(ctx, userId);
        if (!spending.spend) throw new UserNotFound(userId);
        const asking = { origin: site.origin, attributes: attributeList(given.attributes) };
        return { body: spendUserToWire(spending, version, asking) };
      },
    }),
  ];
}

const text = <F extends string>(field: F) => ({ field, type: 'text' as const });
const flag = <F extends string>(field: F) => ({ field, type: 'boolean' as const });

/** What both versions filter by, each by eq and ne. */
export const FILTERED = {
  cashAdvanceAccountCode: text('spend.cashAdvanceAccountCode' as const),
  country: text('spend.country' as const),
  ledgerCode: text('spend.ledgerCode' as const),
  locale: text('spend.locale' as const),
  nonEmployee: flag('spend.nonEmployee' as const),
  reimbursementCurrency: text('spend.reimbursementCurrency' as const),
  reimbursementType: text('spend.reimbursementType' as const),
  stateProvince: text('spend.stateProvince' as const),
  testEmployee: flag('spend.testEmployee' as const),
};
/** Members of an entry of custom data. */
export const CUSTOM_DATA = { id: text('id' as const), value: text('value' as const) };
