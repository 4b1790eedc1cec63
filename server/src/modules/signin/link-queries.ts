import { sql } from 'kysely';
import { tables, type Tx } from '../../platform/db/tx.ts';
import type { SignInLink } from './link.ts';
import type { SigninTables } from './tables.ts';

const db = (tx: Tx) => tables<SigninTables>(tx);

const columns = [
  'company_id as companyId',
  'id',
  'user_id as userId',
  'return_to as returnTo',
  'created_at as createdAt',
  'used_at as usedAt',
] as const;

export type StoredLink = SignInLink & { readonly usedAt: Date | null };

export async function insertLink(tx: Tx, link: SignInLink, secretHash: string): Promise<void> {
  await db(tx)
    .insertInto('sign_in_link')
    .values({
      company_id: link.companyId,
      id: link.id,
      user_id: link.userId,
      secret_hash: secretHash,
      return_to: link.returnTo,
      created_at: link.createdAt,
      used_at: null,
    })
    .execute();
}

export const selectLink = (tx: Tx, companyId: string, secretHash: string): Promise<StoredLink | undefined> =>
  db(tx)
    .selectFrom('sign_in_link')
    .select(columns)
    .where('company_id', '=', companyId)
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst();

/** Marks a link as used; undefined where it was used before, also by a call at the same moment. */
export const updateUsed = (tx: Tx, companyId: string, secretHash: string, now: Date): Promise<SignInLink | undefined> =>
  db(tx)
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('company_id', '=', companyId)
    .where('secret_hash', '=', secretHash)
    .where('used_at', 'is', null)
    .returning(['company_id as companyId', 'id', 'user_id as userId', 'return_to as returnTo', 'created_at as createdAt'])
    .executeTakeFirst();

export async function deleteLinksBefore(tx: Tx, companyId: string, userId: string, before: Date): Promise<void> {
  await db(tx)
    .deleteFrom('sign_in_link')
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .where('created_at', '<', before)
    .execute();
}

/** Counts a request and answers how many the address made in the window that holds `now`. */
export async function countRequest(
  tx: Tx,
  addressHash: string,
  now: Date,
  windowStart: Date,
): Promise<{ requests: number; windowStartedAt: Date }> {
  const row = await db(tx)
    .insertInto('sign_in_link_request')
    .values({ address_hash: addressHash, window_started_at: now, requests: 1 })
    .onConflict((conflict) =>
      conflict.column('address_hash').doUpdateSet({
        requests: sql<number>`case when sign_in_link_request.window_started_at <= ${windowStart} then 1
          else sign_in_link_request.requests + 1 end`,
        window_started_at: sql<Date>`case when sign_in_link_request.window_started_at <= ${windowStart} then ${now}
          else sign_in_link_request.window_started_at end`,
      }),
    )
    .returning(['requests', 'window_started_at as windowStartedAt'])
    .executeTakeFirstOrThrow();
  return row;
}

export async function deleteRequestsBefore(tx: Tx, before: Date): Promise<void> {
  await db(tx).deleteFrom('sign_in_link_request').where('window_started_at', '<', before).execute();
}
