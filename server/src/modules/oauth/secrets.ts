import type { Context } from '../../platform/context.ts';
import { hashSecret, newSecret } from '../../platform/crypto/secrets.ts';
import { newId, parseUuid } from '../../platform/ids/index.ts';
import type { App, AppSecret } from './app.ts';
import { deleteInactiveSecret, insertSecret, selectApp, selectSecrets, updateSecretStatus } from './app-queries.ts';
import { managedApp } from './app-policy.ts';
import type { OAuthDeps } from './deps.ts';
import { AppNotFound, AppNotYours, SecretNotFound, SecretStillActive } from './errors.ts';
import { recordApp } from './record-app.ts';
import type { SecretStatus } from './tables.ts';

type Deps = Pick<OAuthDeps, 'identity'>;

/** The app in question: its own token, the program itself (command line), or somebody who manages it. @throws AppNotFound AppNotYours RoleMissing */
async function ownApp(deps: Deps, ctx: Context, appId: string): Promise<App> {
  const { actor } = ctx;
  if (actor.kind === 'user') return managedApp(deps, ctx, appId);
  if (actor.kind !== 'system' && !('appId' in actor && actor.appId === appId.toLowerCase())) throw new AppNotYours();
  const id = parseUuid(appId);
  const app = id && (await selectApp(ctx.tx, id));
  if (!app) throw new AppNotFound(appId);
  return app;
}

export async function listSecrets(deps: Deps, ctx: Context, appId: string): Promise<AppSecret[]> {
  return selectSecrets(ctx.tx, (await ownApp(deps, ctx, appId)).id);
}

/** Makes a secret, inactive unless asked otherwise; its text is in this answer and nowhere else. */
export async function addSecret(
  deps: Deps,
  ctx: Context,
  appId: string,
  status: SecretStatus = 'inactive',
): Promise<AppSecret & { secret: string }> {
  const app = await ownApp(deps, ctx, appId);
  const secret = newSecret();
  const made = await insertSecret(ctx.tx, {
    appId: app.id,
    id: newId(ctx.clock),
    hash: hashSecret(secret),
    status,
    now: ctx.clock.now(),
  });
  recordApp(ctx, app, 'secret-created', { secretId: made.id, status });
  return { ...made, secret };
}

/** Several secrets may be active at once; an inactive one stops working at once. @throws SecretNotFound */
export async function setSecretStatus(
  deps: Deps,
  ctx: Context,
  input: { appId: string; secretId: string; status: SecretStatus },
): Promise<AppSecret> {
  const app = await ownApp(deps, ctx, input.appId);
  const id = parseUuid(input.secretId);
  const changed = id && (await updateSecretStatus(ctx.tx, app.id, id, input.status, ctx.clock.now()));
  if (!changed) throw new SecretNotFound(input.secretId);
  recordApp(ctx, app, input.status === 'active' ? 'secret-activated' : 'secret-deactivated', { secretId: changed.id });
  return changed;
}

/** @throws SecretNotFound SecretStillActive */
export async function deleteSecret(deps: Deps, ctx: Context, appId: string, secretId: string): Promise<void> {
  const app = await ownApp(deps, ctx, appId);
  const known = (await selectSecrets(ctx.tx, app.id)).find((secret) => secret.id === parseUuid(secretId));
  if (!known) throw new SecretNotFound(secretId);
  if (!(await deleteInactiveSecret(ctx.tx, app.id, known.id))) throw new SecretStillActive(secretId);
  recordApp(ctx, app, 'secret-deleted', { secretId: known.id });
}

/** Replaces every active secret by a fresh one, for someone at the command line. */
export async function rotateSecret(deps: Deps, ctx: Context, appId: string): Promise<AppSecret & { secret: string }> {
  const before = await listSecrets(deps, ctx, appId);
  const made = await addSecret(deps, ctx, appId, 'active');
  for (const old of before)
    if (old.status === 'active') await setSecretStatus(deps, ctx, { appId, secretId: old.id, status: 'inactive' });
  return made;
}
