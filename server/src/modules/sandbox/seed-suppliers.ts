import type { Context } from '../../platform/context.ts';
import { PEOPLE } from './data/people.ts';
import { SUPPLIERS } from './data/suppliers.ts';
import type { SandboxDeps } from './deps.ts';
import { idOf, type People } from './seed-people.ts';

/** The directory: each supplier is an app, whose secret nobody has until it is rotated. */
export async function seedSuppliers(deps: SandboxDeps, ctx: Context): Promise<void> {
  for (const entry of SUPPLIERS) {
    const { app } = await deps.oauth.createApp(ctx, {
      name: entry.businessName,
      description: 'A supplier of travel.',
      dataCenter: 'us',
      stage: 'production',
      grants: ['client_credentials', 'password', 'refresh_token'],
      scopes: ['CONREQ', 'ITINER', 'openid'],
    });
    await deps.connectionRequests.enterSupplier(ctx, { id: app.id, entry });
  }
}

/** Some people wait for the demo app, so that it has something to poll for. */
export async function seedWishes(deps: SandboxDeps, ctx: Context, given: { appId: string; people: People }): Promise<void> {
  for (const [index, { login }] of PEOPLE.slice(-3).entries())
    await deps.connectionRequests.requestConnection(ctx, {
      userId: idOf(given.people, login),
      supplierId: given.appId,
      loyaltyNumber: `88001${index}`,
    });
}
