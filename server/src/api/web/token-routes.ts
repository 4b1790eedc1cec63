import Type from 'typebox';
import { ACCESS_TOKEN_SECONDS } from '../../modules/oauth/index.ts';
import type { Route } from '../../platform/http/facade.ts';
import { placeOf } from '../place.ts';
import type { WebDeps } from './deps.ts';
import { peopleNamed } from './people-named.ts';
import { appParams, Principal, Token, TokenWish } from './schemas.ts';
import { signedManualRoute, signedRoute } from './signed-route.ts';

const AT_MOST = 20;

/** Tokens for anybody of the company without their password: in a sandbox alone, see docs/decisions/0112. */
export const tokenRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'searchPrincipals',
    method: 'GET',
    path: '/principals',
    summary: 'The company and its people, by a part of the name or login; the first 20',
    schema: {
      query: Type.Object({ search: Type.Optional(Type.String({ maxLength: 200 })) }),
      responses: { 200: Type.Array(Principal) },
    },
    handler: async ({ ctx, query }) => {
      await deps.oauth.assertManagesApps(ctx);
      const company = await deps.company.getCompany(ctx);
      const words = (query.search ?? '').trim();
      const { users } = await deps.identity.searchUsers(ctx, {
        criteria: peopleNamed(words, { activeOnly: true }),
        limit: AT_MOST,
      });
      const people = users.map(({ id, displayName, userName }) => ({ id, kind: 'user', name: displayName, login: userName }));
      const isMeant = company.name.toLowerCase().includes(words.toLowerCase());
      return { body: [...(isMeant ? [{ id: company.id, kind: 'company', name: company.name, login: null }] : []), ...people] };
    },
  }),
  signedManualRoute(deps, {
    operation: 'makeToken',
    method: 'POST',
    path: '/apps/{appId}/tokens',
    summary: 'Tokens of an app for a principal of the company',
    schema: { params: appParams, body: TokenWish, responses: { 201: Token } },
    handler: async ({ work, caller, clock, site, params, body }) => {
      const wish = { appId: params.appId, ...body, place: placeOf(site, deps.sites) };
      const { accessToken, refresh, scopes, geolocation } = await deps.oauth.tokensForColleague({ work, caller, clock }, wish);
      const issuedAt = clock.now().toISOString();
      const refreshToken = refresh?.token ?? null;
      return {
        status: 201,
        body: { accessToken, refreshToken, scopes: [...scopes], geolocation, expiresIn: ACCESS_TOKEN_SECONDS, issuedAt },
      };
    },
  }),
];
