import type { Context } from '../../platform/context.ts';
import { allowsRedirect, type App } from './app.ts';
import { selectAppNamed } from './app-queries.ts';
import { GrantRefused, type Refusal } from './errors.ts';
import { narrowScopes, parseScopes } from './scopes.ts';

/** The parameters of an authorization request, as they came. */
export interface AuthorizeRequest {
  readonly clientId?: string | undefined;
  readonly redirectUri?: string | undefined;
  readonly scope?: string | undefined;
  readonly responseType?: string | undefined;
  readonly state?: string | undefined;
  readonly codeChallenge?: string | undefined;
  readonly codeChallengeMethod?: string | undefined;
  /** OpenID Connect: page, popup, touch or wap. */
  readonly display?: string | undefined;
  /** OpenID Connect: none, login, consent, select_account. */
  readonly prompt?: string | undefined;
}

export interface Authorization {
  readonly app: App;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly challenge?: { readonly value: string; readonly method: 'S256' | 'plain' };
}

const DISPLAYS = new Set(['page', 'popup', 'touch', 'wap']);
const PROMPTS = new Set(['none', 'login', 'consent', 'select_account']);
const CHALLENGE = /^[A-Za-z0-9._~-]{43,128}$/;

/**
 * Checks an authorization request before anybody signs in. Its order matters: nothing is told to a redirect URI that is not
 * registered, so a refusal carries the fact `redirectUri` only from the moment it is trusted.
 * @throws GrantRefused
 */
export async function checkAuthorizeRequest(ctx: Context, request: AuthorizeRequest): Promise<Authorization> {
  const app = await clientOf(ctx, request.clientId);
  const redirectUri = redirectOf(app, request.redirectUri);
  const refuse = (reason: Refusal, detail?: string): never => {
    throw new GrantRefused(reason, { redirectUri, ...(request.state === undefined ? {} : { state: request.state }) }, detail);
  };
  if (!app.enabled) refuse('client-disabled');
  if (!app.grants.includes('authorization_code')) refuse('grant-not-allowed');
  if (request.responseType !== 'code') refuse('request-unreadable', 'The response_type must be code.');
  if (request.display && !DISPLAYS.has(request.display)) refuse('display-invalid');
  const prompts = parseScopes(request.prompt ?? '');
  if (!prompts.every((prompt) => PROMPTS.has(prompt)) || (prompts.includes('none') && prompts.length > 1))
    refuse('prompt-invalid');
  const requested = parseScopes(request.scope ?? '');
  if (requested.includes('offline_access') && !prompts.includes('consent')) refuse('consent-required');
  const scopes = narrowScopes(app.scopes, requested) ?? refuse('scope-exceeds');
  const challenge = challengeOf(request, refuse);
  return { app, scopes, redirectUri, ...(challenge ? { challenge } : {}) };
}

/** The same for the pre-2017 sign-in page, whose scopes are separated by commas. */
export async function checkLegacyAuthorizeRequest(
  ctx: Context,
  request: Pick<AuthorizeRequest, 'clientId' | 'redirectUri' | 'scope' | 'state'>,
): Promise<Authorization> {
  const app = await clientOf(ctx, request.clientId);
  const redirectUri = redirectOf(app, request.redirectUri);
  const facts = { redirectUri, ...(request.state === undefined ? {} : { state: request.state }) };
  if (!app.enabled) throw new GrantRefused('client-disabled', facts);
  const scopes = narrowScopes(app.scopes, parseScopes(request.scope ?? '', ','));
  if (!scopes) throw new GrantRefused('scope-exceeds', facts);
  return { app, scopes, redirectUri };
}

async function clientOf(ctx: Context, clientId: string | undefined): Promise<App> {
  if (!clientId) throw new GrantRefused('client-id-missing');
  const app = await selectAppNamed(ctx.tx, clientId);
  if (!app) throw new GrantRefused('client-unknown');
  return app;
}

function redirectOf(app: App, redirectUri: string | undefined): string {
  if (!redirectUri) throw new GrantRefused('redirect-uri-missing');
  if (!allowsRedirect(app, redirectUri)) throw new GrantRefused('redirect-uri-mismatch');
  return redirectUri;
}

function challengeOf(request: AuthorizeRequest, refuse: (reason: Refusal, detail: string) => never): Authorization['challenge'] {
  const { codeChallenge: value, codeChallengeMethod: method = 'plain' } = request;
  if (!value) return undefined;
  if (method !== 'S256' && method !== 'plain')
    return refuse('request-unreadable', 'The code_challenge_method is neither S256 nor plain.');
  if (!CHALLENGE.test(value)) return refuse('request-unreadable', 'The code_challenge is malformed.');
  return { value, method };
}
