import Type, { type Static } from 'typebox';
import { GrantRefused, type Exchange, type Exchanged, type OAuth } from '../../../modules/oauth/index.ts';
import { facade, route } from '../../../platform/http/facade.ts';
import type { Site, Sites } from '../../../platform/http/site.ts';
import { oauth2 } from '../../dialects/oauth2/oauth2.ts';
import { refusal } from '../../dialects/oauth2/refusal.ts';

const params = Type.Object({ oldConsumerKey: Type.String() });
const query = Type.Object({ returnType: Type.Optional(Type.String()) });
const anyBody = Type.Record(Type.String(), Type.Unknown());

const exchanged = Type.Object({
  token: Type.String({ description: 'A refresh token for the token endpoint' }),
  created: Type.Integer({ description: 'Unix milliseconds' }),
  expired: Type.Integer({ description: 'Unix milliseconds' }),
  scopes: Type.Array(Type.String()),
  context: Type.String({ description: 'A JSON document as text' }),
});

/** The page's own curl sends JSON as the only name of a form, because curl says so unless told otherwise. */
function readBody(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const [name, ...others] = Object.keys(body);
  if (others.length > 0 || !name?.trimStart().startsWith('{')) return body;
  try {
    return JSON.parse(name) as Record<string, unknown>;
  } catch {
    throw new GrantRefused('request-unreadable', {}, 'The body is no JSON object.');
  }
}

function fromWire(consumerKey: string, returnType: string | undefined, body: Static<typeof anyBody>): Exchange {
  const { token, secret } = readBody(body);
  if (typeof token !== 'string' || typeof secret !== 'string' || token === '' || secret === '')
    throw new GrantRefused('request-unreadable', {}, 'The body needs the texts token and secret.');
  return { consumerKey, token, secret, forCompany: returnType?.toLowerCase() === 'companytoken' };
}

function toWire(given: Exchanged, site: Site, sites: Sites): Static<typeof exchanged> {
  const geolocation = sites.geolocationOf(given.dataCenter, site);
  const context = {
    userid: given.userId,
    cid: given.appId,
    ptype: given.principalKind,
    userURI: `${geolocation}/profile-service/v1/users/${given.userId}`,
    scope: given.scopes.join(' '),
  };
  return {
    token: given.refreshToken,
    created: given.createdAt.getTime(),
    expired: given.expiresAt.getTime(),
    scopes: [...given.scopes],
    context: JSON.stringify(context),
  };
}

/** The way out of the pre-2017 tokens. */
export const appmgmtV0 = ({ oauth, sites }: { oauth: Pick<OAuth, 'exchangeLegacyToken'>; sites: Sites }) =>
  facade({
    family: 'appmgmt',
    version: 'v0',
    dialect: oauth2,
    prefix: '/appmgmt/v0',
    routes: [
      route({
        operation: 'exchangeRefreshToken',
        method: 'POST',
        path: '/legacyApps/{oldConsumerKey}/exchangeRefreshToken/me',
        summary: 'Trades a pre-2017 token for a refresh token, once',
        doc: 'api-reference/authentication/migrationguide',
        scopes: [],
        principals: ['app'],
        effect: 'manual',
        consumes: ['json', 'form'],
        schema: { params, query, body: anyBody, responses: { 200: exchanged, 400: refusal } },
        handler: async ({ work, caller, site, params: path, query: { returnType }, body }) => {
          const exchange = fromWire(path.oldConsumerKey, returnType, body);
          const given = await oauth.exchangeLegacyToken({ work, caller }, exchange);
          return { body: toWire(given, site, sites), headers: { 'cache-control': 'no-store' } };
        },
      }),
    ],
  });
