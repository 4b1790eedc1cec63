import { hashSecret, newSecret } from '../../platform/crypto/secrets.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import { GRANTS, type App, type GrantType } from './app.ts';
import { insertApp, insertSecret } from './app-queries.ts';
import { recordApp } from './record-app.ts';
import { SCOPES } from './scope-catalogue.ts';
import type { AppKind, Stage } from './tables.ts';

export interface NewApp {
  readonly name: string;
  readonly dataCenter: string;
  readonly description?: string;
  readonly stage?: Stage;
  readonly kind?: AppKind;
  readonly ownerCompanyId?: string;
  /** All of them, unless said otherwise. */
  readonly grants?: readonly GrantType[];
  /** The whole catalogue, unless said otherwise. */
  readonly scopes?: readonly string[];
  readonly redirectUris?: readonly string[];
  readonly connectUri?: string;
  readonly agencyId?: string;
  /** A pre-2017 consumer key, for an app that uses those calls. */
  readonly legacyKey?: string;
}

/** Registers an app with one active secret. The secret is in this answer and nowhere else. */
export async function createApp(ctx: Context, input: NewApp): Promise<{ app: App; secret: string }> {
  const now = ctx.clock.now();
  const app = await insertApp(ctx.tx, {
    id: newId(ctx.clock),
    legacyKey: input.legacyKey,
    name: input.name,
    description: input.description ?? '',
    stage: input.stage ?? 'development',
    kind: input.kind ?? 'web-services',
    ownerCompanyId: input.ownerCompanyId,
    dataCenter: input.dataCenter,
    grants: input.grants ?? GRANTS,
    scopes: input.scopes ?? SCOPES.map((scope) => scope.name),
    redirectUris: input.redirectUris ?? [],
    connectUri: input.connectUri,
    agencyId: input.agencyId,
    enabled: true,
    createdAt: now,
    updatedAt: now,
  });
  const secret = newSecret();
  await insertSecret(ctx.tx, { appId: app.id, id: newId(ctx.clock), hash: hashSecret(secret), status: 'active', now });
  recordApp(ctx, app, 'created', { name: app.name });
  return { app, secret };
}
