import type { Actor } from '../../platform/actor.ts';
import type { Exchange } from '../../platform/http/exchange.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { ExchangeLogDeps } from './deps.ts';

/** Whose call it was, as far as it says. */
export interface Whose {
  readonly actor: Actor;
  readonly appId: string;
  readonly proven: boolean;
}

type Deps = Pick<ExchangeLogDeps['oauth'], 'bearerClaimed'>;

/**
 * The app and principal of a call: those of its valid token; of the token that it was given, where that is what it asked for; else those that
 * it claims by a token that does not hold, or by a client_id.
 */
export function whoseIs(oauth: Deps, exchange: Exchange): Whose | undefined {
  const { actor } = exchange;
  if ('appId' in actor) return { actor, appId: actor.appId, proven: true };
  const given = tokenGiven(exchange);
  const granted = given === undefined ? undefined : oauth.bearerClaimed(`Bearer ${given}`);
  if (granted && 'appId' in granted) return { actor: granted, appId: granted.appId, proven: true };
  const authorization = exchange.requestHeaders['authorization'];
  const claimed = typeof authorization === 'string' ? oauth.bearerClaimed(authorization) : undefined;
  if (claimed && 'appId' in claimed) return { actor: claimed, appId: claimed.appId, proven: false };
  const named = parseUuid(clientIdOf(exchange) ?? '');
  return named === undefined ? undefined : { actor: { kind: 'anonymous' }, appId: named, proven: false };
}

const isTokenService = ({ operation }: Exchange): boolean => operation?.startsWith('oauth2.') ?? false;

function tokenGiven(exchange: Exchange): string | undefined {
  if (!isTokenService(exchange) || exchange.status !== 200) return undefined;
  return /"access_token":"([^"]+)"/.exec(textOf(exchange.responseBody))?.[1];
}

function clientIdOf(exchange: Exchange): string | undefined {
  if (!exchange.operation?.startsWith('oauth')) return undefined;
  const query = exchange.url.split('?')[1] ?? '';
  return (
    new URLSearchParams(textOf(exchange.requestBody)).get('client_id') ?? new URLSearchParams(query).get('client_id') ?? undefined
  );
}

const textOf = (body: string | Uint8Array | undefined): string =>
  typeof body === 'string' ? body : Buffer.from(body ?? []).toString('utf8');
