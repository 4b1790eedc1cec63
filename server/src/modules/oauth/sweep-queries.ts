import { tables, type Tx } from '../../platform/db/tx.ts';
import type { OAuthTables } from './tables.ts';

const EXPIRING = ['authorization_code', 'one_time_password', 'request_token', 'refresh_token'] as const;

/** Deletes credentials that ended before this moment; answers how many. */
export async function deleteExpired(tx: Tx, before: Date): Promise<number> {
  let deleted = 0;
  for (const table of EXPIRING) {
    const result = await tables<OAuthTables>(tx).deleteFrom(table).where('expires_at', '<', before).executeTakeFirst();
    deleted += Number(result.numDeletedRows);
  }
  return deleted;
}
