import { sql } from 'kysely';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import { readScopes, writeScopes } from '../scopes.ts';
import type { OAuthTables } from '../tables.ts';

const db = (tx: Tx) => tables<OAuthTables>(tx);

export interface LegacyToken {
  readonly tokenHash: string;
  readonly refreshHash: string;
  readonly appId: string;
  readonly companyId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  readonly exchangedAt: Date | undefined;
}

const select = (tx: Tx) =>
  db(tx)
    .selectFrom('legacy_token')
    .select([
      'token_hash as tokenHash',
      'refresh_hash as refreshHash',
      'app_id as appId',
      'company_id as companyId',
      'user_id as userId',
      'scopes',
      'expires_at as expiresAt',
      'exchanged_at as exchanged',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirst']>>;

const toToken = (row: Row): LegacyToken | undefined => {
  if (!row) return undefined;
  const { exchanged, ...token } = row;
  return { ...token, scopes: readScopes(token.scopes), exchangedAt: exchanged ?? undefined };
};

export async function selectLegacyToken(tx: Tx, tokenHash: string): Promise<LegacyToken | undefined> {
  return toToken(await select(tx).where('token_hash', '=', tokenHash).executeTakeFirst());
}

/** A token whose user may still be served. */
export async function selectServedLegacyToken(tx: Tx, tokenHash: string): Promise<LegacyToken | undefined> {
  const active = sql<boolean>`exists (select 1 from principal_standing s where s.principal_id = legacy_token.user_id and s.active)`;
  return toToken(await select(tx).where('token_hash', '=', tokenHash).where(active).executeTakeFirst());
}

/** The latest token that a refresh token stands for. */
export async function selectByLegacyRefresh(tx: Tx, refreshHash: string): Promise<LegacyToken | undefined> {
  return toToken(
    await select(tx).where('refresh_hash', '=', refreshHash).orderBy('issued_at', 'desc').limit(1).executeTakeFirst(),
  );
}

/** The same, and nobody revokes it before the transaction ends; undefined when somebody just did. */
export async function lockLegacyRefresh(tx: Tx, refreshHash: string): Promise<LegacyToken | undefined> {
  return toToken(
    await select(tx).where('refresh_hash', '=', refreshHash).orderBy('issued_at', 'desc').limit(1).forUpdate().executeTakeFirst(),
  );
}

export async function insertLegacyToken(tx: Tx, token: Omit<LegacyToken, 'exchangedAt'> & { now: Date }): Promise<void> {
  await db(tx)
    .insertInto('legacy_token')
    .values({
      token_hash: token.tokenHash,
      refresh_hash: token.refreshHash,
      app_id: token.appId,
      company_id: token.companyId,
      user_id: token.userId,
      scopes: writeScopes(token.scopes),
      issued_at: token.now,
      expires_at: token.expiresAt,
      exchanged_at: null,
    })
    .execute();
}

/** Marks every token of one refresh token as traded; false when somebody was faster. */
export async function markExchanged(tx: Tx, refreshHash: string, now: Date): Promise<boolean> {
  const result = await db(tx)
    .updateTable('legacy_token')
    .set({ exchanged_at: now })
    .where('refresh_hash', '=', refreshHash)
    .where('exchanged_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Tokens of another company stay: its administrators alone revoke them. */
export async function deleteLegacyToken(tx: Tx, companyId: string, tokenHash: string): Promise<boolean> {
  const result = await db(tx)
    .deleteFrom('legacy_token')
    .where('company_id', '=', companyId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function deleteLegacyTokensOf(tx: Tx, companyId: string, userId: string, appId: string): Promise<void> {
  // A refresh under way holds its row: once it is done, the token that it made is seen by the next statement and goes too.
  await select(tx)
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .where('app_id', '=', appId)
    .forUpdate()
    .execute();
  await db(tx)
    .deleteFrom('legacy_token')
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .where('app_id', '=', appId)
    .execute();
}
