import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { hashSecret, newSecret } from '../../platform/crypto/secrets.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { assertLivesHere } from './admit.ts';
import { selectApp } from './app-queries.ts';
import type { OAuthDeps } from './deps.ts';
import { AppNotFound, GrantRefused } from './errors.ts';
import { after, REQUEST_TOKEN_MS } from './lifetimes.ts';
import type { Place } from './principal.ts';
import { replaceRequestToken } from './request-token-queries.ts';

export interface RequestTokenWish {
  readonly principalKind: 'user' | 'company';
  readonly principalId: string;
  /** Left out, the token is bound to the first app that redeems it. */
  readonly appId?: string;
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
  const appId = wish.appId === undefined ? null : await knownApp(ctx, wish.appId);
  const home = await deps.directory.locatePrincipal(ctx.tx, wish.principalId);
  if (!home || home.kind !== wish.principalKind || home.companyId !== ctx.companyId) throw new GrantRefused('username-unknown');
  const { kind, principalId: id, companyId, dataCenter } = home;
  const token = newSecret();
  const now = ctx.clock.now();
  const expiresAt = after(now, REQUEST_TOKEN_MS);
  const principal = { kind, id, companyId, dataCenter };
  const issuedBy = ctx.actor.kind === 'user' ? ctx.actor.userId : undefined;
  await replaceRequestToken(ctx.tx, { tokenHash: hashSecret(token), appId, principal, issuedBy, now, expiresAt });
  const details = { kind, principalId: id };
  ctx.record(
    appId === null
      ? { subjectKind: kind, subjectId: id, action: 'request-token-created', details }
      : { subjectKind: 'app', subjectId: appId, action: 'request-token-created', details },
  );
  return { token, expiresAt };
}

async function knownApp(ctx: Context, id: string): Promise<string> {
  const appId = parseUuid(id);
  const app = appId && (await selectApp(ctx.tx, appId));
  if (!app) throw new AppNotFound(id);
  return app.id;
}

/**
 * A token of the App Center for a company or a user, whichever has the id, of this data centre. The App Center stands above companies,
 * so the caller names none.
 * @throws AppNotFound, GrantRefused username-unknown, lives-elsewhere
 */
export async function issueRequestToken(
  deps: OAuthDeps,
  { work, caller }: { readonly work: UnitOfWork; readonly caller: Caller },
  wish: { readonly principalId: string; readonly appId?: string; readonly place: Place },
): Promise<{ token: string; expiresAt: Date }> {
  const id = parseUuid(wish.principalId);
  const home = id && (await work.read(caller, (ctx) => deps.directory.locatePrincipal(ctx.tx, id)));
  if (!home) throw new GrantRefused('username-unknown');
  assertLivesHere(wish, home);
  const { kind: principalKind, principalId, companyId } = home;
  const { appId } = wish;
  return work.write({ ...caller, companyId }, (ctx) =>
    createRequestToken(deps, ctx, { principalKind, principalId, ...(appId === undefined ? {} : { appId }) }),
  );
}
