import type { Dialect } from '../../../platform/http/facade.ts';
import { statuses } from '../../dialects/statuses.ts';
import type { DomainErrorCode } from '../../errors.ts';

/** The pages list the statuses and no body; see docs/decisions/0012-profile-refusals.md. */
const ownStatuses = { ...statuses, 'http.wrong-principal': 403, 'platform.company-required': 403 };

/** Plain JSON, one level: what was refused and why. */
export const profileDialect: Dialect = {
  name: 'profile-v1',
  produces: ['json'],
  consumes: ['json'],
  renderError(error, frame) {
    const status: number = ownStatuses[error.code as DomainErrorCode] ?? 500;
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
