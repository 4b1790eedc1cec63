import { tables, type Tx } from '../../platform/db/tx.ts';
import type { Tenant, TenantRef } from './principal.ts';
import type { OAuthTables } from './tables.ts';

const db = (tx: Tx) => tables<OAuthTables>(tx);

export async function selectRequestToken(
  tx: Tx,
  tokenHash: string,
): Promise<{ appId: string | null; principalId: string; expiresAt: Date } | undefined> {
  return db(tx)
    .selectFrom('request_token')
    .select(['app_id as appId', 'principal_id as principalId', 'expires_at as expiresAt'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

/** Puts a token in the place of the one this principal had for this app. */
export async function replaceRequestToken(
  tx: Tx,
  token: {
    tokenHash: string;
    appId: string | null;
    principal: Tenant;
    issuedBy: string | undefined;
    now: Date;
    expiresAt: Date;
  },
): Promise<void> {
  const { principal } = token;
  const life = {
    token_hash: token.tokenHash,
    issued_by: token.issuedBy ?? null,
    issued_at: token.now,
    expires_at: token.expiresAt,
  };
  await db(tx)
    .insertInto('request_token')
    .values({
      ...life,
      app_id: token.appId,
      company_id: principal.companyId,
      principal_kind: principal.kind,
      principal_id: principal.id,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'principal_id', 'app_id']).doUpdateSet(life))
    .execute();
}

/** Binds a token without an app to one, in the place of any that the app had before; answers the app that it is bound to now. */
export async function bindRequestToken(
  tx: Tx,
  { tokenHash, appId, principal }: { tokenHash: string; appId: string; principal: TenantRef },
): Promise<string | undefined> {
  const unbound = await db(tx)
    .selectFrom('request_token')
    .select('app_id as appId')
    .where('token_hash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst();
  if (!unbound || unbound.appId !== null) return unbound?.appId ?? undefined;
  await db(tx)
    .deleteFrom('request_token')
    .where('company_id', '=', principal.companyId)
    .where('principal_id', '=', principal.id)
    .where('app_id', '=', appId)
    .execute();
  await db(tx).updateTable('request_token').set({ app_id: appId }).where('token_hash', '=', tokenHash).execute();
  return appId;
}

/** Voids what was issued for an app and not yet, or not for the last time, redeemed. */
export async function deleteRequestTokens(tx: Tx, companyId: string, principalId: string, appId: string): Promise<void> {
  await db(tx)
    .deleteFrom('request_token')
    .where('company_id', '=', companyId)
    .where('principal_id', '=', principalId)
    .where('app_id', '=', appId)
    .execute();
}
