import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { UnitOfWork } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/secrets.ts';
import { TokenInvalid, TokenMissing } from '../../platform/http/refusals.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { actorOf } from './claims.ts';
import { parseJwt } from './jwt.ts';
import type { KeyRing } from './key-ring.ts';
import { selectServedLegacyToken } from './legacy/legacy-token-queries.ts';
import { epochSeconds } from './lifetimes.ts';
import { VerifiedTokens } from './verified-tokens.ts';

/** Clocks of two machines may differ by this much, in seconds, before a token counts as coming from the future. */
const SKEW = 60;
const CALLER = { actor: { kind: 'anonymous' }, correlationId: 'authenticate' } as const;

/**
 * The actor behind an Authorization header. A JWT holds until it expires, whatever becomes of its app or user meanwhile: the
 * documents promise nothing else and asking the database on every call would cost each of them a query.
 * @throws TokenMissing TokenInvalid
 */
export function createAuthenticate(keys: KeyRing) {
  const verified = new VerifiedTokens();

  async function verify(work: UnitOfWork, clock: Clock, token: string): Promise<Actor> {
    const now = epochSeconds(clock.now());
    const key = VerifiedTokens.keyOf(token);
    const known = verified.get(key) ?? (await check(work, clock, token, key));
    if (now >= known.expires) throw new TokenInvalid('it has expired');
    if (now + SKEW < known.notBefore) throw new TokenInvalid('it is not valid yet');
    return known.actor;
  }

  async function check(work: UnitOfWork, clock: Clock, token: string, key: string) {
    const jwt = parseJwt(token);
    if (!jwt) throw new TokenInvalid('it is malformed');
    const publicKey = await keys.verifying(work, clock, jwt.kid);
    if (!publicKey) throw new TokenInvalid('its key is unknown or retired');
    if (!jwt.signedBy(publicKey)) throw new TokenInvalid('its signature is wrong');
    const { exp, nbf } = jwt.claims;
    const actor = actorOf(jwt.claims);
    if (!actor || typeof exp !== 'number') throw new TokenInvalid('it is no access token');
    const held = { actor, expires: exp, notBefore: typeof nbf === 'number' ? nbf : 0 };
    verified.add(key, held);
    return held;
  }

  async function legacy(work: UnitOfWork, clock: Clock, token: string): Promise<Actor> {
    const found = await work.read(CALLER, (ctx) => selectServedLegacyToken(ctx.tx, hashSecret(token)));
    if (!found) throw new TokenInvalid('it is unknown or revoked');
    if (found.expiresAt <= clock.now()) throw new TokenInvalid('it has expired');
    const { userId, companyId, appId, scopes } = found;
    return { kind: 'user', userId, companyId, appId, scopes: new Set(scopes) };
  }

  return async (work: UnitOfWork, clock: Clock, authorization: string | undefined): Promise<Actor> => {
    const [, scheme, token] = /^\s*([A-Za-z]+)\s+(\S+)\s*$/.exec(authorization ?? '') ?? [];
    const kind = scheme?.toLowerCase();
    if (!token || (kind !== 'bearer' && kind !== 'oauth')) throw new TokenMissing();
    // Pre-2017 tokens have no dots. Both generations are sent under either scheme by clients that moved half-way.
    return token.includes('.') ? verify(work, clock, token) : legacy(work, clock, token);
  };
}

export function bearerClaimed(authorization: string): Actor | undefined {
  const claims = parseJwt(authorization.trim().split(/\s+/)[1] ?? '')?.claims;
  const actor = claims && actorOf(claims);
  const ids =
    actor && ['appId', 'companyId', 'userId'].flatMap((name) => (name in actor ? [actor[name as keyof Actor] as string] : []));
  return ids?.every((id) => parseUuid(id) === id) ? actor : undefined;
}
