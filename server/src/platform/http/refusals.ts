import { DomainError } from '../errors.ts';
import type { PrincipalKind } from '../actor.ts';

/** One thing wrong with an input: where, and in words. `rule` is the schema keyword or a rule's own name. */
export interface Issue {
  /** Path in the input as its sender wrote it: `transactionAmount.value`; empty for the whole. */
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  /** What a rule of sizes allows. */
  readonly limit?: number;
}

/** No usable Authorization header. */
export class TokenMissing extends DomainError<'http.token-missing'> {
  readonly code = 'http.token-missing';
  constructor() {
    super('No access token: send "Authorization: Bearer <token>".');
  }
}

/** The token cannot be believed: malformed, forged, expired, or from another installation. */
export class TokenInvalid extends DomainError<'http.token-invalid'> {
  readonly code = 'http.token-invalid';
  constructor(reason: string) {
    super(`The access token is not valid: ${reason}.`, { reason });
  }
}

/** The token is for the wrong kind of principal. */
export class WrongPrincipal extends DomainError<'http.wrong-principal'> {
  readonly code = 'http.wrong-principal';
  constructor(needed: readonly PrincipalKind[], given: string) {
    super(`This operation needs a ${needed.join(' or ')} token; the token is for a ${given}.`, { needed, given });
  }
}

/** The operation is for the holder of a certificate that this installation knows. */
export class CertificateRequired extends DomainError<'http.certificate-required'> {
  readonly code = 'http.certificate-required';
  constructor(shown: boolean) {
    super(
      shown
        ? 'The client certificate is not one that may call this operation.'
        : 'This operation needs a client certificate, shown to the reverse proxy.',
      { shown },
    );
  }
}

/** The token's scopes do not open this operation. */
export class ScopeMissing extends DomainError<'http.scope-missing'> {
  readonly code = 'http.scope-missing';
  constructor(anyOf: readonly string[]) {
    super(`Access denied: the token lacks the scope ${anyOf.join(' or ')}.`, { anyOf });
  }
}

/** The caller's roles do not open this operation. */
export class RoleMissing extends DomainError<'http.role-missing'> {
  readonly code = 'http.role-missing';
  constructor(anyOf: readonly string[]) {
    super(`Access denied: the user lacks the role ${anyOf.join(' or ')}.`, { anyOf });
  }
}

export class InvalidInput extends DomainError<'http.invalid-input'> {
  readonly code = 'http.invalid-input';
  readonly issues: readonly Issue[];
  constructor(part: 'path' | 'query' | 'headers' | 'body', issues: readonly Issue[]) {
    super(
      issues.map((issue) => (issue.path ? `${issue.path}: ${issue.message}` : issue.message)).join('; ') ||
        `The ${part} is not valid.`,
      { part, issues },
    );
    this.issues = issues;
  }
}

/** The body is not what its Content-Type says. */
export class MalformedBody extends DomainError<'http.malformed-body'> {
  readonly code = 'http.malformed-body';
  constructor(reason: string) {
    super(`The request body cannot be read: ${reason}`, { reason });
  }
}

export class UnsupportedMediaType extends DomainError<'http.unsupported-media-type'> {
  readonly code = 'http.unsupported-media-type';
  constructor(given: string, accepted: readonly string[]) {
    super(`Content-Type ${given || '(none)'} is not supported; send ${accepted.join(' or ')}.`, { given, accepted });
  }
}

export class NotAcceptable extends DomainError<'http.not-acceptable'> {
  readonly code = 'http.not-acceptable';
  constructor(accepted: string, produced: readonly string[]) {
    super(`None of the media types in Accept (${accepted}) can be served; ask for ${produced.join(' or ')}.`, {
      accepted,
      produced,
    });
  }
}

export class RouteNotFound extends DomainError<'http.route-not-found'> {
  readonly code = 'http.route-not-found';
  constructor(method: string, path: string) {
    super(`There is no ${method} ${path} here.`, { method, path });
  }
}

export class MethodNotAllowed extends DomainError<'http.method-not-allowed'> {
  readonly code = 'http.method-not-allowed';
  constructor(method: string, allowed: readonly string[]) {
    super(`${method} is not allowed here; use ${allowed.join(', ')}.`, { method, allowed });
  }
}

export class BodyTooLarge extends DomainError<'http.body-too-large'> {
  readonly code = 'http.body-too-large';
  constructor(limit: number) {
    super(`The request body is larger than ${limit} bytes.`, { limit });
  }
}

export class TooManyRequests extends DomainError<'http.too-many-requests'> {
  readonly code = 'http.too-many-requests';
  /** Whole seconds until the next call has a chance. */
  constructor(retryAfter: number) {
    super(`Too many requests: try again in ${retryAfter} seconds.`, { retryAfter });
  }
}

export class ServerFault extends DomainError<'http.server-fault'> {
  readonly code = 'http.server-fault';
  constructor() {
    super('The server failed to answer. The correlation id finds the reason in its log.');
  }
}

/** Somebody else holds what the call needs and has not let go of it in time. */
export class ResourceLocked extends DomainError<'http.resource-locked'> {
  readonly code = 'http.resource-locked';
  constructor() {
    super('Another process holds the resource: try again in a moment.', { retryAfter: 1 });
  }
}

export class ServiceUnavailable extends DomainError<'http.unavailable'> {
  readonly code = 'http.unavailable';
  constructor() {
    super('The service cannot be reached for now: try again in a moment.', { retryAfter: 5 });
  }
}

/** What a gateway before the server says of it, where there is one; and a fault that is let in on purpose. */
export class BadGateway extends DomainError<'http.bad-gateway'> {
  readonly code = 'http.bad-gateway';
  constructor() {
    super('The server behind the gateway gave no valid answer: try again in a moment.', { retryAfter: 5 });
  }
}

/** The same, of a server that did not answer in time. */
export class GatewayTimeout extends DomainError<'http.gateway-timeout'> {
  readonly code = 'http.gateway-timeout';
  constructor() {
    super('The server behind the gateway did not answer in time: try again in a moment.', { retryAfter: 5 });
  }
}

/** Every refusal that the HTTP layer itself makes. */
export type HttpRefusal =
  | TokenMissing
  | TokenInvalid
  | WrongPrincipal
  | CertificateRequired
  | ScopeMissing
  | RoleMissing
  | InvalidInput
  | MalformedBody
  | UnsupportedMediaType
  | NotAcceptable
  | RouteNotFound
  | MethodNotAllowed
  | BodyTooLarge
  | TooManyRequests
  | ServerFault
  | ResourceLocked
  | ServiceUnavailable
  | BadGateway
  | GatewayTimeout;
