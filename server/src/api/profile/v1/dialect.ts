import type { Dialect } from '../../../platform/http/facade.ts';
import { NEVER, type DomainErrorCode } from '../../errors.ts';

const refused = (status: number) => ({ status });

/** Code -> status. The pages list the statuses and no body; see docs/decisions/0012-profile-refusals.md. */
const statuses = {
  'http.token-missing': refused(401),
  'http.token-invalid': refused(401),
  'http.wrong-principal': refused(403),
  'http.scope-missing': refused(403),
  'http.role-missing': refused(403),
  'http.invalid-input': refused(400),
  'http.malformed-body': refused(400),
  'http.unsupported-media-type': refused(415),
  'http.not-acceptable': refused(406),
  'http.route-not-found': refused(404),
  'http.method-not-allowed': refused(405),
  'http.body-too-large': refused(413),
  'http.too-many-requests': refused(429),
  'http.server-fault': refused(500),
  'http.unavailable': refused(503),
  'platform.company-required': refused(403),
  'company.not-found': refused(404),
  'identity.user.not-found': refused(404),
} satisfies Partial<Record<DomainErrorCode, { status: number }>>;

/** Plain JSON, one level: what was refused and why. */
export const profileDialect: Dialect = {
  name: 'profile-v1',
  produces: ['json'],
  consumes: ['json'],
  renderError(error, frame) {
    const { status } = statuses[error.code as keyof typeof statuses] ?? NEVER;
    return {
      status,
      body: { status, error: REASONS[status] ?? 'error', message: error.message, correlationId: frame.correlationId },
      ...(status === 401 ? { headers: { 'www-authenticate': 'Bearer' } } : {}),
    };
  },
};

/** "access denied" is the page's word. */
const REASONS: Readonly<Record<number, string>> = {
  400: 'bad request',
  401: 'unauthorized',
  403: 'access denied',
  404: 'not found',
  405: 'method not allowed',
  406: 'not acceptable',
  429: 'rate limit reached',
  500: 'internal error',
  503: 'service unavailable',
};
