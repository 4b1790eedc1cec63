import { tables, type Tx } from '../../platform/db/tx.ts';
import type { SigninTables } from './tables.ts';
import type { Session } from './session.ts';

const db = (tx: Tx) => tables<SigninTables>(tx);

const columns = [
  'company_id as companyId',
  'id',
  'user_id as userId',
  'method',
  'user_agent as userAgent',
  'created_at as createdAt',
  'last_seen_at as lastSeenAt',
  'ended_at as endedAt',
] as const;

export type StoredSession = Session & { readonly endedAt: Date | null };

export async function insertSession(tx: Tx, session: Session, secretHash: string): Promise<void> {
  await db(tx)
    .insertInto('browser_session')
    .values({
      company_id: session.companyId,
      id: session.id,
      user_id: session.userId,
      secret_hash: secretHash,
      method: session.method,
      user_agent: session.userAgent,
      created_at: session.createdAt,
      last_seen_at: session.lastSeenAt,
      ended_at: null,
    })
    .execute();
}

export const selectSession = (tx: Tx, companyId: string, secretHash: string): Promise<StoredSession | undefined> =>
  db(tx)
    .selectFrom('browser_session')
    .select(columns)
    .where('company_id', '=', companyId)
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst();

/** Sessions of a user that nobody ended, newest first. */
export const selectSessionsOf = (tx: Tx, companyId: string, userId: string): Promise<StoredSession[]> =>
  db(tx)
    .selectFrom('browser_session')
    .select(columns)
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();

export async function updateSeen(tx: Tx, session: Pick<Session, 'companyId' | 'id'>, now: Date): Promise<void> {
  await db(tx)
    .updateTable('browser_session')
    .set({ last_seen_at: now })
    .where('company_id', '=', session.companyId)
    .where('id', '=', session.id)
    .execute();
}

/** Ends the sessions of a user, or one of them, or all but one. Answers how many it ended. */
export async function updateEnded(
  tx: Tx,
  which: { companyId: string; userId: string; only?: string; except?: string },
  now: Date,
): Promise<number> {
  let update = db(tx)
    .updateTable('browser_session')
    .set({ ended_at: now })
    .where('company_id', '=', which.companyId)
    .where('user_id', '=', which.userId)
    .where('ended_at', 'is', null);
  if (which.only !== undefined) update = update.where('id', '=', which.only);
  if (which.except !== undefined) update = update.where('id', '!=', which.except);
  return Number((await update.executeTakeFirst()).numUpdatedRows);
}

export async function deleteSessionsBefore(tx: Tx, companyId: string, userId: string, before: Date): Promise<void> {
  await db(tx)
    .deleteFrom('browser_session')
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .where('created_at', '<', before)
    .execute();
}
