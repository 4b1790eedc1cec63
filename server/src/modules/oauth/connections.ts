import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import { selectApp, deleteBlock, insertBlock, isBlocked } from './app-queries.ts';
import { deleteOpenCodes } from './authorization-code-queries.ts';
import { deleteConnection, insertConnection, selectConnections } from './connection-queries.ts';
import { AppNotFound } from './errors.ts';
import type { TenantRef } from './principal.ts';
import { deleteLegacyTokensOf } from './legacy/legacy-token-queries.ts';
import { deleteRefreshTokens } from './refresh-token-queries.ts';
import { deleteRequestTokens } from './request-token-queries.ts';

/** Notes that an app serves a principal from now on; nothing new where it did. */
export async function connectTenant(ctx: Context, appId: string, principal: TenantRef): Promise<void> {
  const connected = await insertConnection(ctx.tx, { id: newId(ctx.clock), appId, principal, now: ctx.clock.now() });
  const { kind, id } = principal;
  if (connected) ctx.record({ subjectKind: kind, subjectId: id, action: 'connected', details: { appId } });
}

/** Connects an app to a principal of the caller's company. @throws AppNotFound */
export async function connect(
  ctx: Context,
  connection: { principalKind: 'user' | 'company'; principalId: string; appId: string },
): Promise<void> {
  const { principalKind: kind, principalId: id, appId } = connection;
  if (!(await selectApp(ctx.tx, appId))) throw new AppNotFound(appId);
  await connectTenant(ctx, appId, { kind, id, companyId: ctx.companyId });
}

/** Whether the caller's company itself is connected with an app and has not blocked it. */
export async function isCompanyConnected(ctx: Context, appId: string): Promise<boolean> {
  const connections = await selectConnections(ctx.tx, ctx.companyId, ctx.companyId);
  return connections.some((connection) => connection.appId === appId) && !(await isBlocked(ctx.tx, ctx.companyId, appId));
}

/**
 * Ends what an app may do for the principal of the calling token: all its refresh tokens are void, other apps keep theirs. Access
 * tokens given before live out their hour. Doc: api-reference/authentication/apidoc, Revoking a token.
 */
export async function revokeOwnConnection(ctx: Context): Promise<void> {
  const { actor } = ctx;
  if (actor.kind === 'user') await disconnect(ctx, { principalId: actor.userId, appId: actor.appId });
  if (actor.kind === 'company') await disconnect(ctx, { principalId: actor.companyId, appId: actor.appId });
}

/**
 * Everything by which an app could come by tokens of a principal is void: refresh tokens, and what was issued and not redeemed, so that the
 * connection does not come back by itself. False where nothing was connected.
 */
export async function disconnect(ctx: Context, connection: { principalId: string; appId: string }): Promise<boolean> {
  const { principalId, appId } = connection;
  const whose = [ctx.tx, ctx.companyId, principalId, appId] as const;
  await deleteRefreshTokens(...whose);
  await deleteRequestTokens(...whose);
  await deleteOpenCodes(...whose);
  await deleteLegacyTokensOf(...whose);
  const connected = await deleteConnection(ctx.tx, ctx.companyId, principalId, appId);
  if (connected) ctx.record({ subjectKind: 'app', subjectId: appId, action: 'disconnected', details: { principalId } });
  return connected;
}

/** A company forbids an app to all of its people, or allows it again. @throws AppNotFound */
export async function setAppBlocked(ctx: Context, appId: string, blocked: boolean): Promise<void> {
  if (!(await selectApp(ctx.tx, appId))) throw new AppNotFound(appId);
  if (blocked) await insertBlock(ctx.tx, ctx.companyId, appId, ctx.clock.now());
  else await deleteBlock(ctx.tx, ctx.companyId, appId);
  ctx.record({ subjectKind: 'app', subjectId: appId, action: blocked ? 'blocked' : 'unblocked' });
}
