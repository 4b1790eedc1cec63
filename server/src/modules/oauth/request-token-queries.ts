import { tables, type Tx } from '../../platform/db/tx.ts';
import type { Tenant } from './principal.ts';
import type { OAuthTables } from './tables.ts';

const db = (tx: Tx) => tables<OAuthTables>(tx);

export async function selectRequestToken(
  tx: Tx,
  tokenHash: string,
): Promise<{ appId: string; principalId: string; expiresAt: Date } | undefined> {
  return db(tx)
    .selectFrom('request_token')
    .select(['app_id as appId', 'principal_id as principalId', 'expires_at as expiresAt'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

/** Puts a token in the place of the one this principal had for this app. */
export async function replaceRequestToken(
  tx: Tx,
  token: { tokenHash: string; appId: string; principal: Tenant; now: Date; expiresAt: Date },
): Promise<void> {
  const { principal } = token;
  const life = { token_hash: token.tokenHash, issued_at: token.now, expires_at: token.expiresAt };
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
