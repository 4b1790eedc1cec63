import { admitTenant } from './admit.ts';
import { isGrantType, type App } from './app.ts';
import { authenticateClient } from './authenticate-client.ts';
import type { OAuthDeps } from './deps.ts';
import { GrantRefused } from './errors.ts';
import { authorizationCode, CodeSpent, refuseReuse } from './grants/authorization-code.ts';
import { clientCredentials } from './grants/client-credentials.ts';
import type { Grant, GrantCall } from './grants/grant.ts';
import { oneTimePassword } from './grants/one-time-password.ts';
import { password } from './grants/password.ts';
import { refreshToken } from './grants/refresh-token.ts';
import { issueTokens, type TokenSet } from './issue-tokens.ts';
import type { KeyRing } from './key-ring.ts';
import { given, required, type Params } from './params.ts';
import { narrowScopes, parseScopes } from './scopes.ts';
import { asApp, type TokenRequest } from './token-request.ts';

const GRANTS: readonly Grant[] = [authorizationCode, password, clientCredentials, oneTimePassword, refreshToken];
/** `refresh` is how an older guide spells it. */
const OTHER_SPELLINGS: Readonly<Record<string, string>> = { refresh: 'refresh_token' };

/**
 * The token endpoint: the order of its checks is the order of these lines. Nothing here holds a transaction while a password is
 * hashed or a signature made. @throws GrantRefused, and what identity throws on a sign-in
 */
export async function grantTokens(deps: OAuthDeps, keys: KeyRing, request: TokenRequest): Promise<TokenSet> {
  const app = await authenticateClient(request.work, request.caller, request.params);
  const grant = chooseGrant(app, request.params);
  const call: GrantCall = { ...request, app, caller: asApp(request.caller, app) };
  const proof = await grant.redeem(deps, call);
  const principal = proof.principal.kind === 'app' ? proof.principal : await admitTenant(call, proof.principal, proof.admission);
  const scopes = chooseScopes(proof.scopes, request.params);
  try {
    return await issueTokens(keys, call, { ...proof, principal }, scopes);
  } catch (error) {
    if (error instanceof CodeSpent) return refuseReuse(call, error.authorizationCode);
    throw error;
  }
}

function chooseGrant(app: App, params: Params): Grant {
  const named = required(params, 'grant_type', 'grant-type-missing');
  const type = OTHER_SPELLINGS[named] ?? named;
  const grant = GRANTS.find((one) => one.type === type);
  if (!grant || !isGrantType(type)) throw new GrantRefused('grant-not-allowed');
  if (app.grants.includes(type)) return grant;
  throw new GrantRefused(type === 'refresh_token' ? 'refresh-not-allowed' : 'grant-not-allowed');
}

function chooseScopes(available: readonly string[], params: Params): readonly string[] {
  const scopes = narrowScopes(available, parseScopes(given(params, 'scope') ?? ''));
  if (!scopes) throw new GrantRefused('scope-exceeds');
  return scopes;
}
