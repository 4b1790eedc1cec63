import type { Context } from '../../platform/context.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { assertManagesApps, managedApp } from './app-policy.ts';
import { selectApp, updateAudience, updateConnectUri } from './app-queries.ts';
import { serves, type App, type Audience } from './app.ts';
import { isConnectedAnywhere } from './connection-queries.ts';
import { selectConnectedApps, selectPeopleOf, selectUsesOf, type ConnectedApp, type ConnectionUse } from './connected-queries.ts';
import { disconnect, setAppBlocked } from './connections.ts';
import { createRequestToken } from './create-request-token.ts';
import type { OAuthDeps } from './deps.ts';
import { AppNotFound, ConnectionNotFound } from './errors.ts';
import { REFRESH_TOKEN_MS } from './lifetimes.ts';
import { recordApp } from './record-app.ts';

type Deps = Pick<OAuthDeps, 'identity' | 'directory'>;

/** Every use of a refresh token moves its end, so the end tells when an app last asked for a token. */
export const lastTokenAt = (ends: Date | undefined): Date | undefined => ends && new Date(ends.getTime() - REFRESH_TOKEN_MS);

/** The apps connected with the caller's company or its people, and those that it blocks. @throws RoleMissing */
export async function listConnectedApps(deps: Deps, ctx: Context): Promise<ConnectedApp[]> {
  await assertManagesApps(deps, ctx);
  return selectConnectedApps(ctx.tx, ctx.companyId);
}

/** Whom of the company an app is connected with, the latest first. @throws RoleMissing AppNotFound */
export async function listPeopleOf(
  deps: Deps,
  ctx: Context,
  { appId, ...page }: { appId: string; before: string | undefined; limit: number },
): Promise<ConnectionUse[]> {
  const app = await servingApp(deps, ctx, appId);
  const before = page.before === undefined ? undefined : parseUuid(page.before);
  return selectPeopleOf(ctx.tx, { companyId: ctx.companyId, appId: app.id, before, limit: page.limit });
}

/** What is connected with the calling user's own account. */
export const listOwnConnections = async ({ tx, companyId, actor }: Context): Promise<ConnectionUse[]> =>
  actor.kind === 'user' ? selectUsesOf(tx, companyId, actor.userId) : [];

/** An administrator ends what an app may do for the company, or for one of its people. @throws RoleMissing AppNotFound ConnectionNotFound */
export async function disconnectColleague(
  deps: Deps,
  ctx: Context,
  { appId, principalId }: { appId: string; principalId: string },
): Promise<void> {
  const app = await servingApp(deps, ctx, appId);
  const id = parseUuid(principalId);
  if (!id || !(await disconnect(ctx, { appId: app.id, principalId: id }))) throw new ConnectionNotFound(appId);
}

/** The calling user ends what an app may do for them. @throws AppNotFound ConnectionNotFound */
export async function disconnectSelf(ctx: Context, appId: string): Promise<void> {
  const app = await visibleApp(ctx, appId);
  if (ctx.actor.kind !== 'user' || !(await disconnect(ctx, { appId: app.id, principalId: ctx.actor.userId })))
    throw new ConnectionNotFound(appId);
}

/** An administrator forbids an app to everybody of the company, or allows it again. @throws RoleMissing AppNotFound */
export async function blockApp(deps: Deps, ctx: Context, wish: { appId: string; blocked: boolean }): Promise<void> {
  const app = await servingApp(deps, ctx, wish.appId);
  await setAppBlocked(ctx, app.id, wish.blocked);
}

/**
 * The company request token of an administrator: bound to one app, for 24 hours; asked again, it replaces the one before. Doc:
 * api-reference/authentication/company-refresh-tool. @throws RoleMissing AppNotFound
 */
export async function createCompanyToken(
  deps: OAuthDeps,
  ctx: Context,
  appId: string,
): Promise<{ token: string; expiresAt: Date; app: App }> {
  const app = await servingApp(deps, ctx, appId);
  if (!serves(app, ctx.companyId)) throw new AppNotFound(appId);
  const made = await createRequestToken(deps, ctx, { principalKind: 'company', principalId: ctx.companyId, appId: app.id });
  return { ...made, app };
}

/** Whom an app serves beside its owner. Who may decide it is the caller's business. @throws AppNotFound */
export async function setAudience(ctx: Context, appId: string, audience: Audience): Promise<void> {
  const app = await updateAudience(ctx.tx, appId, audience, ctx.clock.now());
  if (!app) throw new AppNotFound(appId);
  recordApp(ctx, app, 'audience-changed', { kind: audience.kind });
}

/** Where the App Center sends those who connect the app. The address is checked by whoever asks. @throws RoleMissing AppNotFound */
export async function setConnectUri(deps: Deps, ctx: Context, appId: string, uri: string | undefined): Promise<App> {
  const before = await managedApp(deps, ctx, appId);
  if (before.connectUri === uri) return before;
  const app = await updateConnectUri(ctx.tx, before.id, uri, ctx.clock.now());
  recordApp(ctx, app, 'updated', { changed: ['connectUri'] });
  return app;
}

async function servingApp(deps: Deps, ctx: Context, appId: string): Promise<App> {
  await assertManagesApps(deps, ctx);
  return visibleApp(ctx, appId);
}

/** Another company's own app does not exist here, unless it was let in once and is connected still. */
async function visibleApp(ctx: Context, appId: string): Promise<App> {
  const id = parseUuid(appId);
  const app = id && (await selectApp(ctx.tx, id));
  if (!app) throw new AppNotFound(appId);
  if (!serves(app, ctx.companyId) && !(await isConnectedAnywhere(ctx.tx, ctx.companyId, app.id))) throw new AppNotFound(appId);
  return app;
}
