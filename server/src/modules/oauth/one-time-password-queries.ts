import { sql } from 'kysely';
import { tables, type Tx } from '../../platform/db/tx.ts';
import type { OAuthTables } from './tables.ts';

const db = (tx: Tx) => tables<OAuthTables>(tx);

export interface OpenPassword {
  readonly passwordHash: string;
  readonly companyId: string;
  readonly userId: string;
  readonly bound: Readonly<Record<string, string>>;
}

/** Lets one transaction at a time count and add what is open between an app and an address. */
export async function lockPasswords(tx: Tx, appId: string, handle: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`one-time-password/${appId}/${handle}`}, 0))`.execute(tx);
}

/** What is open between an app and an address. */
export async function selectOpenPasswords(tx: Tx, appId: string, handle: string, now: Date): Promise<OpenPassword[]> {
  return db(tx)
    .selectFrom('one_time_password')
    .select(['password_hash as passwordHash', 'company_id as companyId', 'user_id as userId', 'bound'])
    .where('app_id', '=', appId)
    .where('handle', '=', handle)
    .where('expires_at', '>', now)
    .execute();
}

export async function insertPassword(
  tx: Tx,
  password: OpenPassword & { appId: string; handle: string; now: Date; expiresAt: Date },
): Promise<void> {
  await db(tx)
    .insertInto('one_time_password')
    .values({
      password_hash: password.passwordHash,
      app_id: password.appId,
      handle: password.handle,
      company_id: password.companyId,
      user_id: password.userId,
      bound: JSON.stringify(password.bound),
      issued_at: password.now,
      expires_at: password.expiresAt,
    })
    .execute();
}

/** False when somebody was faster. */
export async function consumePassword(tx: Tx, passwordHash: string): Promise<boolean> {
  const result = await db(tx).deleteFrom('one_time_password').where('password_hash', '=', passwordHash).executeTakeFirst();
  return result.numDeletedRows > 0n;
}
