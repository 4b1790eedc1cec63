import type { Caller, UnitOfWork } from '../../platform/context.ts';
import { matchesHash } from '../../platform/crypto/secrets.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { App } from './app.ts';
import { selectClient } from './app-queries.ts';
import { GrantRefused } from './errors.ts';
import { required, type Params } from './params.ts';

/** The app behind client_id and client_secret. Only who shows a right secret is told that the app is disabled. */
export async function authenticateClient(work: UnitOfWork, caller: Caller, params: Params): Promise<App> {
  const clientId = required(params, 'client_id', 'client-id-missing');
  const secret = required(params, 'client_secret', 'client-secret-missing');
  return checkClient(work, caller, clientId, secret);
}

/** @throws GrantRefused client-unknown, client-secret-wrong, client-disabled */
export async function checkClient(work: UnitOfWork, caller: Caller, clientId: string, secret: string): Promise<App> {
  const id = parseUuid(clientId);
  const client = id && (await work.read(caller, (ctx) => selectClient(ctx.tx, id)));
  if (!client) throw new GrantRefused('client-unknown');
  // Every hash is compared, so that the time tells nothing of which secret came close.
  const right = client.secretHashes.map((hash) => matchesHash(secret, hash)).includes(true);
  if (!right) throw new GrantRefused('client-secret-wrong');
  if (!client.app.enabled) throw new GrantRefused('client-disabled');
  return client.app;
}
