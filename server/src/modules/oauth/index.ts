import { oauthJobs } from './jobs.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { createSealer } from '../../platform/crypto/sealing.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { App } from './app.ts';
import { assertManagesApps, managedApp, mayManageApps } from './app-policy.ts';
import type { AppDraft } from './app-rules.ts';
import { isBlocked, selectApp, selectApps, selectAppsById, updateAppEnabled } from './app-queries.ts';
import { assertServes } from './assert-serves.ts';
import { bearerClaimed, createAuthenticate } from './authenticate.ts';
import { checkAuthorizeRequest, checkLegacyAuthorizeRequest } from './check-authorize-request.ts';
import { selectConnections } from './connection-queries.ts';
import {
  blockApp,
  createCompanyToken,
  disconnectColleague,
  disconnectSelf,
  listConnectedApps,
  listOwnConnections,
  listPeopleOf,
  setAudience,
  setConnectUri,
} from './connected.ts';
import { connect, disconnect, isCompanyConnected, revokeOwnConnection, setAppBlocked } from './connections.ts';
import { createApp } from './create-app.ts';
import { createRequestToken, issueRequestToken, type RequestTokenWish } from './create-request-token.ts';
import type { OAuthDeps } from './deps.ts';
import { AppNotFound } from './errors.ts';
import { grantTokens } from './grant-tokens.ts';
import { issueCode, issueLegacyCode } from './issue-code.ts';
import { KeyRing } from './key-ring.ts';
import { exchangeLegacyToken, type Exchange } from './legacy/exchange-legacy-token.ts';
import { nativeLegacyToken, redeemLegacyCode, refreshLegacyToken } from './legacy/legacy-tokens.ts';
import { revokeLegacyToken, revokeLegacyTokensOf } from './legacy/revoke-legacy-tokens.ts';
import { changeOwnApp, listOwnApps, registerOwnApp } from './manage-apps.ts';
import { recordApp } from './record-app.ts';
import { addSecret, deleteSecret, listSecrets, rotateSecret, setSecretStatus } from './secrets.ts';
import { sendOneTimePassword } from './send-one-time-password.ts';
import type { TokenRequest } from './token-request.ts';
import { tokensFor, tokensForColleague, type TokenWish } from './tokens-for.ts';

export { serves, type App, type Audience, type AppSecret, type GrantType } from './app.ts';
export { addressFault, type AppDraft } from './app-rules.ts';
export type { Authorization, AuthorizeRequest } from './check-authorize-request.ts';
export { lastTokenAt } from './connected.ts';
export type { ConnectedApp, ConnectionUse } from './connected-queries.ts';
export type { Connection } from './connection-queries.ts';
export type { NewApp } from './create-app.ts';
export type { RequestTokenWish } from './create-request-token.ts';
export type { OAuthDeps } from './deps.ts';
export * from './errors.ts';
export type { CodeGrant } from './issue-code.ts';
export type { TokenSet } from './issue-tokens.ts';
export type { Exchange, Exchanged } from './legacy/exchange-legacy-token.ts';
export type { LegacyTokenSet } from './legacy/legacy-tokens.ts';
export { ACCESS_TOKEN_SECONDS } from './lifetimes.ts';
export type { Params } from './params.ts';
export type { Place, Principal } from './principal.ts';
export { SCOPES, type Scope } from './scope-catalogue.ts';
export { describeScope } from './scope-words/index.ts';
export type { PublicJwk } from './signing-key.ts';
import type { SecretStatus } from './tables.ts';
export type { AppKind, SecretStatus, Stage } from './tables.ts';
export type { TokenRequest } from './token-request.ts';
export type { TokenWish } from './tokens-for.ts';

/** @throws AppNotFound */
async function getApp(ctx: Context, appId: string): Promise<App> {
  const id = parseUuid(appId);
  const app = id && (await selectApp(ctx.tx, id));
  if (!app) throw new AppNotFound(appId);
  return app;
}

/** A disabled app gets no more tokens; those it has live out their hour. @throws AppNotFound */
async function setAppEnabled(ctx: Context, appId: string, enabled: boolean): Promise<App> {
  const app = await updateAppEnabled(ctx.tx, (await getApp(ctx, appId)).id, enabled, ctx.clock.now());
  if (!app) throw new AppNotFound(appId);
  recordApp(ctx, app, enabled ? 'enabled' : 'disabled');
  return app;
}

/**
 * Apps and what they are given: secrets, tokens, codes, connections, signing keys. What is slow (a signature, a password's hash)
 * takes the unit of work and opens its own transactions; the rest takes a context.
 */
export function createOAuth(deps: OAuthDeps) {
  const keys = new KeyRing(createSealer(deps.masterKey));
  return {
    authenticate: createAuthenticate(keys),
    /** Whom an Authorization header claims to be, whether or not its token holds: to be told about, never to be trusted. */
    bearerClaimed,

    grantTokens: (request: TokenRequest) => grantTokens(deps, keys, request),
    sendOneTimePassword: (request: TokenRequest) => sendOneTimePassword(deps, request),
    tokensFor: (request: { work: UnitOfWork; caller: Caller; clock: Clock }, wish: TokenWish) =>
      tokensFor(deps, keys, request, wish),
    tokensForColleague: (request: { work: UnitOfWork; caller: Caller; clock: Clock }, wish: TokenWish) =>
      tokensForColleague(deps, keys, request, wish),
    jobs: (work: UnitOfWork, clock: Clock) => oauthJobs(keys, work, clock),
    /** The public keys that verify tokens: RFC 7517. */
    publishedKeys: (work: UnitOfWork, clock: Clock) => keys.published(work, clock),
    /** Signs with a fresh key from now on; the old ones verify until their last token is over. Answers the new kid. */
    rotateSigningKey: (work: UnitOfWork, clock: Clock) => keys.rotate(work, clock),

    checkAuthorizeRequest,
    checkLegacyAuthorizeRequest,
    assertServes,
    issueCode,
    issueLegacyCode,

    createApp,
    getApp,
    /** Apps by name: a company's own, or all of the installation. */
    listApps: (ctx: Context, ownerCompanyId?: string) => selectApps(ctx.tx, ownerCompanyId),
    /** The names of the known among these ids: what a company sees of an app that did something there. */
    appNames: async (ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
      new Map(
        (
          await selectAppsById(
            ctx.tx,
            ids.map(parseUuid).filter((id) => id !== undefined),
          )
        ).map(({ id, name }) => [id, name]),
      ),
    setAppEnabled,
    listSecrets: (ctx: Context, appId: string) => listSecrets(deps, ctx, appId),
    addSecret: (ctx: Context, appId: string, status?: SecretStatus) => addSecret(deps, ctx, appId, status),
    setSecretStatus: (ctx: Context, change: { appId: string; secretId: string; status: SecretStatus }) =>
      setSecretStatus(deps, ctx, change),
    deleteSecret: (ctx: Context, appId: string, secretId: string) => deleteSecret(deps, ctx, appId, secretId),
    rotateSecret: (ctx: Context, appId: string) => rotateSecret(deps, ctx, appId),

    mayManageApps: (ctx: Context) => mayManageApps(deps, ctx),
    /** @throws RoleMissing */
    assertManagesApps: (ctx: Context) => assertManagesApps(deps, ctx),
    /** @throws RoleMissing AppNotFound, for another company's too */
    managedApp: (ctx: Context, appId: string) => managedApp(deps, ctx, appId),
    listOwnApps: (ctx: Context) => listOwnApps(deps, ctx),
    registerOwnApp: (ctx: Context, draft: AppDraft) => registerOwnApp(deps, ctx, draft),
    changeOwnApp: (ctx: Context, change: Parameters<typeof changeOwnApp>[2]) => changeOwnApp(deps, ctx, change),

    createRequestToken: (ctx: Context, wish: RequestTokenWish) => createRequestToken(deps, ctx, wish),
    issueRequestToken: (request: { work: UnitOfWork; caller: Caller }, wish: Parameters<typeof issueRequestToken>[2]) =>
      issueRequestToken(deps, request, wish),
    /** The apps connected to the caller's company and its people, or to one of them. */
    listConnections: (ctx: Context, principalId?: string) => selectConnections(ctx.tx, ctx.companyId, principalId),
    listConnectedApps: (ctx: Context) => listConnectedApps(deps, ctx),
    listPeopleOf: (ctx: Context, of: Parameters<typeof listPeopleOf>[2]) => listPeopleOf(deps, ctx, of),
    listOwnConnections,
    disconnectColleague: (ctx: Context, of: Parameters<typeof disconnectColleague>[2]) => disconnectColleague(deps, ctx, of),
    disconnectSelf,
    blockApp: (ctx: Context, wish: Parameters<typeof blockApp>[2]) => blockApp(deps, ctx, wish),
    createCompanyToken: (ctx: Context, appId: string) => createCompanyToken(deps, ctx, appId),
    setAudience,
    setConnectUri: (ctx: Context, appId: string, uri: string | undefined) => setConnectUri(deps, ctx, appId, uri),
    isBlocked: (ctx: Context, appId: string) => isBlocked(ctx.tx, ctx.companyId, appId),
    connect,
    isCompanyConnected,
    revokeOwnConnection,
    disconnect,
    setAppBlocked,

    nativeLegacyToken: (request: Omit<TokenRequest, 'params'>, given: { login: string; password: string; consumerKey: string }) =>
      nativeLegacyToken(deps, request, given),
    redeemLegacyCode: (request: TokenRequest, code: string) => redeemLegacyCode(deps, request, code),
    refreshLegacyToken: (request: TokenRequest, token: string) => refreshLegacyToken(deps, request, token),
    revokeLegacyToken: (ctx: Context, token: string) => revokeLegacyToken(deps, ctx, token),
    revokeLegacyTokensOf: (ctx: Context, of: { consumerKey: string; login: string }) => revokeLegacyTokensOf(deps, ctx, of),
    exchangeLegacyToken: (request: { work: UnitOfWork; caller: Caller }, exchange: Exchange) =>
      exchangeLegacyToken(deps, request, exchange),
  };
}

export type OAuth = ReturnType<typeof createOAuth>;
