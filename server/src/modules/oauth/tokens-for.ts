import type { Caller, UnitOfWork } from '../../platform/context.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { selectApp } from './app-queries.ts';
import type { OAuthDeps } from './deps.ts';
import { AppNotFound, GrantRefused } from './errors.ts';
import { issueTokens, type TokenSet } from './issue-tokens.ts';
import type { KeyRing } from './key-ring.ts';
import type { Place, Principal } from './principal.ts';
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
