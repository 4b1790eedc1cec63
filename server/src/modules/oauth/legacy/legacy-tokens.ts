import type { Context } from '../../../platform/context.ts';
import { hashSecret, matchesHash, newOpaqueSecret } from '../../../platform/crypto/secrets.ts';
import { serves, type App } from '../app.ts';
import { isBlocked, selectAppNamed, selectClient } from '../app-queries.ts';
import { consumeCode, selectCode } from '../authorization-code-queries.ts';
import type { Home, OAuthDeps } from '../deps.ts';
import { LegacyCallRefused } from '../errors.ts';
import { after, LEGACY_TOKEN_MS } from '../lifetimes.ts';
import { SCOPES } from '../scope-catalogue.ts';
import type { TokenRequest } from '../token-request.ts';
import { insertLegacyToken, lockLegacyRefresh, selectByLegacyRefresh } from './legacy-token-queries.ts';

/** What the pre-2017 calls give. A refresh gives no new refresh token: the old one lives on. */
export interface LegacyTokenSet {
  /** Base URL of the data centre where the user lives. */
  readonly instanceUrl: string;
  readonly token: string;
  readonly expiresAt: Date;
  readonly refreshToken?: string;
}

const UPPER_CASE = new Set(SCOPES.filter((scope) => scope.legacy).map((scope) => scope.name));

/**
 * Native flow: a login and password, and the app's key beside them.
 * Doc: api-reference/authentication/authorization-pre-2017. @throws LegacyCallRefused, and what identity throws on a sign-in
 */
export async function nativeLegacyToken(
  deps: OAuthDeps,
  request: Omit<TokenRequest, 'params'>,
  given: { login: string; password: string; consumerKey: string },
): Promise<LegacyTokenSet> {
  const { work, caller, place } = request;
  const { consumerKey, ...credentials } = given;
  const app = await work.read(caller, (ctx) => selectAppNamed(ctx.tx, consumerKey));
  if (!app?.enabled) throw new LegacyCallRefused('forbidden', 'The consumer key is not valid.');
  const user = await deps.identity.checkPassword(work, caller, { ...credentials, address: request.address });
  const home = { ...user, principalId: user.userId, kind: 'user' } as const;
  return work.write({ ...caller, companyId: home.companyId }, (ctx) =>
    give(ctx, app, home, undefined, place.geolocationOf(home.dataCenter)),
  );
}

/** Web, App Center and Auto-Connect flow: a code. @throws LegacyCallRefused */
export async function redeemLegacyCode(deps: OAuthDeps, request: TokenRequest, codeText: string): Promise<LegacyTokenSet> {
  const { work, caller, clock, place } = request;
  const app = await checkLegacyClient(request);
  const codeHash = hashSecret(codeText);
  const code = await work.read(caller, (ctx) => selectCode(ctx.tx, codeHash));
  const usable = code?.generation === 'legacy' && code.appId === app.id && !code.usedAt && code.expiresAt > clock.now();
  if (!code || !usable) throw new LegacyCallRefused('forbidden', 'The code is unknown, expired or already used.');
  const home = await activeUser(deps, request, code.userId);
  return work.write({ ...caller, companyId: home.companyId }, async (ctx) => {
    if (!(await consumeCode(ctx.tx, codeHash, ctx.clock.now())))
      throw new LegacyCallRefused('forbidden', 'The code is unknown, expired or already used.');
    return give(ctx, app, home, code.scopes, place.geolocationOf(home.dataCenter));
  });
}

/** @throws LegacyCallRefused */
export async function refreshLegacyToken(deps: OAuthDeps, request: TokenRequest, refreshToken: string): Promise<LegacyTokenSet> {
  const { work, caller, place } = request;
  const app = await checkLegacyClient(request);
  const refreshHash = hashSecret(refreshToken);
  const before = await work.read(caller, (ctx) => selectByLegacyRefresh(ctx.tx, refreshHash));
  if (!before || before.appId !== app.id) throw new LegacyCallRefused('forbidden', 'The refresh token is unknown or revoked.');
  const home = await activeUser(deps, request, before.userId);
  return work.write({ ...caller, companyId: home.companyId }, async (ctx) => {
    await assertEnabled(ctx, app, home.companyId);
    const held = await lockLegacyRefresh(ctx.tx, refreshHash);
    if (!held) throw new LegacyCallRefused('forbidden', 'The refresh token is unknown or revoked.');
    const token = newOpaqueSecret();
    const now = ctx.clock.now();
    const expiresAt = after(now, LEGACY_TOKEN_MS);
    await insertLegacyToken(ctx.tx, { ...held, tokenHash: hashSecret(token), now, expiresAt });
    return { instanceUrl: place.geolocationOf(home.dataCenter), token, expiresAt };
  });
}

async function give(
  ctx: Context,
  app: App,
  home: Home,
  scopes: readonly string[] | undefined,
  instanceUrl: string,
): Promise<LegacyTokenSet> {
  await assertEnabled(ctx, app, home.companyId);
  const token = newOpaqueSecret();
  const refreshToken = newOpaqueSecret();
  const now = ctx.clock.now();
  const expiresAt = after(now, LEGACY_TOKEN_MS);
  await insertLegacyToken(ctx.tx, {
    tokenHash: hashSecret(token),
    refreshHash: hashSecret(refreshToken),
    appId: app.id,
    companyId: home.companyId,
    userId: home.principalId,
    scopes: scopes ?? app.scopes.filter((name) => UPPER_CASE.has(name)),
    now,
    expiresAt,
  });
  ctx.record({ subjectKind: 'user', subjectId: home.principalId, action: 'legacy-token-issued', details: { appId: app.id } });
  return { instanceUrl, token, expiresAt, refreshToken };
}

async function assertEnabled(ctx: Context, app: App, companyId: string): Promise<void> {
  if (!serves(app, companyId) || (await isBlocked(ctx.tx, companyId, app.id)))
    throw new LegacyCallRefused('forbidden', 'The company has not enabled this app.');
}

async function checkLegacyClient({ work, caller, params }: TokenRequest): Promise<App> {
  const { client_id: key, client_secret: secret } = params;
  if (!key) throw new LegacyCallRefused('missing', 'The parameter client_id is missing.');
  if (!secret) throw new LegacyCallRefused('missing', 'The parameter client_secret is missing.');
  const client = await work.read(caller, async (ctx) => {
    const app = await selectAppNamed(ctx.tx, key);
    return app && selectClient(ctx.tx, app.id);
  });
  const right = client?.secretHashes.map((hash) => matchesHash(secret, hash)).includes(true);
  if (!client?.app.enabled || !right) throw new LegacyCallRefused('forbidden', 'The client_id or client_secret is wrong.');
  return client.app;
}

async function activeUser(deps: OAuthDeps, { work, caller }: TokenRequest, userId: string): Promise<Home> {
  const standing = await work.read(caller, (ctx) => deps.identity.standingOf(ctx.tx, userId));
  if (!standing?.active) throw new LegacyCallRefused('forbidden', 'The user is disabled.');
  return standing;
}
