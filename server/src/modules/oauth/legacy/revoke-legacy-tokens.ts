import type { Context } from '../../../platform/context.ts';
import { hashSecret } from '../../../platform/crypto/secrets.ts';
import { selectAppNamed } from '../app-queries.ts';
import type { OAuthDeps } from '../deps.ts';
import { LegacyCallRefused } from '../errors.ts';
import { deleteLegacyToken, deleteLegacyTokensOf } from './legacy-token-queries.ts';

/** Documented: Web Services Administrator in Professional, Can Administer in Standard. */
export const ADMINISTRATORS: readonly string[] = ['SHD_WEB_SERVICES_ADMIN', 'CompanyAdmin'];

/** @throws LegacyCallRefused */
async function requireAdministrator(deps: OAuthDeps, ctx: Context): Promise<void> {
  const roles = ctx.actor.kind === 'user' ? await deps.identity.rolesOf(ctx, ctx.actor.userId) : new Set<string>();
  if (!ADMINISTRATORS.some((role) => roles.has(role)))
    throw new LegacyCallRefused('forbidden', 'Only a Web Services Administrator may revoke tokens.');
}

/** Voids one pre-2017 access token of the caller's company. @throws LegacyCallRefused */
export async function revokeLegacyToken(deps: OAuthDeps, ctx: Context, token: string): Promise<void> {
  await requireAdministrator(deps, ctx);
  if (!(await deleteLegacyToken(ctx.tx, ctx.companyId, hashSecret(token))))
    throw new LegacyCallRefused('forbidden', 'The token is unknown or already revoked.');
  ctx.record({ subjectKind: 'company', subjectId: ctx.companyId, action: 'legacy-token-revoked' });
}

/** Voids every pre-2017 token that an app holds for a user of the caller's company. @throws LegacyCallRefused */
export async function revokeLegacyTokensOf(
  deps: OAuthDeps,
  ctx: Context,
  of: { consumerKey: string; login: string },
): Promise<void> {
  await requireAdministrator(deps, ctx);
  const app = await selectAppNamed(ctx.tx, of.consumerKey);
  const home = await deps.directory.locateLogin(ctx.tx, of.login);
  if (!app) throw new LegacyCallRefused('forbidden', 'The consumer key is not valid.');
  if (!home || home.companyId !== ctx.companyId) throw new LegacyCallRefused('forbidden', 'The company has no such user.');
  await deleteLegacyTokensOf(ctx.tx, ctx.companyId, home.principalId, app.id);
  const details = { appId: app.id };
  ctx.record({ subjectKind: 'user', subjectId: home.principalId, action: 'legacy-tokens-revoked', details });
}
