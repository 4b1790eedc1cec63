import { ROUTER } from '../../platform/http/site.ts';
import { selectAdmission, type Admission } from './admission-queries.ts';
import { serves } from './app.ts';
import { GrantRefused } from './errors.ts';
import type { GrantCall, Proof } from './grants/grant.ts';
import type { Tenant, TenantRef } from './principal.ts';

/**
 * The called data centre must be the principal's own; the router stands for all. @throws GrantRefused lives-elsewhere, with the
 * geolocation to retry at
 */
export const assertLivesHere = (call: Pick<GrantCall, 'place'>, { dataCenter }: { readonly dataCenter: string }): void => {
  if (call.place.dataCenter === ROUTER || call.place.dataCenter === dataCenter) return;
  throw new GrantRefused('lives-elsewhere', { geolocation: call.place.geolocationOf(dataCenter) });
};

type Check = (call: GrantCall, admission: Admission) => void;

const companyEnabledApp: Check = ({ app }, { companyId, blocked }) => {
  if (!serves(app, companyId) || blocked) throw new GrantRefused('company-not-enabled');
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
export async function admitTenant(
  call: GrantCall,
  { kind, id, companyId }: TenantRef,
  known?: Proof['admission'],
): Promise<Tenant> {
  const admission = known ?? (await call.work.read(call.caller, (ctx) => selectAdmission(ctx.tx, id, call.app.id)));
  if (!admission) throw new GrantRefused('principal-disabled');
  for (const check of CHECKS) check(call, admission);
  return { kind, id, companyId, dataCenter: admission.dataCenter };
}
