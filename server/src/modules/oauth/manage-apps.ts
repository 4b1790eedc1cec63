import type { Context } from '../../platform/context.ts';
import { assertManagesApps, managedApp } from './app-policy.ts';
import { selectApps, updateApp } from './app-queries.ts';
import { assertFit, type AppDraft } from './app-rules.ts';
import type { App } from './app.ts';
import { createApp } from './create-app.ts';
import type { OAuthDeps } from './deps.ts';
import { recordApp } from './record-app.ts';

type Deps = Pick<OAuthDeps, 'identity' | 'directory'>;

/** The apps of the caller's company, by name. @throws RoleMissing */
export async function listOwnApps(deps: Deps, ctx: Context): Promise<App[]> {
  await assertManagesApps(deps, ctx);
  return selectApps(ctx.tx, ctx.companyId);
}

/** Registers an app that serves the caller's company alone. @throws RoleMissing AppInvalid */
export async function registerOwnApp(deps: Deps, ctx: Context, draft: AppDraft): Promise<{ app: App; secret: string }> {
  await assertManagesApps(deps, ctx);
  assertFit(draft);
  const home = await deps.directory.locatePrincipal(ctx.tx, ctx.companyId);
  if (!home) throw new Error('The company is in no directory');
  return createApp(ctx, { ...draft, name: draft.name.trim(), ownerCompanyId: ctx.companyId, dataCenter: home.dataCenter });
}

/** What is left out stays. Tokens that were given keep their scopes until they end. @throws RoleMissing AppNotFound AppInvalid */
export async function changeOwnApp(
  deps: Deps,
  ctx: Context,
  { appId, patch }: { appId: string; patch: Partial<AppDraft & Pick<App, 'enabled'>> },
): Promise<App> {
  const before = await managedApp(deps, ctx, appId);
  const { name, description, grants, scopes, redirectUris, stage, kind, enabled } = { ...before, ...patch };
  const draft = { name: name.trim(), description, grants, scopes, redirectUris, stage, kind };
  assertFit(draft);
  const app = await updateApp(ctx.tx, before.id, { ...draft, enabled }, ctx.clock.now());
  const changed = Object.keys(patch).filter((key) => differs(before[key as keyof App], app[key as keyof App]));
  if (changed.length > 0) recordApp(ctx, app, 'updated', { changed });
  return app;
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
