import Type from 'typebox';
import type { SignInError } from '../../../modules/identity/index.ts';
import type { LegacyCallRefused, OAuthError } from '../../../modules/oauth/index.ts';
import type { CompanyRequired } from '../../../platform/errors.ts';
import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect } from '../../../platform/http/facade.ts';
import type { HttpRefusal } from '../../../platform/http/refusals.ts';

type Code = HttpRefusal['code'] | CompanyRequired['code'] | OAuthError['code'] | SignInError['code'];

const REASONS: Record<LegacyCallRefused['reason'], number> = { missing: 400, unauthenticated: 401, forbidden: 403 };

/** Code -> status: api-reference/http-status-codes. 401 is a missing header, 403 one that does not open the door. */
const statuses = {
  'http.token-missing': 401,
  'http.token-invalid': 403,
  'http.wrong-principal': 403,
  'http.certificate-required': 403,
  'http.scope-missing': 403,
  'http.role-missing': 403,
  'http.invalid-input': 400,
  'http.malformed-body': 400,
  'http.unsupported-media-type': 400,
  'http.not-acceptable': 406,
  'http.route-not-found': 404,
  'http.method-not-allowed': 405,
  'http.body-too-large': 413,
  'http.too-many-requests': 429,
  'http.server-fault': 500,
  'http.resource-locked': 503,
  'http.unavailable': 503,
  'http.bad-gateway': 502,
  'http.gateway-timeout': 504,
  'platform.company-required': 403,

  'oauth.grant.refused': 403,
  'oauth.app.not-found': 403,
  'oauth.app.invalid': 400,
  'oauth.connection.not-found': 404,
  'oauth.principal.not-found': 404,
  'oauth.app.not-yours': 403,
  'oauth.secret.not-found': 403,
  'oauth.secret.still-active': 403,
  'oauth.legacy.refused': (error) => REASONS[(error as LegacyCallRefused).reason],
  'oauth.exchange.refused': 403,

  'identity.sign-in.bad-credentials': 403,
  'identity.sign-in.disabled': 403,
  'identity.sign-in.logon-denied': 403,
  'identity.sign-in.locked': 403,
  'identity.sign-in.ip-denied': 403,
  'identity.sign-in.sso-only': 403,
  'identity.sign-in.maintenance': 503,
  'identity.sign-in.must-change-password': 403,
  'identity.sign-in.elsewhere': 403,
} satisfies Record<Code, number | ((error: DomainError) => number)>;

const errorSchema = Type.Object({ Message: Type.String(), 'Server-Time': Type.String(), Id: Type.String() });

/** The token calls from before 2017: XML unless JSON is asked for, one `Error` envelope. */
export const net2: Dialect = {
  name: 'net2',
  produces: ['xml', 'json'],
  consumes: ['form', 'xml', 'json', 'text'],
  renderError(error, frame) {
    const status: number | ((error: DomainError) => number) = statuses[error.code as Code] ?? 500;
    const content = { Message: error.message, 'Server-Time': frame.now.toISOString().slice(0, 19), Id: frame.correlationId };
    return {
      status: typeof status === 'function' ? status(error) : status,
      body: frame.media === 'json' ? { Error: content } : content,
      schema: errorSchema,
      xmlRoot: 'Error',
    };
  },
};
