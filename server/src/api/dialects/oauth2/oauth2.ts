import type { ExchangeRefused, GrantRefused, OAuthError } from '../../../modules/oauth/index.ts';
import type { SignInError } from '../../../modules/identity/index.ts';
import type { CompanyRequired } from '../../../platform/errors.ts';
import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect } from '../../../platform/http/facade.ts';
import type { HttpRefusal } from '../../../platform/http/refusals.ts';
import { CODES, SIGN_IN_CODES, UNSUPPORTED_FORMAT, type WireCode } from './codes.ts';

/** The modules behind this dialect; a code of any other would be a fault of the program. */
type Code = HttpRefusal['code'] | CompanyRequired['code'] | OAuthError['code'] | SignInError['code'];

interface Wire {
  readonly status: number;
  readonly code: number | string;
  readonly error: string;
}

/** Outside the documented numbers the status stands for one. */
const plain = (status: number, error: string): Wire => ({ status, code: status, error });

const format = (status: number): Wire => ({ ...UNSUPPORTED_FORMAT, status });

const EXCHANGE: Record<ExchangeRefused['reason'], string> = {
  'scopes-exceed': 'INVALIDSCOPES',
  'app-invalid': 'INVALIDAPP',
  'token-invalid': 'INVALIDTOKEN',
  unauthorized: 'UNAUTHORIZED',
};

const wires = {
  'http.token-missing': () => plain(401, 'invalid_token'),
  'http.token-invalid': () => plain(401, 'invalid_token'),
  'http.wrong-principal': () => plain(403, 'invalid_token'),
  'http.certificate-required': () => plain(403, 'access_denied'),
  'http.scope-missing': () => plain(403, 'insufficient_scope'),
  'http.role-missing': () => plain(403, 'access_denied'),
  'http.invalid-input': () => format(400),
  'http.malformed-body': () => format(400),
  'http.unsupported-media-type': () => format(400),
  'http.not-acceptable': () => plain(406, 'invalid_request'),
  'http.route-not-found': () => plain(404, 'invalid_request'),
  'http.method-not-allowed': () => plain(405, 'invalid_request'),
  'http.body-too-large': () => format(413),
  'http.too-many-requests': () => plain(429, 'temporarily_unavailable'),
  'http.server-fault': () => plain(500, 'server_error'),
  'http.resource-locked': () => plain(503, 'temporarily_unavailable'),
  'http.unavailable': () => plain(503, 'temporarily_unavailable'),
  'http.bad-gateway': () => plain(502, 'temporarily_unavailable'),
  'http.gateway-timeout': () => plain(504, 'temporarily_unavailable'),
  'platform.company-required': () => plain(403, 'invalid_token'),

  'oauth.grant.refused': (error) => CODES[(error as GrantRefused).reason],
  'oauth.app.not-found': () => plain(404, 'invalid_request'),
  'oauth.app.not-yours': () => plain(401, 'invalid_token'),
  'oauth.app.invalid': () => plain(400, 'invalid_request'),
  'oauth.connection.not-found': () => plain(404, 'invalid_request'),
  'oauth.principal.not-found': () => plain(404, 'invalid_request'),
  'oauth.secret.not-found': () => plain(404, 'invalid_request'),
  'oauth.secret.still-active': () => plain(400, 'invalid_request'),
  'oauth.legacy.refused': () => plain(500, 'server_error'),
  'oauth.exchange.refused': (error) => ({
    status: 400,
    code: EXCHANGE[(error as ExchangeRefused).reason],
    error: 'invalid_request',
  }),

  'identity.sign-in.bad-credentials': () => SIGN_IN_CODES.wrong,
  'identity.sign-in.disabled': ({ facts }) =>
    facts['reason'] === 'terminated' ? SIGN_IN_CODES.terminated : SIGN_IN_CODES.inactive,
  'identity.sign-in.logon-denied': ({ facts }) =>
    facts['reason'] === 'company' ? SIGN_IN_CODES.deniedToCompany : SIGN_IN_CODES.deniedToUser,
  'identity.sign-in.locked': () => SIGN_IN_CODES.locked,
  'identity.sign-in.ip-denied': () => SIGN_IN_CODES.address,
  'identity.sign-in.sso-only': () => SIGN_IN_CODES.ssoOnly,
  'identity.sign-in.maintenance': () => SIGN_IN_CODES.maintenance,
  'identity.sign-in.must-change-password': () => SIGN_IN_CODES.mustChangePassword,
  'identity.sign-in.elsewhere': () => CODES['lives-elsewhere'],
} satisfies Record<Code, (error: DomainError) => Wire | WireCode>;

/** `{code, error, error_description}` and, for a principal of another data centre, `geolocation`. Never cached. */
export const oauth2: Dialect = {
  name: 'oauth2',
  produces: ['json'],
  consumes: ['form'],
  renderError(error) {
    const { status, code, error: name } = wires[error.code as Code]?.(error) ?? plain(500, 'server_error');
    const { geolocation } = error.facts;
    return {
      status,
      body: {
        code,
        error: name,
        error_description: error.message,
        ...(typeof geolocation === 'string' ? { geolocation } : {}),
      },
      headers: {
        'cache-control': 'no-store',
        ...(status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {}),
      },
      media: 'json',
    };
  },
};
