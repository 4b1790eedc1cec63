import { hash } from 'node:crypto';
import type { Actor } from '../../platform/actor.ts';
import type { App } from './app.ts';
import { ACCESS_TOKEN_SECONDS } from './lifetimes.ts';
import type { Principal } from './principal.ts';

/** What a token says; see api-reference/authentication/apidoc and the decoded samples of getting-started and migrationguide. */
export type Claims = Readonly<Record<string, string | number | readonly string[]>>;

export interface Minting {
  readonly app: App;
  readonly principal: Principal;
  readonly scopes: readonly string[];
  /** The principal's base URL. */
  readonly geolocation: string;
  /** Epoch seconds. */
  readonly issuedAt: number;
}

function times(issuedAt: number) {
  return { exp: issuedAt + ACCESS_TOKEN_SECONDS, nbf: issuedAt, iat: issuedAt };
}

/** The claims of an access token, those of its older generation among them. */
export function accessTokenClaims(minting: Minting): Claims {
  const { app, principal, scopes, geolocation, issuedAt } = minting;
  const appUri = `${geolocation}/profile/v1/apps/${app.id}`;
  return {
    'concur.scopes': scopes,
    aud: '*',
    'concur.profile': `${geolocation}/profile/v1/principals/${principal.id}`,
    'concur.version': 2,
    'concur.type': principal.kind,
    'concur.app': appUri,
    ...(principal.kind === 'app' ? {} : { 'concur.company': principal.companyId }),
    sub: principal.id,
    iss: geolocation,
    ...times(issuedAt),
    legacy_application_id: app.legacyId,
    ...(principal.kind === 'user'
      ? { userURI: `${geolocation}/profile-service/v1/users/${principal.id}`, useruuid: principal.id }
      : {}),
    'https://api.concursolutions.com/app': appUri,
    'https://api.concursolutions.com/scopes': scopes,
  };
}

/** The claims of an id token: who the access token is for, bound to it by `at_hash`. */
export function idTokenClaims(minting: Minting, accessToken: string): Claims {
  const { app, principal, geolocation, issuedAt } = minting;
  return {
    aud: app.id,
    'concur.profile': `${geolocation}/profile/v1/principals/${principal.id}`,
    'concur.version': 2,
    'concur.type': principal.kind,
    sub: principal.id,
    iss: geolocation,
    ...times(issuedAt),
    // Sixteen hex digits as in the documented sample, not the 22 base64url characters of OpenID Connect.
    at_hash: hash('sha256', accessToken, 'hex').slice(0, 16),
  };
}

/** The actor that access token claims speak of; undefined when they are no access token's. */
export function actorOf(claims: Readonly<Record<string, unknown>>): Actor | undefined {
  const { aud, sub } = claims;
  const appUri = claims['concur.app'];
  const company = claims['concur.company'];
  const list = claims['concur.scopes'];
  if (aud !== '*' || typeof sub !== 'string' || typeof appUri !== 'string' || !Array.isArray(list)) return undefined;
  const scopes = new Set(list.filter((name) => typeof name === 'string'));
  const appId = appUri.slice(appUri.lastIndexOf('/') + 1);
  const kind = claims['concur.type'];
  if (kind === 'app') return { kind, appId, scopes };
  if (typeof company !== 'string') return undefined;
  if (kind === 'user') return { kind, userId: sub, companyId: company, appId, scopes };
  return kind === 'company' ? { kind, companyId: company, appId, scopes } : undefined;
}
