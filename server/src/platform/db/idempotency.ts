import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { tables } from './tx.ts';

interface IdempotencyKeyTable {
  company_id: string;
  operation: string;
  key: string;
  answer: unknown;
  created_at: Date;
}

/**
 * Runs `make` once for each key of an operation in a company: a repeated call gets the first one's answer (a JSON value), and 'busy' while the
 * first one's transaction is still open. A failed call leaves nothing behind.
 */
export async function answerOnce<T>(
  ctx: Context,
  call: {
    readonly operation: string;
    readonly key: string;
    /** Whether an earlier answer is still true; where it is not the call is a first one again. Always, if left out. */
    readonly holds?: (answer: T) => Promise<boolean>;
  },
  make: () => Promise<T>,
): Promise<{ readonly answer: T; readonly repeated: boolean } | 'busy'> {
  const name = `${ctx.companyId}/${call.operation}/${call.key}`;
  const lock = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken`.execute(
    ctx.tx,
  );
  if (!lock.rows[0]?.taken) return 'busy';
  const db = tables<{ idempotency_key: IdempotencyKeyTable }>(ctx.tx);
  // A statement of its own: one that also took the lock would not see what its last holder committed.
  const known = await db
    .selectFrom('idempotency_key')
    .select('answer')
    .where('company_id', '=', ctx.companyId)
    .where('operation', '=', call.operation)
    .where('key', '=', call.key)
    .executeTakeFirst();
  if (known && (call.holds === undefined || (await call.holds(known.answer as T))))
    return { answer: known.answer as T, repeated: true };
  const answer = await make();
  await db
    .insertInto('idempotency_key')
    .values({
      company_id: ctx.companyId,
      operation: call.operation,
      key: call.key,
      answer: JSON.stringify(answer),
      created_at: ctx.clock.now(),
    })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'operation', 'key']).doUpdateSet((row) => ({
        answer: row.ref('excluded.answer'),
        created_at: row.ref('excluded.created_at'),
      })),
    )
    .execute();
  return { answer, repeated: false };
}
