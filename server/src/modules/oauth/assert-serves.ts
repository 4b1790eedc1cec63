import type { Context } from '../../platform/context.ts';
import { serves, type App } from './app.ts';
import { isBlocked } from './app-queries.ts';
import { GrantRefused } from './errors.ts';

/** Whether an app may serve the people of the caller's company: its own, or everybody's and not blocked there. @throws GrantRefused */
export async function assertServes(ctx: Context, app: Pick<App, 'id' | 'ownerCompanyId' | 'audience'>): Promise<void> {
  if (!serves(app, ctx.companyId) || (await isBlocked(ctx.tx, ctx.companyId, app.id)))
    throw new GrantRefused('company-not-enabled');
}
