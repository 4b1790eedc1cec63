import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { SigninTables } from '../tables.ts';
import type { Challenge } from './challenge.ts';

const db = (tx: Tx) => tables<SigninTables>(tx);
const columns = [
  'company_id as companyId',
  'id',
  'user_id as userId',
  'method',
  'return_to as returnTo',
  'created_at as createdAt',
] as const;

export async function insertChallenge(tx: Tx, challenge: Challenge, secretHash: string): Promise<void> {
  await db(tx)
    .insertInto('sign_in_challenge')
    .values({
      company_id: challenge.companyId,
      id: challenge.id,
      user_id: challenge.userId,
      secret_hash: secretHash,
      method: challenge.method,
      return_to: challenge.returnTo,
      created_at: challenge.createdAt,
      used_at: null,
    })
    .execute();
}

export const selectChallenge = (
  tx: Tx,
  companyId: string,
  secretHash: string,
): Promise<(Challenge & { usedAt: Date | null }) | undefined> =>
  db(tx)
    .selectFrom('sign_in_challenge')
    .select([...columns, 'used_at as usedAt'])
    .where('company_id', '=', companyId)
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst();

export async function updateChallengeUsed(tx: Tx, { companyId, id }: Challenge, now: Date): Promise<boolean> {
  const used = await db(tx)
    .updateTable('sign_in_challenge')
    .set({ used_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

export async function deleteChallengesBefore(tx: Tx, companyId: string, userId: string, before: Date): Promise<void> {
  await db(tx)
    .deleteFrom('sign_in_challenge')
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .where('created_at', '<', before)
    .execute();
}
