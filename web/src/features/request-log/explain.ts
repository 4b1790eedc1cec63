import type { MessageId } from '../../i18n/messages/en.ts';
import type { Exchange, Refusal } from './exchange.ts';

/** Where the way out begins. */
export type Way = 'scopes' | 'secrets' | 'token' | 'reference' | 'faults';

export interface Explanation {
  readonly what: MessageId;
  readonly how: MessageId;
  readonly values: Readonly<Record<string, string>>;
  readonly way?: Way;
}

type Case = (refusal: Refusal, exchange: Exchange) => Explanation;

const listed = (names: readonly string[]): string => names.join(', ');
const plain =
  (what: MessageId, how: MessageId, way?: Way): Case =>
  () => ({ what, how, values: {}, ...(way ? { way } : {}) });

/** How a token of this kind is had. */
function wayToToken(needed: readonly string[]): MessageId {
  if (needed.includes('user') && needed.includes('company')) return 'explain.kind.how.either';
  if (needed.includes('company')) return 'explain.kind.how.company';
  return needed.includes('app') ? 'explain.kind.how.app' : 'explain.kind.how.user';
}

const CASES: Readonly<Record<string, Case>> = {
  'http.scope-missing': ({ anyOf, appHas }) => {
    const values = { scopes: listed(anyOf) };
    return appHas
      ? { what: 'explain.scope', how: 'explain.scope.how.token', values, way: 'token' }
      : { what: 'explain.scope', how: 'explain.scope.how.app', values, way: 'scopes' };
  },
  'http.wrong-principal': ({ needed, given }) => ({
    what: 'explain.kind',
    how: wayToToken(needed),
    values: { needed: needed.join(' / '), given: given ?? '' },
    way: 'token',
  }),
  'http.role-missing': ({ anyOf }, { principal }) => ({
    what: 'explain.role',
    how: 'explain.role.how',
    values: { roles: listed(anyOf), name: principal.name ?? principal.id ?? '' },
    way: 'token',
  }),
  'http.token-missing': plain('explain.noToken', 'explain.noToken.how', 'token'),
  'http.token-invalid': ({ reason }) =>
    reason === 'it has expired'
      ? { what: 'explain.expired', how: 'explain.expired.how', values: {}, way: 'token' }
      : { what: 'explain.badToken', how: 'explain.badToken.how', values: { reason: reason ?? '' }, way: 'token' },
  'platform.company-required': plain('explain.company', 'explain.company.how', 'token'),
  'http.certificate-required': plain('explain.certificate', 'explain.certificate.how', 'reference'),
  'http.invalid-input': plain('explain.input', 'explain.input.how', 'reference'),
  'http.malformed-body': plain('explain.body', 'explain.body.how', 'reference'),
  'http.unsupported-media-type': plain('explain.media', 'explain.media.how', 'reference'),
  'http.not-acceptable': plain('explain.accept', 'explain.accept.how', 'reference'),
  'http.route-not-found': plain('explain.path', 'explain.path.how', 'reference'),
  'http.method-not-allowed': plain('explain.method', 'explain.method.how', 'reference'),
  'http.body-too-large': plain('explain.tooLarge', 'explain.tooLarge.how', 'reference'),
  'http.too-many-requests': plain('explain.tooMany', 'explain.tooMany.how'),
  'http.server-fault': plain('explain.fault', 'explain.fault.how'),
  'http.unavailable': plain('explain.unavailable', 'explain.unavailable.how'),
  'http.bad-gateway': plain('explain.gateway', 'explain.unavailable.how'),
  'http.gateway-timeout': plain('explain.gateway', 'explain.unavailable.how'),
  'oauth.grant.refused': ({ reason }) =>
    GRANTS[reason ?? ''] ?? { what: 'explain.grant', how: 'explain.grant.how', values: {}, way: 'reference' },
  'identity.sign-in.bad-credentials': plain('explain.login', 'explain.login.how'),
};

const grant = (what: MessageId, how: MessageId, way: Way): Explanation => ({ what, how, values: {}, way });
const GRANTS: Readonly<Record<string, Explanation>> = {
  'client-secret-wrong': grant('explain.secret', 'explain.secret.how', 'secrets'),
  'client-secret-missing': grant('explain.secret', 'explain.secret.how', 'secrets'),
  'grant-not-allowed': grant('explain.grantOff', 'explain.grantOff.how', 'scopes'),
  'refresh-not-allowed': grant('explain.grantOff', 'explain.grantOff.how', 'scopes'),
  'scope-exceeds': grant('explain.wide', 'explain.wide.how', 'scopes'),
  'redirect-uri-mismatch': grant('explain.redirect', 'explain.redirect.how', 'scopes'),
  'refresh-token-invalid': grant('explain.refresh', 'explain.refresh.how', 'token'),
  'authorization-code-invalid': grant('explain.code', 'explain.code.how', 'reference'),
  'client-disabled': grant('explain.off', 'explain.off.how', 'scopes'),
};

/** Why a call was refused, and what to do about it. Undefined for one that was not. */
export function explain(exchange: Exchange): Explanation | undefined {
  const { refusal, faultId, status } = exchange;
  if (faultId !== null && (status === 0 || refusal))
    return { what: 'explain.onPurpose', how: 'explain.onPurpose.how', values: {}, way: 'faults' };
  if (!refusal) return undefined;
  const known = CASES[refusal.code];
  return known?.(refusal, exchange) ?? { what: 'explain.other', how: 'explain.other.how', values: {}, way: 'reference' };
}
