import type { Context } from '../../platform/context.ts';
import { RoleMissing, WrongPrincipal } from '../../platform/http/refusals.ts';
import type { Identity } from '../identity/index.ts';

/** What a caller sees: the requests to its app, of all companies or of one. */
export interface Sight {
  readonly supplierId: string;
  readonly companyId: string | undefined;
}

/** Runs the integrations of a company. */
const ADMINISTRATOR = 'SHD_WEB_SERVICES_ADMIN';

/**
 * A supplier's app sees what is meant for it. In the older versions a person calls: the company's web services administrator, who sees what the
 * company's own people want of the app. @throws RoleMissing WrongPrincipal
 */
export async function sightOf(identity: Pick<Identity, 'rolesOf'>, ctx: Context): Promise<Sight> {
  const { actor } = ctx;
  if (actor.kind === 'app') return { supplierId: actor.appId, companyId: undefined };
  if (actor.kind !== 'user') throw new WrongPrincipal(['app'], actor.kind);
  if (!(await identity.rolesOf(ctx, actor.userId)).has(ADMINISTRATOR)) throw new RoleMissing([ADMINISTRATOR]);
  return { supplierId: actor.appId, companyId: actor.companyId };
}
