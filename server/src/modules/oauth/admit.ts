import type { Context } from '../../platform/context.ts';
import { ROUTER } from '../../platform/http/site.ts';
import { isBlocked } from './app-queries.ts';
import type { OAuthDeps } from './deps.ts';
import { GrantRefused } from './errors.ts';
import type { GrantCall } from './grants/grant.ts';
import type { Tenant } from './principal.ts';

type Check = (deps: OAuthDeps, ctx: Context, call: GrantCall, principal: Tenant) => Promise<void> | void;

/**
 * The called data centre must be the principal's own; the router stands for all. @throws GrantRefused lives-elsewhere, with the
 * geolocation to retry at
 */
export const assertLivesHere = (call: Pick<GrantCall, 'place'>, { dataCenter }: { readonly dataCenter: string }): void => {
  if (call.place.dataCenter === ROUTER || call.place.dataCenter === dataCenter) return;
  throw new GrantRefused('lives-elsewhere', { geolocation: call.place.geolocationOf(dataCenter) });
};

const companyEnabledApp: Check = async (_deps, ctx, { app }, { companyId }) => {
  const foreign = app.ownerCompanyId !== undefined && app.ownerCompanyId !== companyId;
  if (foreign || (await isBlocked(ctx.tx, companyId, app.id))) throw new GrantRefused('company-not-enabled');
};

const companyIsOpen: Check = async (deps, ctx) => {
  if ((await deps.company.getCompany(ctx)).maintenance) throw new GrantRefused('company-in-maintenance');
};

const principalIsActive: Check = async (deps, ctx, _call, { kind, id }) => {
  if (kind === 'user' && !(await deps.identity.findUser(ctx, id))?.active) throw new GrantRefused('principal-disabled');
};

/** In this order: what only another data centre can answer comes first. */
const CHECKS: readonly Check[] = [companyEnabledApp, companyIsOpen, principalIsActive];

/** Whether a principal may be given tokens here and now, whatever the grant. @throws GrantRefused */
export async function admitTenant(deps: OAuthDeps, call: GrantCall, principal: Tenant): Promise<void> {
  assertLivesHere(call, principal);
  await call.work.read({ ...call.caller, companyId: principal.companyId }, async (ctx) => {
    for (const check of CHECKS) await check(deps, ctx, call, principal);
  });
}
