import { tables, type Tx } from '../../platform/db/tx.ts';
import { readScopes, writeScopes } from './scopes.ts';
import type { OAuthTables } from './tables.ts';

const db = (tx: Tx) => tables<OAuthTables>(tx);

export interface AuthorizationCode {
  readonly codeHash: string;
  /** Where it is redeemed: at the token endpoint, or at the pre-2017 calls. */
  readonly generation: 'current' | 'legacy';
  readonly appId: string;
  readonly companyId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge: string | undefined;
  readonly challengeMethod: 'S256' | 'plain' | undefined;
  readonly expiresAt: Date;
  readonly usedAt: Date | undefined;
}

export async function insertCode(tx: Tx, code: Omit<AuthorizationCode, 'usedAt'> & { now: Date }): Promise<void> {
  await db(tx)
    .insertInto('authorization_code')
    .values({
      code_hash: code.codeHash,
      generation: code.generation,
      app_id: code.appId,
      company_id: code.companyId,
      user_id: code.userId,
      redirect_uri: code.redirectUri,
      scopes: writeScopes(code.scopes),
      challenge: code.challenge ?? null,
      challenge_method: code.challengeMethod ?? null,
      issued_at: code.now,
      expires_at: code.expiresAt,
      used_at: null,
    })
    .execute();
}

export async function selectCode(tx: Tx, codeHash: string): Promise<AuthorizationCode | undefined> {
  const row = await db(tx).selectFrom('authorization_code').selectAll().where('code_hash', '=', codeHash).executeTakeFirst();
  return (
    row && {
      codeHash: row.code_hash,
      generation: row.generation,
      appId: row.app_id,
      companyId: row.company_id,
      userId: row.user_id,
      redirectUri: row.redirect_uri,
      scopes: readScopes(row.scopes),
      challenge: row.challenge ?? undefined,
      challengeMethod: row.challenge_method ?? undefined,
      expiresAt: row.expires_at,
      usedAt: row.used_at ?? undefined,
    }
  );
}

/** Marks a code as used; false when it was already. */
export async function consumeCode(tx: Tx, codeHash: string, now: Date): Promise<boolean> {
  const result = await db(tx)
    .updateTable('authorization_code')
    .set({ used_at: now })
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Voids codes that an app was given for a user and has not redeemed. */
export async function deleteOpenCodes(tx: Tx, companyId: string, userId: string, appId: string): Promise<void> {
  await db(tx)
    .deleteFrom('authorization_code')
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .where('app_id', '=', appId)
    .where('used_at', 'is', null)
    .execute();
}
