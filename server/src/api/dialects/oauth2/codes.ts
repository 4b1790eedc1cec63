import type { Refusal } from '../../../modules/oauth/index.ts';

/** A row of the documented table: number, OAuth error, HTTP status. */
export interface WireCode {
  readonly code: number;
  readonly error: 'invalid_grant' | 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'access_denied';
  readonly status: 400 | 403;
}

const grant = (code: number): WireCode => ({ code, error: 'invalid_grant', status: 400 });
const request = (code: number): WireCode => ({ code, error: 'invalid_request', status: 400 });
const client = (code: number): WireCode => ({ code, error: 'invalid_client', status: 400 });

/** Refusal -> number. The table of api-reference/authentication/apidoc, Response Codes; 134 is of company-auth. */
export const CODES = {
  'credentials-wrong': grant(5),
  'lives-elsewhere': request(16),
  'company-without-password': grant(19),
  'username-missing': request(51),
  'password-missing': request(52),
  // The one documented 403: a company whose administrators have not authorised the app (oauth2-migration-best-practices).
  'company-not-enabled': { ...client(53), status: 403 },
  'scope-exceeds': { code: 54, error: 'invalid_scope', status: 400 },
  'email-unknown': request(55),
  'one-time-password-missing': request(56),
  'channel-type-missing': request(57),
  'channel-handle-missing': request(58),
  'client-disabled': { code: 59, error: 'access_denied', status: 400 },
  'grant-not-allowed': grant(60),
  'client-unknown': client(61),
  'client-id-missing': request(62),
  'client-secret-missing': request(63),
  'client-secret-wrong': client(64),
  'grant-type-missing': request(65),
  'channel-type-invalid': request(80),
  'channel-handle-invalid': request(81),
  'one-time-passwords-too-many': request(82),
  'one-time-password-not-found': request(83),
  'one-time-password-facts-differ': request(84),
  'one-time-password-wrong': request(85),
  'username-unknown': request(100),
  'authorization-code-missing': request(101),
  'redirect-uri-missing': request(102),
  'authorization-code-invalid': request(103),
  'redirect-uri-mismatch': grant(104),
  'issued-to-another': grant(105),
  'refresh-token-missing': request(106),
  'refresh-not-allowed': request(107),
  'refresh-token-invalid': grant(108),
  'display-invalid': request(118),
  // One number for two refusals: so it is documented.
  'prompt-invalid': request(119),
  'consent-required': request(119),
  'credtype-invalid': request(120),
  'principal-disabled': request(123),
  'company-in-maintenance': request(134),
  'request-unreadable': request(135),
  'request-token-of-another-app': request(136),
} satisfies Record<Refusal, WireCode>;

/** What identity refuses at a sign-in. 11 and 13 share their words with 10 and 12: here they tell the two causes apart. */
export const SIGN_IN_CODES = {
  wrong: grant(5),
  inactive: grant(10),
  terminated: grant(11),
  deniedToUser: grant(12),
  deniedToCompany: grant(13),
  locked: grant(14),
  address: grant(20),
  ssoOnly: request(21),
  maintenance: request(134),
  mustChangePassword: request(139),
} satisfies Record<string, WireCode>;

export const UNSUPPORTED_FORMAT = request(135);
