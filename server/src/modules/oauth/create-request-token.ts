import type { Context } from '../../platform/context.ts';
import { hashSecret, newSecret } from '../../platform/crypto/secrets.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { selectApp } from './app-queries.ts';
import type { OAuthDeps } from './deps.ts';
import { AppNotFound, GrantRefused } from './errors.ts';
import { after, REQUEST_TOKEN_MS } from './lifetimes.ts';
import { replaceRequestToken } from './request-token-queries.ts';

export interface RequestTokenWish {
  readonly principalKind: 'user' | 'company';
  readonly principalId: string;
  readonly appId: string;
}

/**
 * A token that one app may trade for tokens of a company or user of the caller's company, for 24 hours. A new one takes the place of
 * the one before. Who may ask is the caller's business: the pages that offer it check the role.
 * @throws AppNotFound, GrantRefused username-unknown
 */
export async function createRequestToken(
  deps: OAuthDeps,
  ctx: Context,
  wish: RequestTokenWish,
): Promise<{ token: string; expiresAt: Date }> {
  const appId = parseUuid(wish.appId);
  const app = appId && (await selectApp(ctx.tx, appId));
  if (!app) throw new AppNotFound(wish.appId);
  const home = await deps.directory.locatePrincipal(ctx.tx, wish.principalId);
  if (!home || home.kind !== wish.principalKind || home.companyId !== ctx.companyId) throw new GrantRefused('username-unknown');
  const { kind, principalId: id, companyId, dataCenter } = home;
  const token = newSecret();
  const now = ctx.clock.now();
  const expiresAt = after(now, REQUEST_TOKEN_MS);
  const principal = { kind, id, companyId, dataCenter };
  await replaceRequestToken(ctx.tx, { tokenHash: hashSecret(token), appId: app.id, principal, now, expiresAt });
  ctx.record({ subjectKind: 'app', subjectId: app.id, action: 'request-token-created', details: { kind, principalId: id } });
  return { token, expiresAt };
}
