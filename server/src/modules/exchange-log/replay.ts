import { NotReplayable } from './errors.ts';
import type { KeptExchange } from './exchange.ts';

/** A request to be made again. Its token is not among the headers. */
export interface ReplayRequest {
  readonly appId: string;
  /** Of the token: the app's own where there is none. */
  readonly principalId: string | undefined;
  readonly scopes: readonly string[];
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Headers that belong to the connection or to the token, or that the second call has of its own. */
const OWN = new Set([
  'authorization',
  'host',
  'connection',
  'content-length',
  'concur-correlationid',
  'cookie',
  'transfer-encoding',
  'expect',
]);

/** What was asked, as it can be asked again. @throws NotReplayable */
export function replayOf(exchange: KeptExchange): ReplayRequest {
  const { principal, content, query } = exchange;
  const { request } = content;
  if (exchange.operation === undefined) throw new NotReplayable('no-operation');
  if (request.body.hidden || content.addressHidden) throw new NotReplayable('secrets');
  if (!exchange.proven || principal.kind === 'none') throw new NotReplayable('unproven');
  // An operation that asks for no token is called by whoever holds a secret.
  if (exchange.operation.startsWith('oauth')) throw new NotReplayable('secrets');
  if (request.body.state !== 'whole' && request.body.state !== 'none') throw new NotReplayable('body-not-kept');
  return {
    appId: exchange.appId,
    principalId: principal.kind === 'app' ? undefined : principal.id,
    scopes: content.scopes,
    method: exchange.method,
    url: query === '' ? exchange.path : `${exchange.path}?${query}`,
    origin: content.origin,
    headers: Object.fromEntries(request.headers.filter(([name, value]) => !OWN.has(name) && !value.includes('[redacted]'))),
    body: request.body.state === 'whole' ? request.body.text : undefined,
  };
}
