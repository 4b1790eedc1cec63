import type { Static } from 'typebox';
import { ACCESS_TOKEN_SECONDS, type PublicJwk, type TokenSet } from '../../../modules/oauth/index.ts';
import type { keySet, tokens } from './schemas.ts';

export const toTokens = (given: TokenSet): Static<typeof tokens> => ({
  expires_in: ACCESS_TOKEN_SECONDS,
  scope: given.scopes.join(' '),
  token_type: 'Bearer',
  access_token: given.accessToken,
  ...(given.refresh
    ? {
        refresh_token: given.refresh.token,
        refresh_expires_in: Math.floor(given.refresh.expiresAt.getTime() / 1000),
      }
    : {}),
  ...(given.idToken === undefined ? {} : { id_token: given.idToken }),
  geolocation: given.geolocation,
});

export const toKeySet = (keys: readonly PublicJwk[]): Static<typeof keySet> => ({
  keys: keys.map(({ kty, use, alg, kid, n, e }) => ({ kty, use, alg, kid, n, e })),
});
