import type { Context } from '../../platform/context.ts';
import { CHECKLIST } from '../app-center/index.ts';
import { FOREIGN_COMPANY } from './data/companies.ts';
import { LISTINGS } from './data/listings.ts';
import type { SandboxDeps } from './deps.ts';

const STEPS = ['submit', 'certify', 'publish'] as const;
const SITE = `https://${FOREIGN_COMPANY.domain}`;
const CHECKED = Object.fromEntries(CHECKLIST.map(({ id }) => [id, { answer: 'met', note: '' } as const]));

/** The company elsewhere is a partner too: its apps stand in the App Center, so that there is something to connect. */
export async function seedListings(deps: SandboxDeps, ctx: Context): Promise<void> {
  for (const { path, ...words } of LISTINGS) {
    const { app } = await deps.oauth.createApp(ctx, {
      name: words.name,
      description: words.summary,
      dataCenter: FOREIGN_COMPANY.dataCenter,
      stage: 'production',
      ownerCompanyId: ctx.companyId,
      grants: ['password', 'refresh_token'],
      scopes: ['openid', 'user.read', 'receipts.writeonly', 'quickexpense.writeonly'],
    });
    await deps.appCenter.saveListing(ctx, app.id, {
      ...words,
      partner: FOREIGN_COMPANY.name,
      supportUrl: `${SITE}/support`,
      privacyUrl: `${SITE}/privacy`,
      termsUrl: `${SITE}/terms`,
      websiteUrl: SITE,
      countries: [],
      companies: [],
      checklist: CHECKED,
      connectUri: `${SITE}/connect/${path}`,
    });
    for (const step of STEPS) await deps.appCenter.moveListing(ctx, { appId: app.id, step });
  }
}
