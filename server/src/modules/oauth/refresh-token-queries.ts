import { tables, type Tx } from '../../platform/db/tx.ts';
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

export async function selectRefreshToken(tx: Tx, tokenHash: string): Promise<RefreshToken | undefined> {
  const row = await db(tx)
    .selectFrom('refresh_token')
    .select([
      'token_hash as tokenHash',
      'app_id as appId',
      'company_id as companyId',
      'principal_kind as principalKind',
      'principal_id as principalId',
      'scopes',
      'expires_at as expiresAt',
    ])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row && { ...row, scopes: readScopes(row.scopes) };
}

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
