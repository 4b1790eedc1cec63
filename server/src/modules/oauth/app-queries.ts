import { sql, type Selectable } from 'kysely';
import { prepared } from '../../platform/db/prepared.ts';
import { tables, type Tx } from '../../platform/db/tx.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { App, AppSecret, Audience, GrantType } from './app.ts';
import { readScopes, writeScopes } from './scopes.ts';
import type { AppSecretTable, AppTable, OAuthTables, SecretStatus } from './tables.ts';

const db = (tx: Tx) => tables<OAuthTables>(tx);

const toApp = (row: Selectable<AppTable>): App => ({
  id: row.id,
  legacyId: row.legacy_id,
  legacyKey: row.legacy_key ?? undefined,
  name: row.name,
  description: row.description,
  stage: row.stage,
  kind: row.kind,
  ownerCompanyId: row.owner_company_id ?? undefined,
  dataCenter: row.data_center,
  grants: row.grants as GrantType[],
  scopes: readScopes(row.scopes),
  redirectUris: row.redirect_uris,
  connectUri: row.connect_uri ?? undefined,
  agencyId: row.agency_id ?? undefined,
  audience: { kind: row.audience, companies: row.audience_companies },
  enabled: row.enabled,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const toSecret = (row: Pick<Selectable<AppSecretTable>, 'id' | 'status' | 'created_at' | 'updated_at'>): AppSecret => ({
  id: row.id,
  status: row.status,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export async function insertApp(tx: Tx, app: Omit<App, 'legacyId' | 'audience'>): Promise<App> {
  const row = await db(tx)
    .insertInto('app')
    .values({
      id: app.id,
      legacy_key: app.legacyKey ?? null,
      name: app.name,
      description: app.description,
      stage: app.stage,
      kind: app.kind,
      owner_company_id: app.ownerCompanyId ?? null,
      data_center: app.dataCenter,
      grants: [...app.grants],
      scopes: writeScopes(app.scopes),
      redirect_uris: [...app.redirectUris],
      connect_uri: app.connectUri ?? null,
      agency_id: app.agencyId ?? null,
      enabled: app.enabled,
      created_at: app.createdAt,
      updated_at: app.updatedAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toApp(row);
}

export async function selectApp(tx: Tx, id: string): Promise<App | undefined> {
  const row = await db(tx).selectFrom('app').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toApp(row);
}

/** The known among these ids. */
export async function selectAppsById(tx: Tx, ids: readonly string[]): Promise<App[]> {
  if (ids.length === 0) return [];
  return (await db(tx).selectFrom('app').selectAll().where('id', 'in', ids).execute()).map(toApp);
}

/** An app as pre-2017 calls and authorization pages name it: by the id that every app has, or by its old consumer key. */
export async function selectAppNamed(tx: Tx, name: string): Promise<App | undefined> {
  const id = parseUuid(name);
  return id ? selectApp(tx, id) : selectAppByLegacyKey(tx, name);
}

async function selectAppByLegacyKey(tx: Tx, key: string): Promise<App | undefined> {
  const row = await db(tx).selectFrom('app').selectAll().where('legacy_key', '=', key).executeTakeFirst();
  return row && toApp(row);
}

/** Apps by name; `ownerCompanyId` narrows to a company's own. */
export async function selectApps(tx: Tx, ownerCompanyId?: string): Promise<App[]> {
  let query = db(tx).selectFrom('app').selectAll();
  if (ownerCompanyId !== undefined) query = query.where('owner_company_id', '=', ownerCompanyId);
  return (await query.orderBy('name').orderBy('id').execute()).map(toApp);
}

export async function updateAppEnabled(tx: Tx, id: string, enabled: boolean, now: Date): Promise<App | undefined> {
  const row = await db(tx)
    .updateTable('app')
    .set({ enabled, updated_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row && toApp(row);
}

export async function updateConnectUri(tx: Tx, id: string, uri: string | undefined, now: Date): Promise<App> {
  const row = await db(tx)
    .updateTable('app')
    .set({ connect_uri: uri ?? null, updated_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toApp(row);
}

export async function updateAudience(tx: Tx, id: string, { kind, companies }: Audience, now: Date): Promise<App | undefined> {
  const row = await db(tx)
    .updateTable('app')
    .set({ audience: kind, audience_companies: [...companies], updated_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row && toApp(row);
}

export async function updateApp(
  tx: Tx,
  id: string,
  app: Pick<App, 'name' | 'description' | 'stage' | 'kind' | 'grants' | 'scopes' | 'redirectUris' | 'enabled'>,
  now: Date,
): Promise<App> {
  const row = await db(tx)
    .updateTable('app')
    .set({
      name: app.name,
      description: app.description,
      stage: app.stage,
      kind: app.kind,
      grants: [...app.grants],
      scopes: writeScopes(app.scopes),
      redirect_uris: [...app.redirectUris],
      enabled: app.enabled,
      updated_at: now,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toApp(row);
}

const client = prepared(
  (_tx, { id }: { id: string }) => sql<Selectable<AppTable> & { hashes: string | null }>`
    select a.*, (select string_agg(s.secret_hash, ' ') from app_secret s where s.app_id = a.id and s.status = 'active') as hashes
    from app a where a.id = ${id}`,
);

/** An app and the hashes of its active secrets, in one statement: every token request asks this. */
export async function selectClient(tx: Tx, id: string): Promise<{ app: App; secretHashes: string[] } | undefined> {
  const [row] = (await tx.executeQuery(client({ id }))).rows;
  return row && { app: toApp(row), secretHashes: row.hashes?.split(' ') ?? [] };
}

export async function insertSecret(
  tx: Tx,
  secret: { appId: string; id: string; hash: string; status: SecretStatus; now: Date },
): Promise<AppSecret> {
  const { appId, id, hash, status, now } = secret;
  const row = { app_id: appId, id, secret_hash: hash, status, created_at: now, updated_at: now };
  await db(tx).insertInto('app_secret').values(row).execute();
  return toSecret(row);
}

export async function selectSecrets(tx: Tx, appId: string): Promise<AppSecret[]> {
  const rows = await db(tx)
    .selectFrom('app_secret')
    .select(['id', 'status', 'created_at', 'updated_at'])
    .where('app_id', '=', appId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toSecret);
}

export async function updateSecretStatus(
  tx: Tx,
  appId: string,
  id: string,
  status: SecretStatus,
  now: Date,
): Promise<AppSecret | undefined> {
  const row = await db(tx)
    .updateTable('app_secret')
    .set({ status, updated_at: now })
    .where('app_id', '=', appId)
    .where('id', '=', id)
    .returning(['id', 'status', 'created_at', 'updated_at'])
    .executeTakeFirst();
  return row && toSecret(row);
}

/** Deletes an inactive secret; false when there was none. */
export async function deleteInactiveSecret(tx: Tx, appId: string, id: string): Promise<boolean> {
  const result = await db(tx)
    .deleteFrom('app_secret')
    .where('app_id', '=', appId)
    .where('id', '=', id)
    .where('status', '=', 'inactive')
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function isBlocked(tx: Tx, companyId: string, appId: string): Promise<boolean> {
  const row = await db(tx)
    .selectFrom('app_block')
    .select('app_id')
    .where('company_id', '=', companyId)
    .where('app_id', '=', appId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertBlock(tx: Tx, companyId: string, appId: string, now: Date): Promise<void> {
  await db(tx)
    .insertInto('app_block')
    .values({ company_id: companyId, app_id: appId, blocked_at: now })
    .onConflict((conflict) => conflict.columns(['company_id', 'app_id']).doNothing())
    .execute();
}

export async function deleteBlock(tx: Tx, companyId: string, appId: string): Promise<void> {
  await db(tx).deleteFrom('app_block').where('company_id', '=', companyId).where('app_id', '=', appId).execute();
}
