import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import { invariant } from '../../../platform/errors.ts';
import { hashSecret, matchesHash } from '../../../platform/crypto/secrets.ts';
import type { App } from '../app.ts';
import { selectAppNamed, selectClient } from '../app-queries.ts';
import type { OAuthDeps } from '../deps.ts';
import { ExchangeRefused } from '../errors.ts';
import { openConnection } from '../issue-tokens.ts';
import { stillAllowed } from '../scopes.ts';
import { markExchanged, selectByLegacyRefresh, selectLegacyToken, type LegacyToken } from './legacy-token-queries.ts';
import { ADMINISTRATORS } from './revoke-legacy-tokens.ts';

export interface Exchange {
  /** The consumer key in the path. */
  readonly consumerKey: string;
  /** A pre-2017 refresh token; the page's prose says access token, so that is taken too. */
  readonly token: string;
  /** A secret of the app of today. */
  readonly secret: string;
  /** A Web Services Administrator's token becomes one of the company. */
  readonly forCompany: boolean;
}

export interface Exchanged {
  readonly refreshToken: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly scopes: readonly string[];
  readonly appId: string;
  readonly userId: string;
  readonly principalKind: 'user' | 'company';
  readonly dataCenter: string;
}

/** Trades a pre-2017 token, once, for a refresh token with the same scopes. Doc: api-reference/authentication/migrationguide. */
export async function exchangeLegacyToken(
  deps: OAuthDeps,
  request: { work: UnitOfWork; caller: Caller },
  exchange: Exchange,
): Promise<Exchanged> {
  const { work, caller } = request;
  const found = await work.read(caller, async (ctx) => {
    const app = await exchangingApp(ctx, exchange);
    const old = await oldToken(ctx, app, exchange.token);
    return { app, old, home: await deps.directory.locatePrincipal(ctx.tx, old.userId) };
  });
  const { app, old, home } = found;
  if (stillAllowed(old.scopes, app.scopes).length < old.scopes.length)
    throw new ExchangeRefused('scopes-exceed', 'The app may no longer use every scope of the old token.');
  if (!app.grants.includes('refresh_token')) throw new ExchangeRefused('app-invalid', 'The app may not use refresh tokens.');
  if (!home) throw new ExchangeRefused('token-invalid', 'The user of the token is gone.');
  const { companyId, dataCenter } = home;
  const kind = exchange.forCompany ? 'company' : 'user';
  const id = exchange.forCompany ? companyId : old.userId;
  const refresh = await work.write({ ...caller, companyId }, async (ctx) => {
    if (exchange.forCompany) await requireAdministrator(deps, ctx, old);
    if (!(await markExchanged(ctx.tx, old.refreshHash, ctx.clock.now())))
      throw new ExchangeRefused('token-invalid', 'The token was exchanged before.');
    return openConnection(ctx, app, { kind, id, companyId, dataCenter }, old.scopes);
  });
  invariant(refresh, 'an app that may refresh gets a refresh token');
  return {
    refreshToken: refresh.token,
    createdAt: refresh.issuedAt,
    expiresAt: refresh.expiresAt,
    scopes: old.scopes,
    appId: app.id,
    userId: old.userId,
    principalKind: kind,
    dataCenter,
  };
}

/** The app of the token, the consumer key and the secret must be one: a stolen token is of no use to another. */
async function exchangingApp(ctx: Context, { consumerKey, secret }: Exchange): Promise<App> {
  const app = await selectAppNamed(ctx.tx, consumerKey);
  if (!app?.enabled || !('appId' in ctx.actor) || ctx.actor.appId !== app.id)
    throw new ExchangeRefused('app-invalid', 'The consumer key is not one of the calling app.');
  const client = await selectClient(ctx.tx, app.id);
  if (!client?.secretHashes.map((hash) => matchesHash(secret, hash)).includes(true))
    throw new ExchangeRefused('unauthorized', 'The secret is not an active secret of the app.');
  return app;
}

async function oldToken(ctx: Context, app: App, token: string): Promise<LegacyToken> {
  const hash = hashSecret(token);
  const byRefresh = await selectByLegacyRefresh(ctx.tx, hash);
  const found = byRefresh ?? (await selectLegacyToken(ctx.tx, hash));
  // A refresh token never expires; an access token does.
  const expired = !byRefresh && found !== undefined && found.expiresAt <= ctx.clock.now();
  if (!found || expired || found.appId !== app.id || found.exchangedAt)
    throw new ExchangeRefused('token-invalid', 'The token is unknown, expired or was exchanged before.');
  return found;
}

async function requireAdministrator(deps: OAuthDeps, ctx: Context, old: LegacyToken): Promise<void> {
  const roles = await deps.identity.rolesOf(ctx, old.userId);
  if (!ADMINISTRATORS.some((role) => roles.has(role)))
    throw new ExchangeRefused('unauthorized', 'The token belongs to no Web Services Administrator.');
}
