import type { Context } from '../../platform/context.ts';
import { RoleMissing } from '../../platform/http/refusals.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { selectApp } from './app-queries.ts';
import type { App } from './app.ts';
import type { OAuthDeps } from './deps.ts';
import { AppNotFound } from './errors.ts';

/** Any one of these opens the apps of one's own company. The documents name the first for "Register Partner Application". */
const ROLES = ['SHD_WEB_SERVICES_ADMIN', 'CompanyAdmin'] as const;

type Deps = Pick<OAuthDeps, 'identity'>;

export async function mayManageApps({ identity }: Deps, ctx: Context): Promise<boolean> {
  if (ctx.actor.kind !== 'user') return ctx.actor.kind === 'system';
  const held = await identity.rolesOf(ctx, ctx.actor.userId);
  return ROLES.some((role) => held.has(role));
}

/** @throws RoleMissing */
export async function assertManagesApps(deps: Deps, ctx: Context): Promise<void> {
  if (!(await mayManageApps(deps, ctx))) throw new RoleMissing(ROLES);
}

/** An app of the caller's company, for somebody who may manage it. @throws RoleMissing AppNotFound */
export async function managedApp(deps: Deps, ctx: Context, appId: string): Promise<App> {
  await assertManagesApps(deps, ctx);
  const id = parseUuid(appId);
  const app = id && (await selectApp(ctx.tx, id));
  if (!app || app.ownerCompanyId !== ctx.companyId) throw new AppNotFound(appId);
  return app;
}
