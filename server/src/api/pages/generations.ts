import type { Authorization, CodeGrant, OAuth } from '../../modules/oauth/index.ts';
import type { Context } from '../../platform/context.ts';
import { withParameters } from './return-to.ts';

/** The query of an authorization page, as an app sent it. */
export type AuthorizationQuery = Readonly<Record<string, string | undefined>>;

/** What is not ours to know may stand twice, and is not carried on then. */
export const sentOnce = (query: Readonly<Record<string, unknown>>): AuthorizationQuery =>
  Object.fromEntries(Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));

/** Why the browser comes back without a code. */
export interface Denial {
  /** A number of the documented table of response codes, or a word. */
  readonly code: string;
  /** The name that OAuth has for it. */
  readonly error: string;
  readonly description: string;
}

type Checking = Pick<OAuth, 'checkAuthorizeRequest' | 'checkLegacyAuthorizeRequest'>;
type Issuing = Pick<OAuth, 'issueCode' | 'issueLegacyCode'>;

/** How a generation of the authorization grant speaks; what it does is the same in both. */
export interface Generation {
  readonly path: string;
  /** @throws GrantRefused */
  check(oauth: Checking, ctx: Context, query: AuthorizationQuery): Promise<Authorization>;
  issue(oauth: Issuing, ctx: Context, grant: CodeGrant): Promise<string>;
  granted(redirectUri: string, answer: { code: string; geolocation: string; state: string | undefined }): string;
  refused(redirectUri: string, denial: Denial, state: string | undefined): string;
}

/** api-reference/authentication/apidoc.markdown, Authorization grant. */
export const current: Generation = {
  path: '/oauth2/v0/authorize',
  check: (oauth, ctx, query) =>
    oauth.checkAuthorizeRequest(ctx, {
      clientId: query['client_id'],
      redirectUri: query['redirect_uri'],
      scope: query['scope'],
      responseType: query['response_type'],
      state: query['state'],
      codeChallenge: query['code_challenge'],
      codeChallengeMethod: query['code_challenge_method'],
      display: query['display'],
      prompt: query['prompt'],
    }),
  issue: (oauth, ctx, grant) => oauth.issueCode(ctx, grant),
  granted: (redirectUri, { code, geolocation, state }) => withParameters(redirectUri, { geolocation, code, state }),
  refused: (redirectUri, { code, description }, state) =>
    withParameters(redirectUri, { error_code: code, error_description: description, state }),
};

/** api-reference/authentication/authorization-pre-2017.markdown, Web flow. */
export const legacy: Generation = {
  path: '/net2/oauth2/Login.aspx',
  check: (oauth, ctx, query) =>
    oauth.checkLegacyAuthorizeRequest(ctx, {
      clientId: query['client_id'],
      redirectUri: query['redirect_uri'],
      scope: query['scope'],
      state: query['state'],
    }),
  issue: (oauth, ctx, grant) => oauth.issueLegacyCode(ctx, grant),
  granted: (redirectUri, { code, state }) => withParameters(redirectUri, { code, state }),
  refused: (redirectUri, { error, description }, state) =>
    withParameters(redirectUri, { error, error_description: description, state }),
};

export const generationAt = (path: string): Generation | undefined =>
  [current, legacy].find((generation) => generation.path.toLowerCase() === path.toLowerCase());
