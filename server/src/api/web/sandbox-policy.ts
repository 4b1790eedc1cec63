import type { Context } from '../../platform/context.ts';
import { RouteNotFound } from '../../platform/http/refusals.ts';
import type { WebDeps } from './deps.ts';

type Deps = Pick<WebDeps, 'sandbox' | 'demo' | 'oauth'>;

/** Clock, reset and mailbox are those of the whole installation: for the developers of the company it was made with. */
export async function mayMoveSandbox({ sandbox, demo, oauth }: Deps, ctx: Context): Promise<boolean> {
  if (!sandbox || (await demo.find(ctx))?.companyId !== ctx.companyId) return false;
  return oauth.mayManageApps(ctx);
}

/** @throws RoleMissing; RouteNotFound where there is no sandbox to move */
export async function assertMovesSandbox(deps: Deps, ctx: Context, url: string): Promise<void> {
  await deps.oauth.assertManagesApps(ctx);
  if (!(await mayMoveSandbox(deps, ctx))) throw new RouteNotFound('sandbox at', url);
}
