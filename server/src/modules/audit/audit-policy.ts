import type { Context } from '../../platform/context.ts';
import { RoleMissing } from '../../platform/http/refusals.ts';
import type { Identity } from '../identity/index.ts';

/** The documents know no reader of a trail: it is for those who run the company or its configuration. See docs/decisions/0127. */
const READERS = ['CompanyAdmin', 'SHD_WEB_SERVICES_ADMIN', 'SHD_CONFIG_ADMIN'] as const;

type Deps = { readonly identity: Pick<Identity, 'rolesOf'> };

export async function mayReadTrail({ identity }: Deps, ctx: Context): Promise<boolean> {
  if (ctx.actor.kind !== 'user') return ctx.actor.kind === 'system';
  const held = await identity.rolesOf(ctx, ctx.actor.userId);
  return READERS.some((role) => held.has(role));
}

/** @throws RoleMissing */
export async function assertReadsTrail(deps: Deps, ctx: Context): Promise<void> {
  if (!(await mayReadTrail(deps, ctx))) throw new RoleMissing(READERS);
}
