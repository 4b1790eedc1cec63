import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { SigninTables } from '../tables.ts';
import type { Invitation } from './invitation.ts';

const db = (tx: Tx) => tables<SigninTables>(tx);
const columns = ['company_id as companyId', 'id', 'user_id as userId', 'created_at as createdAt', 'used_at as usedAt'] as const;

export type StoredInvitation = Invitation & { readonly usedAt: Date | null };

export async function insertInvitation(tx: Tx, invitation: Invitation, secretHash: string): Promise<void> {
  await db(tx)
    .insertInto('invitation')
    .values({
      company_id: invitation.companyId,
      id: invitation.id,
      user_id: invitation.userId,
      secret_hash: secretHash,
      created_at: invitation.createdAt,
      used_at: null,
    })
    .execute();
}

export const selectInvitation = (tx: Tx, companyId: string, secretHash: string): Promise<StoredInvitation | undefined> =>
  db(tx)
    .selectFrom('invitation')
    .select(columns)
    .where('company_id', '=', companyId)
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst();

/** Those among users who were invited, with whether they came. */
export const selectInvited = (
  tx: Tx,
  companyId: string,
  userIds: readonly string[],
): Promise<{ userId: string; usedAt: Date | null }[]> =>
  db(tx)
    .selectFrom('invitation')
    .select(['user_id as userId', 'used_at as usedAt'])
    .where('company_id', '=', companyId)
    .where('user_id', 'in', [...userIds])
    .execute();

/** Marks an invitation as used; undefined where it was used before, also by a call at the same moment. */
export const updateInvitationUsed = (tx: Tx, companyId: string, secretHash: string, now: Date): Promise<Invitation | undefined> =>
  db(tx)
    .updateTable('invitation')
    .set({ used_at: now })
    .where('company_id', '=', companyId)
    .where('secret_hash', '=', secretHash)
    .where('used_at', 'is', null)
    .returning(['company_id as companyId', 'id', 'user_id as userId', 'created_at as createdAt'])
    .executeTakeFirst();

/** A new letter is the only one that works, and none does once its receiver has come in. */
export async function deleteUnused(tx: Tx, companyId: string, userId: string): Promise<void> {
  await db(tx)
    .deleteFrom('invitation')
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .execute();
}
