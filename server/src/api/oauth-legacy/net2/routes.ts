import Type, { type Static } from 'typebox';
import {
  LegacyCallRefused,
  type LegacyTokenSet,
  type OAuth,
  type Params,
  type TokenRequest,
} from '../../../modules/oauth/index.ts';
import type { Context } from '../../../platform/context.ts';
import { facade, route, type ManualCall } from '../../../platform/http/facade.ts';
import { negotiate } from '../../../platform/http/negotiate.ts';
import type { Sites } from '../../../platform/http/site.ts';
import { net2 } from '../../dialects/net2/net2.ts';
import { placeOf } from '../../place.ts';

const common = { doc: 'api-reference/authentication/authorization-pre-2017', scopes: [], deprecated: true } as const;
const parameters = Type.Record(Type.String(), Type.String());
const revocation = Type.Partial(Type.Object({ token: Type.String(), consumerKey: Type.String(), user: Type.String() }));

const fields = {
  Instance_URL: Type.String(),
  Token: Type.String(),
  Expiration_Date: Type.String(),
  Refresh_Token: Type.Optional(Type.String()),
};
/** In XML the fields stand in the root, which is `Access_Token`; JSON has no root and wraps them in a member of that name. */
const answer = Type.Partial(Type.Object({ ...fields, Access_Token: Type.Object(fields) }));

/** `3/30/2026 2:19:10 PM`, UTC. */
function wireMoment(moment: Date): string {
  const hour = moment.getUTCHours();
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${moment.getUTCMonth() + 1}/${moment.getUTCDate()}/${moment.getUTCFullYear()}`;
  return `${day} ${hour % 12 || 12}:${two(moment.getUTCMinutes())}:${two(moment.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
}

function toWire(given: LegacyTokenSet, accept: unknown): Static<typeof answer> {
  const written = {
    Instance_URL: given.instanceUrl,
    Token: given.token,
    Expiration_Date: wireMoment(given.expiresAt),
    ...(given.refreshToken === undefined ? {} : { Refresh_Token: given.refreshToken }),
  };
  return negotiate(typeof accept === 'string' ? accept : undefined, net2.produces) === 'json'
    ? { Access_Token: written }
    : written;
}

const header = (call: ManualCall, name: string): string | undefined => {
  const value = call.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** Parameters stand in the address, as documented, or in a form. */
function requestOf(call: ManualCall, sites: Sites): TokenRequest {
  const { work, caller, clock, site, address } = call;
  const params = { ...(call.query as unknown as Params), ...(call.body as unknown as Params | undefined) };
  return { work, caller, clock, address, place: placeOf(site, sites), params };
}

type Services = {
  oauth: Pick<
    OAuth,
    'nativeLegacyToken' | 'redeemLegacyCode' | 'refreshLegacyToken' | 'revokeLegacyToken' | 'revokeLegacyTokensOf'
  >;
  sites: Sites;
};

/** The colon stays even where there is no password. @throws LegacyCallRefused */
function readBasic(header: string | undefined): { login: string; password: string } {
  const [, encoded] = /^\s*basic\s+(\S+)\s*$/i.exec(header ?? '') ?? [];
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || text.includes('\0'))
    throw new LegacyCallRefused('unauthenticated', 'Send the login and password in a Basic Authorization header.');
  return { login: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** @throws LegacyCallRefused */
function readNative(call: ManualCall) {
  const credentials = readBasic(header(call, 'authorization'));
  const consumerKey = header(call, 'x-consumerkey');
  if (!consumerKey) throw new LegacyCallRefused('missing', 'The header X-ConsumerKey is missing.');
  return { ...credentials, consumerKey };
}

const UNCACHED = { 'cache-control': 'no-store' };

/** A code or a refresh token for an access token; both calls have one address. */
async function giveToken({ oauth, sites }: Services, call: ManualCall) {
  const request = requestOf(call, sites);
  const { code, refresh_token: refreshToken } = request.params;
  if (!code && !refreshToken) throw new LegacyCallRefused('missing', 'The parameter code or refresh_token is missing.');
  const given = refreshToken
    ? await oauth.refreshLegacyToken(request, refreshToken)
    : await oauth.redeemLegacyCode(request, code ?? '');
  return { body: toWire(given, call.headers['accept']), headers: UNCACHED };
}

/** The calls from before 2017. Their sign-in page, Login.aspx, is in api/pages. */
export const oauthLegacy = (services: Services) =>
  facade({
    family: 'oauth-legacy',
    version: 'net2',
    dialect: net2,
    prefix: '/net2/oauth2',
    routes: [
      route({
        ...common,
        operation: 'getNativeAccessToken',
        method: 'GET',
        path: '/accesstoken.ashx',
        summary: 'Native flow: a login and password for an access token',
        principals: 'anyone',
        effect: 'manual',
        xmlRoot: 'Access_Token',
        schema: { responses: { 200: answer } },
        handler: async (call) => {
          const { oauth, sites } = services;
          const tokens = await oauth.nativeLegacyToken(requestOf(call, sites), readNative(call));
          return { body: toWire(tokens, call.headers['accept']), headers: UNCACHED };
        },
      }),
      route({
        ...common,
        operation: 'getAccessToken',
        method: 'GET',
        path: '/getaccesstoken.ashx',
        summary: 'A code or a refresh token for an access token',
        principals: 'anyone',
        effect: 'manual',
        xmlRoot: 'Access_Token',
        schema: { query: parameters, responses: { 200: answer } },
        handler: (call) => giveToken(services, call),
      }),
      route({
        ...common,
        doc: 'extension',
        operation: 'postAccessToken',
        method: 'POST',
        path: '/getaccesstoken.ashx',
        summary: 'Extension: the same by POST, as some clients send it',
        principals: 'anyone',
        effect: 'manual',
        consumes: ['form'],
        xmlRoot: 'Access_Token',
        schema: { query: parameters, body: parameters, responses: { 200: answer } },
        handler: (call) => giveToken(services, call),
      }),
      route({
        ...common,
        operation: 'revokeToken',
        method: 'POST',
        path: '/revoketoken.ashx',
        summary: 'Revokes one token, or all that an app holds for a user',
        principals: ['user'],
        schema: { query: revocation, responses: { 200: null } },
        handler: async ({ ctx, query }) => {
          await revoke(services.oauth, ctx, query);
          return {};
        },
      }),
    ],
  });

function revoke(oauth: Services['oauth'], ctx: Context, query: Static<typeof revocation>): Promise<void> {
  const { token, consumerKey, user } = query;
  if (token) return oauth.revokeLegacyToken(ctx, token);
  if (consumerKey && user) return oauth.revokeLegacyTokensOf(ctx, { consumerKey, login: user });
  throw new LegacyCallRefused('missing', 'Send the parameter token, or consumerKey and user.');
}
