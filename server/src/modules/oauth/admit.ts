import { ROUTER } from '../../platform/http/site.ts';
import type { Standing } from '../identity/index.ts';
import { isBlocked } from './app-queries.ts';
import type { OAuthDeps } from './deps.ts';
import { GrantRefused } from './errors.ts';
import type { GrantCall } from './grants/grant.ts';
import type { Tenant, TenantRef } from './principal.ts';

/**
 * The called data centre must be the principal's own; the router stands for all. @throws GrantRefused lives-elsewhere, with the
 * geolocation to retry at
 */
export const assertLivesHere = (call: Pick<GrantCall, 'place'>, { dataCenter }: { readonly dataCenter: string }): void => {
  if (call.place.dataCenter === ROUTER || call.place.dataCenter === dataCenter) return;
  throw new GrantRefused('lives-elsewhere', { geolocation: call.place.geolocationOf(dataCenter) });
};

type Check = (call: GrantCall, standing: Standing, blocked: boolean) => void;

const companyEnabledApp: Check = ({ app }, { companyId }, blocked) => {
  const foreign = app.ownerCompanyId !== undefined && app.ownerCompanyId !== companyId;
  if (foreign || blocked) throw new GrantRefused('company-not-enabled');
};

const companyIsOpen: Check = (_call, { companyInMaintenance }) => {
  if (companyInMaintenance) throw new GrantRefused('company-in-maintenance');
};

const principalIsActive: Check = (_call, { active }) => {
  if (!active) throw new GrantRefused('principal-disabled');
};

/** In this order: what only another data centre can answer comes first. */
const CHECKS: readonly Check[] = [assertLivesHere, companyEnabledApp, companyIsOpen, principalIsActive];

/** Whether a principal may be given tokens here and now, whatever the grant; answers where it lives. @throws GrantRefused */
export async function admitTenant(deps: OAuthDeps, call: GrantCall, { kind, id, companyId }: TenantRef): Promise<Tenant> {
  const [standing, blocked] = await call.work.read(call.caller, (ctx) =>
    Promise.all([deps.identity.standingOf(ctx.tx, id), isBlocked(ctx.tx, companyId, call.app.id)]),
  );
  if (!standing) throw new GrantRefused('principal-disabled');
  for (const check of CHECKS) check(call, standing, blocked);
  return { kind, id, companyId, dataCenter: standing.dataCenter };
}
