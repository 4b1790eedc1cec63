import type { Caller, UnitOfWork } from '../../platform/context.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { selectApp } from './app-queries.ts';
import type { OAuthDeps } from './deps.ts';
import { managedApp } from './app-policy.ts';
import { AppNotFound, GrantRefused, PrincipalNotFound } from './errors.ts';
import { issueTokens, type TokenSet } from './issue-tokens.ts';
import type { KeyRing } from './key-ring.ts';
import type { Place, Principal } from './principal.ts';
import { recordApp } from './record-app.ts';
import { narrowScopes } from './scopes.ts';

export interface TokenWish {
  readonly appId: string;
  /** Whom it is for; the app itself when left out. */
  readonly principalId?: string;
  readonly scopes?: readonly string[];
  readonly place: Place;
}

/** Tokens without a grant, for the operator of the installation at the command line. @throws AppNotFound GrantRefused */
export async function tokensFor(
  deps: OAuthDeps,
  keys: KeyRing,
  request: { work: UnitOfWork; caller: Caller; clock: Clock },
  wish: TokenWish,
): Promise<TokenSet> {
  const { work, caller } = request;
  const appId = parseUuid(wish.appId);
  const app = appId && (await work.read(caller, (ctx) => selectApp(ctx.tx, appId)));
  if (!app) throw new AppNotFound(wish.appId);
  const scopes = narrowScopes(app.scopes, wish.scopes ?? []);
  if (!scopes) throw new GrantRefused('scope-exceeds');
  const principal = await principalOf(deps, request, wish, { id: app.id, dataCenter: app.dataCenter });
  return issueTokens(keys, { ...request, app, place: wish.place }, { principal, scopes }, scopes);
}

/**
 * The same for somebody who manages the app, for a user of the own company, the company itself or the app. It opens everything that they
 * may: for sandboxes alone. @throws RoleMissing AppNotFound PrincipalNotFound GrantRefused
 */
export async function tokensForColleague(
  deps: OAuthDeps,
  keys: KeyRing,
  request: { work: UnitOfWork; caller: Caller; clock: Clock },
  wish: TokenWish,
): Promise<TokenSet> {
  const { principalId } = wish;
  await request.work.write(request.caller, async (ctx) => {
    const app = await managedApp(deps, ctx, wish.appId);
    if (!app.enabled) throw new GrantRefused('client-disabled');
    if (principalId !== undefined) {
      const standing = parseUuid(principalId) && (await deps.identity.standingOf(ctx.tx, principalId));
      if (!standing || standing.companyId !== ctx.companyId) throw new PrincipalNotFound(principalId);
      if (!standing.active) throw new GrantRefused('principal-disabled');
    }
    recordApp(ctx, app, 'token-made', { principalId: principalId ?? app.id });
  });
  return tokensFor(deps, keys, request, wish);
}

async function principalOf(
  deps: OAuthDeps,
  request: { work: UnitOfWork; caller: Caller },
  wish: TokenWish,
  app: { id: string; dataCenter: string },
): Promise<Principal> {
  const { principalId } = wish;
  if (principalId === undefined) return { kind: 'app', ...app };
  const home = await request.work.read(request.caller, (ctx) => deps.directory.locatePrincipal(ctx.tx, principalId));
  if (!home) throw new GrantRefused('username-unknown');
  return { kind: home.kind, id: home.principalId, companyId: home.companyId, dataCenter: home.dataCenter };
}
