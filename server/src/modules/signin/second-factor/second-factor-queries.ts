import { sql } from 'kysely';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { SigninTables } from '../tables.ts';
import type { SecondFactor } from './second-factor.ts';

const db = (tx: Tx) => tables<SigninTables>(tx);

export interface Owner {
  readonly companyId: string;
  readonly userId: string;
}

export const selectSecondFactor = (tx: Tx, owner: Owner): Promise<SecondFactor | undefined> =>
  db(tx)
    .selectFrom('second_factor')
    .select([
      'company_id as companyId',
      'user_id as userId',
      'sealed_key as sealedKey',
      'confirmed_at as confirmedAt',
      'last_step as lastStep',
      'locked_until as lockedUntil',
    ])
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .executeTakeFirst();

/** Those among users of whom a second proof is asked. */
export const selectProtected = async (tx: Tx, companyId: string, userIds: readonly string[]): Promise<string[]> =>
  (
    await db(tx)
      .selectFrom('second_factor')
      .select('user_id as userId')
      .where('company_id', '=', companyId)
      .where('user_id', 'in', [...userIds])
      .where('confirmed_at', 'is not', null)
      .execute()
  ).map(({ userId }) => userId);

/** A key that waits for its first code, in place of one that waited before; false where one is in force. */
export async function upsertUnconfirmed(tx: Tx, owner: Owner, sealedKey: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into second_factor as f (company_id, user_id, sealed_key, created_at)
    values (${owner.companyId}, ${owner.userId}, ${sealedKey}, ${now})
    on conflict (company_id, user_id) do update set sealed_key = excluded.sealed_key, created_at = excluded.created_at
      where f.confirmed_at is null
    returning user_id`.execute(tx);
  return rows.length > 0;
}

/** Takes the code of a step; false where it, or a later one, was taken before, also by a call at the same moment. */
export async function updateStep(tx: Tx, owner: Owner, step: number): Promise<boolean> {
  const taken = await db(tx)
    .updateTable('second_factor')
    .set({ last_step: step, failures: 0, last_failed_at: null, locked_until: null })
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

export async function updateConfirmed(tx: Tx, owner: Owner, now: Date): Promise<boolean> {
  const confirmed = await db(tx)
    .updateTable('second_factor')
    .set({ confirmed_at: now })
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  return confirmed.numUpdatedRows > 0n;
}

/** Counts a wrong code in one statement, so that no two at once are counted as one. Answers until when it is closed now. */
export async function countWrongCode(
  tx: Tx,
  owner: Owner,
  failure: { now: Date; most: number; lockedUntil: Date; forgottenBefore: Date },
): Promise<Date | undefined> {
  const { now, most, lockedUntil, forgottenBefore } = failure;
  const { rows } = await sql<{ locked_until: Date | null }>`
    update second_factor as f set
      failures = case when f.locked_until <= ${now} or f.last_failed_at < ${forgottenBefore} then 1 else f.failures + 1 end,
      last_failed_at = ${now},
      locked_until = case
        when f.locked_until > ${now} then f.locked_until
        when f.locked_until is null and f.last_failed_at >= ${forgottenBefore} and f.failures + 1 >= ${most}
          then ${lockedUntil}::timestamptz
        else null end
    where company_id = ${owner.companyId} and user_id = ${owner.userId}
    returning locked_until`.execute(tx);
  return rows[0]?.locked_until ?? undefined;
}

/** With its recovery codes. False where there was none. */
export async function deleteSecondFactor(tx: Tx, owner: Owner): Promise<boolean> {
  const gone = await db(tx)
    .deleteFrom('second_factor')
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

export async function replaceRecoveryCodes(tx: Tx, owner: Owner, hashes: readonly string[]): Promise<void> {
  const { companyId: company_id, userId: user_id } = owner;
  await db(tx).deleteFrom('recovery_code').where('company_id', '=', company_id).where('user_id', '=', user_id).execute();
  await db(tx)
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ company_id, user_id, code_hash, used_at: null })))
    .execute();
}

/** Uses a recovery code up; false for one that is unknown or was used. */
export async function updateRecoveryUsed(tx: Tx, owner: Owner, hash: string, now: Date): Promise<boolean> {
  const used = await db(tx)
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

export async function countRecoveryCodes(tx: Tx, owner: Owner): Promise<number> {
  const row = await db(tx)
    .selectFrom('recovery_code')
    .select(({ fn }) => fn.countAll<string>().as('left'))
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.left);
}
