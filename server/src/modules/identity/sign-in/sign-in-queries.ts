import { sql } from 'kysely';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { Owner } from '../role/role-queries.ts';
import type { IdentityTables } from '../tables.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

export interface Credential {
  readonly hash: string;
  readonly mustChange: boolean;
  readonly changedAt: Date;
}

export async function selectCredential(tx: Tx, owner: Owner): Promise<Credential | undefined> {
  return db(tx)
    .selectFrom('user_credential')
    .select(['password_hash as hash', 'must_change as mustChange', 'changed_at as changedAt'])
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .executeTakeFirst();
}

export async function upsertCredential(tx: Tx, owner: Owner, credential: Credential): Promise<void> {
  const row = {
    password_hash: credential.hash,
    must_change: credential.mustChange,
    changed_at: credential.changedAt,
  };
  await db(tx)
    .insertInto('user_credential')
    .values({ company_id: owner.companyId, user_id: owner.userId, ...row })
    .onConflict((conflict) => conflict.columns(['company_id', 'user_id']).doUpdateSet(row))
    .execute();
}

/** Until when a subject is locked, if it still is. */
export async function selectLock(tx: Tx, subject: string, now: Date): Promise<Date | undefined> {
  const row = await db(tx)
    .selectFrom('sign_in_failure')
    .select('locked_until')
    .where('subject', '=', subject)
    .where('locked_until', '>', now)
    .executeTakeFirst();
  return row?.locked_until ?? undefined;
}

/**
 * Counts a wrong password in one statement, so that no two at once are counted as one. A series that was forgotten or whose lock ran
 * out starts again at one. Returns until when the subject is locked now.
 */
export async function countFailure(
  tx: Tx,
  failure: { subject: string; now: Date; most: number; lockedUntil: Date; forgottenBefore: Date },
): Promise<Date | undefined> {
  const { subject, now, most, lockedUntil, forgottenBefore } = failure;
  const { rows } = await sql<{ locked_until: Date | null }>`
    insert into sign_in_failure as f (subject, failures, last_failed_at, locked_until)
    values (${subject}, 1, ${now}, null)
    on conflict (subject) do update set
      failures = case when f.locked_until is not null and f.locked_until <= ${now} or f.last_failed_at < ${forgottenBefore}
        then 1 else f.failures + 1 end,
      last_failed_at = ${now},
      locked_until = case
        when f.locked_until > ${now} then f.locked_until
        when f.locked_until is null and f.last_failed_at >= ${forgottenBefore} and f.failures + 1 >= ${most}
          then ${lockedUntil}::timestamptz
        else null end
    returning locked_until`.execute(tx);
  return rows[0]?.locked_until ?? undefined;
}

export async function forgetFailures(tx: Tx, subject: string): Promise<void> {
  await db(tx).deleteFrom('sign_in_failure').where('subject', '=', subject).execute();
}

/** Removes some series that no longer count, so that guesses at made-up logins do not fill the table. */
export async function sweepFailures(tx: Tx, before: Date): Promise<void> {
  await sql`delete from sign_in_failure where subject in (
    select subject from sign_in_failure where last_failed_at < ${before} and (locked_until is null or locked_until < ${before})
    order by last_failed_at limit 20 for update skip locked)`.execute(tx);
}
