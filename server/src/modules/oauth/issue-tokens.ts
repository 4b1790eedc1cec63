import type { Context } from '../../platform/context.ts';
import { hashSecret, newSecret } from '../../platform/crypto/secrets.ts';
import { accessTokenClaims, idTokenClaims } from './claims.ts';
import { connectTenant } from './connections.ts';
import { GrantRefused } from './errors.ts';
import type { GrantCall, Proof } from './grants/grant.ts';
import { signJwt } from './jwt.ts';
import type { KeyRing } from './key-ring.ts';
import { after, epochSeconds, REFRESH_RENEWAL_MS, REFRESH_TOKEN_MS } from './lifetimes.ts';
import type { Principal, Tenant } from './principal.ts';
import { insertRefreshToken, renewRefreshToken } from './refresh-token-queries.ts';

export interface TokenSet {
  readonly accessToken: string;
  readonly scopes: readonly string[];
  /** The principal's base URL. */
  readonly geolocation: string;
  /** Not for an app: there is nobody to identify. */
  readonly idToken?: string;
  /** Not for an app, which has its secret, and not for apps that may not refresh. */
  readonly refresh?: { readonly token: string; readonly expiresAt: Date };
}

type Issuing = Pick<GrantCall, 'work' | 'caller' | 'clock' | 'app' | 'place'>;

/** A proof whose principal may be given tokens here. */
type Admitted = Proof & { readonly principal: Principal };

/** Stores what is given and signs it. A signature is made only where its token is due. */
export async function issueTokens(keys: KeyRing, call: Issuing, proof: Admitted, scopes: readonly string[]): Promise<TokenSet> {
  const { principal } = proof;
  const geolocation = call.place.geolocationOf(principal.dataCenter);
  const minting = { app: call.app, principal, scopes, geolocation, issuedAt: epochSeconds(call.clock.now()) };
  const key = await keys.signing(call.work, call.clock);
  if (principal.kind === 'app') return { accessToken: await signJwt(key, accessTokenClaims(minting)), scopes, geolocation };
  const refresh = proof.shown ? await renew(call, principal, proof.shown) : await open(call, principal, proof, scopes);
  const accessToken = await signJwt(key, accessTokenClaims(minting));
  const idToken = await signJwt(key, idTokenClaims(minting, accessToken));
  return { accessToken, scopes, geolocation, idToken, ...(refresh ? { refresh } : {}) };
}

/** First tokens of a grant: the connection, and a refresh token where the app may use one. */
async function open(call: Issuing, principal: Tenant, proof: Proof, scopes: readonly string[]): Promise<TokenSet['refresh']> {
  return call.work.write({ ...call.caller, companyId: principal.companyId }, async (ctx) => {
    await proof.settle?.(ctx);
    return openConnection(ctx, call.app, principal, scopes, proof.codeHash);
  });
}

/** Connects an app to a principal and gives it a refresh token, if it may use one. */
export async function openConnection(
  ctx: Context,
  app: GrantCall['app'],
  principal: Tenant,
  scopes: readonly string[],
  codeHash?: string,
): Promise<(NonNullable<TokenSet['refresh']> & { issuedAt: Date }) | undefined> {
  const now = ctx.clock.now();
  await connectTenant(ctx, app.id, principal);
  const { kind, id } = principal;
  if (!app.grants.includes('refresh_token')) return undefined;
  const token = newSecret();
  const expiresAt = after(now, REFRESH_TOKEN_MS);
  await insertRefreshToken(ctx.tx, {
    tokenHash: hashSecret(token),
    appId: app.id,
    companyId: principal.companyId,
    principalKind: kind,
    principalId: id,
    scopes,
    codeHash,
    now,
    expiresAt,
  });
  return { token, issuedAt: now, expiresAt };
}

/** Using a refresh token gives it its full life again. */
async function renew(call: Issuing, principal: Tenant, shown: NonNullable<Proof['shown']>): Promise<TokenSet['refresh']> {
  const expiresAt = after(call.clock.now(), REFRESH_TOKEN_MS);
  if (expiresAt.getTime() - shown.expiresAt.getTime() < REFRESH_RENEWAL_MS) return shown;
  const renewed = await call.work.write({ ...call.caller, companyId: principal.companyId }, (ctx) =>
    renewRefreshToken(ctx.tx, shown.hash, expiresAt),
  );
  if (!renewed) throw new GrantRefused('refresh-token-invalid');
  return { token: shown.token, expiresAt };
}
