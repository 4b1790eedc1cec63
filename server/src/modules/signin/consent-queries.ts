import { tables, type Tx } from '../../platform/db/tx.ts';
import type { SigninTables } from './tables.ts';

const db = (tx: Tx) => tables<SigninTables>(tx);

export interface Agreement {
  readonly companyId: string;
  readonly userId: string;
  readonly appId: string;
}

export async function selectConsent(tx: Tx, agreement: Agreement): Promise<readonly string[] | undefined> {
  const row = await db(tx)
    .selectFrom('consent')
    .select('scopes')
    .where('company_id', '=', agreement.companyId)
    .where('user_id', '=', agreement.userId)
    .where('app_id', '=', agreement.appId)
    .executeTakeFirst();
  return row?.scopes;
}

export async function upsertConsent(tx: Tx, agreement: Agreement, scopes: readonly string[], now: Date): Promise<void> {
  const given = { scopes: [...scopes], given_at: now };
  await db(tx)
    .insertInto('consent')
    .values({ company_id: agreement.companyId, user_id: agreement.userId, app_id: agreement.appId, ...given })
    .onConflict((conflict) => conflict.columns(['company_id', 'user_id', 'app_id']).doUpdateSet(given))
    .execute();
}
