import { DomainError } from '../../platform/errors.ts';
import { FieldsInvalid } from '../../platform/field-issues.ts';

/** Why a token, a code or a one-time password is not given: reason -> what the caller is told. */
export const REFUSALS = {
  'authorization-code-invalid': 'The code is unknown, expired or already used. Start the authorization again.',
  'authorization-code-missing': 'The parameter code is missing.',
  'channel-handle-invalid': 'The channel_handle is no address that a one-time password can be sent to.',
  'channel-handle-missing': 'The parameter channel_handle is missing.',
  'channel-type-invalid': 'The channel_type is not supported. Use email.',
  'channel-type-missing': 'The parameter channel_type is missing.',
  'client-disabled': 'This app is disabled.',
  'client-id-missing': 'The parameter client_id is missing.',
  'client-secret-missing': 'The parameter client_secret is missing.',
  'client-secret-wrong': 'The client_secret is not an active secret of this app.',
  'client-unknown': 'No app has this client_id.',
  'company-in-maintenance': 'The company is under scheduled maintenance. Try again later.',
  'company-not-enabled': 'The company has not enabled this app.',
  'company-without-password': 'A company has no password. Send its request token with credtype=authtoken.',
  'consent-required': 'The scope offline_access needs prompt=consent.',
  'credentials-wrong': 'The credentials are wrong. Check them and try again.',
  'credtype-invalid': 'The credtype is neither password nor authtoken.',
  'display-invalid': 'The display is none of page, popup, touch and wap.',
  'email-unknown': 'Nobody here has this email address.',
  'grant-not-allowed': 'This grant is unknown, or this app may not use it.',
  'grant-type-missing': 'The parameter grant_type is missing.',
  'issued-to-another': 'This code was issued to another app, or its code_verifier is wrong.',
  'lives-elsewhere': 'This principal lives in another data centre. Retry at the geolocation.',
  'one-time-password-facts-differ': 'The custom parameters are not those that the one-time password was requested with.',
  'one-time-password-missing': 'The parameter otp is missing.',
  'one-time-password-not-found': 'There is no open one-time password for this address.',
  'one-time-password-wrong': 'The one-time password is wrong.',
  'one-time-passwords-too-many': 'Too many one-time passwords are open for this address. Use one, or wait until they expire.',
  'password-missing': 'The parameter password is missing.',
  'principal-disabled': 'The user behind this grant is disabled.',
  'prompt-invalid': 'The prompt is none of none, login, consent and select_account.',
  'redirect-uri-mismatch': 'The redirect_uri is not the one registered, or not the one this code was requested with.',
  'redirect-uri-missing': 'The parameter redirect_uri is missing.',
  'refresh-not-allowed': 'This app may not use refresh tokens.',
  'refresh-token-invalid': 'The refresh token is unknown, expired or revoked.',
  'refresh-token-missing': 'The parameter refresh_token is missing.',
  'request-token-of-another-app': 'This request token was issued for another app.',
  'request-unreadable': 'The request has an unsupported format.',
  'scope-exceeds': 'The requested scope is wider than what was granted.',
  'username-missing': 'The parameter username is missing.',
  'username-unknown': 'No principal has this id.',
} as const;

export type Refusal = keyof typeof REFUSALS;

/**
 * A grant or an authorization is refused. Facts: `geolocation` for a principal who lives elsewhere; `redirectUri` and `state` once an
 * authorization request has shown where its answer may go.
 */
export class GrantRefused extends DomainError<'oauth.grant.refused'> {
  readonly code = 'oauth.grant.refused';
  readonly reason: Refusal;
  constructor(reason: Refusal, facts: Readonly<Record<string, unknown>> = {}, detail?: string) {
    super(detail ?? REFUSALS[reason], { reason, ...facts });
    this.reason = reason;
  }
}

export class AppNotFound extends DomainError<'oauth.app.not-found'> {
  readonly code = 'oauth.app.not-found';
  constructor(appId: string) {
    super('There is no such app.', { appId });
  }
}

/** The app is not connected with whom it was to be disconnected from. */
export class ConnectionNotFound extends DomainError<'oauth.connection.not-found'> {
  readonly code = 'oauth.connection.not-found';
  constructor(appId: string) {
    super('The app is not connected.', { appId });
  }
}

/** What is wrong with an app, field by field. */
export class AppInvalid extends FieldsInvalid<'oauth.app.invalid'> {
  readonly code = 'oauth.app.invalid';
}

/** Nobody of the caller's company has this id. */
export class PrincipalNotFound extends DomainError<'oauth.principal.not-found'> {
  readonly code = 'oauth.principal.not-found';
  constructor(principalId: string) {
    super('There is no such user or company.', { principalId });
  }
}

/** An app manages its own secrets only. */
export class AppNotYours extends DomainError<'oauth.app.not-yours'> {
  readonly code = 'oauth.app.not-yours';
  constructor() {
    super('The access token belongs to another app than the one in the path.');
  }
}

export class SecretNotFound extends DomainError<'oauth.secret.not-found'> {
  readonly code = 'oauth.secret.not-found';
  constructor(secretId: string) {
    super('The app has no such secret.', { secretId });
  }
}

export class SecretStillActive extends DomainError<'oauth.secret.still-active'> {
  readonly code = 'oauth.secret.still-active';
  constructor(secretId: string) {
    super('The secret is active. Set its status to inactive before deleting it.', { secretId });
  }
}

/** The pre-2017 calls refuse in fewer words: what is missing, who is not known, who may not. */
export class LegacyCallRefused extends DomainError<'oauth.legacy.refused'> {
  readonly code = 'oauth.legacy.refused';
  readonly reason: 'missing' | 'unauthenticated' | 'forbidden';
  constructor(reason: 'missing' | 'unauthenticated' | 'forbidden', message: string) {
    super(message, { reason });
    this.reason = reason;
  }
}

/** A pre-2017 token cannot be exchanged. */
export class ExchangeRefused extends DomainError<'oauth.exchange.refused'> {
  readonly code = 'oauth.exchange.refused';
  readonly reason: 'scopes-exceed' | 'app-invalid' | 'token-invalid' | 'unauthorized';
  constructor(reason: 'scopes-exceed' | 'app-invalid' | 'token-invalid' | 'unauthorized', message: string) {
    super(message, { reason });
    this.reason = reason;
  }
}

export type OAuthError =
  | GrantRefused
  | AppNotFound
  | AppNotYours
  | AppInvalid
  | ConnectionNotFound
  | PrincipalNotFound
  | SecretNotFound
  | SecretStillActive
  | LegacyCallRefused
  | ExchangeRefused;
