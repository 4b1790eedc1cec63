import type { OAuth } from '../../../modules/oauth/index.ts';
import { facade, route } from '../../../platform/http/facade.ts';
import type { Sites } from '../../../platform/http/site.ts';
import { oauth2 } from '../../dialects/oauth2/oauth2.ts';
import { refusal } from '../../dialects/oauth2/refusal.ts';
import { tokenRequestOf } from './from-wire.ts';
import { form, keySet, query, sent, tokens } from './schemas.ts';
import { toKeySet, toTokens } from './to-wire.ts';

const DOC = 'api-reference/authentication/apidoc';
const UNCACHED = { 'cache-control': 'no-store', pragma: 'no-cache' };

type Services = { oauth: Pick<OAuth, 'grantTokens' | 'sendOneTimePassword' | 'publishedKeys'>; sites: Sites };

/** The token service. Its page for people, `/authorize`, is in api/pages. */
export const oauth2V0 = ({ oauth, sites }: Services) =>
  facade({
    family: 'oauth2',
    version: 'v0',
    dialect: oauth2,
    prefix: '/oauth2/v0',
    routes: [
      route({
        operation: 'getToken',
        method: 'POST',
        path: '/token',
        summary: 'Trades a grant for an access token',
        doc: DOC,
        scopes: [],
        principals: 'anyone',
        effect: 'manual',
        schema: { query, body: form, responses: { 200: tokens, 400: refusal, 403: refusal } },
        handler: async (call) => ({
          body: toTokens(await oauth.grantTokens(tokenRequestOf(call, sites))),
          headers: UNCACHED,
        }),
      }),
      route({
        operation: 'sendOneTimePassword',
        method: 'POST',
        path: '/otp',
        summary: 'Mails a one-time password to a user',
        doc: DOC,
        scopes: [],
        principals: 'anyone',
        effect: 'manual',
        schema: { query, body: form, responses: { 200: sent, 400: refusal, 403: refusal } },
        handler: async (call) => {
          await oauth.sendOneTimePassword(tokenRequestOf(call, sites));
          return { body: { message: 'otp sent' }, headers: UNCACHED };
        },
      }),
      route({
        operation: 'getKeySet',
        method: 'GET',
        path: '/jwks',
        summary: 'The public keys that verify tokens',
        doc: DOC,
        scopes: [],
        principals: 'anyone',
        effect: 'manual',
        schema: { responses: { 200: keySet } },
        handler: async ({ work, clock }) => ({ body: toKeySet(await oauth.publishedKeys(work, clock)) }),
      }),
    ],
  });
