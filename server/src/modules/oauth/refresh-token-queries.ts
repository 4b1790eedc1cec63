import { sql } from 'kysely';
import { prepared } from '../../platform/db/prepared.ts';
import { tables, type Tx } from '../../platform/db/tx.ts';
import type { Admission } from './admission-queries.ts';
import { readScopes, writeScopes } from './scopes.ts';
import type { OAuthTables } from './tables.ts';

const db = (tx: Tx) => tables<OAuthTables>(tx);

export interface RefreshToken {
  readonly tokenHash: string;
  readonly appId: string;
  readonly companyId: string;
  readonly principalKind: 'user' | 'company';
  readonly principalId: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
}

export async function insertRefreshToken(
  tx: Tx,
  token: RefreshToken & { codeHash: string | undefined; now: Date },
): Promise<void> {
  await db(tx)
    .insertInto('refresh_token')
    .values({
      token_hash: token.tokenHash,
      app_id: token.appId,
      company_id: token.companyId,
      principal_kind: token.principalKind,
      principal_id: token.principalId,
      scopes: writeScopes(token.scopes),
      code_hash: token.codeHash ?? null,
      issued_at: token.now,
      expires_at: token.expiresAt,
    })
    .execute();
}

const withAdmission = prepared(
  (_tx, { tokenHash }: { tokenHash: string }) => sql<TokenRow & (Admission | NoAdmission)>`
    select t.token_hash as "tokenHash", t.app_id as "appId", t.company_id as "tokenCompanyId", t.principal_kind as "principalKind",
      t.principal_id as "principalId", t.scopes, t.expires_at as "expiresAt",
      s.company_id as "companyId", s.data_center as "dataCenter", s.active, s.company_in_maintenance as "companyInMaintenance",
      exists (select 1 from app_block b where b.company_id = s.company_id and b.app_id = t.app_id) as blocked
    from refresh_token t left join principal_standing s on s.principal_id = t.principal_id
    where t.token_hash = ${tokenHash}`,
);

/** With what admits its principal, in one statement: every refresh asks both. `admission` is undefined for who is nobody any more. */
export async function selectRefreshToken(
  tx: Tx,
  tokenHash: string,
): Promise<(RefreshToken & { admission: Admission | undefined }) | undefined> {
  const [row] = (await tx.executeQuery(withAdmission({ tokenHash }))).rows;
  if (!row) return undefined;
  const { tokenHash: hash, appId, tokenCompanyId, principalKind, principalId, scopes, expiresAt } = row;
  return {
    tokenHash: hash,
    appId,
    companyId: tokenCompanyId,
    principalKind,
    principalId,
    scopes: readScopes(scopes),
    expiresAt,
    admission: row.companyId === null ? undefined : row,
  };
}

type TokenRow = Omit<RefreshToken, 'companyId' | 'scopes'> & { readonly tokenCompanyId: string; readonly scopes: string };
type NoAdmission = { readonly companyId: null };

/** False when the token was revoked meanwhile. */
export async function renewRefreshToken(tx: Tx, tokenHash: string, expiresAt: Date): Promise<boolean> {
  const result = await db(tx)
    .updateTable('refresh_token')
    .set({ expires_at: expiresAt })
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Revokes what an app holds for a principal. */
export async function deleteRefreshTokens(tx: Tx, companyId: string, principalId: string, appId: string): Promise<void> {
  await db(tx)
    .deleteFrom('refresh_token')
    .where('company_id', '=', companyId)
    .where('principal_id', '=', principalId)
    .where('app_id', '=', appId)
    .execute();
}

/** Revokes what an authorization code gave. */
export async function deleteRefreshTokensOfCode(tx: Tx, codeHash: string): Promise<void> {
  await db(tx).deleteFrom('refresh_token').where('code_hash', '=', codeHash).execute();
}
