import { sql } from 'kysely';
import { tables, type Tx } from '../../platform/db/tx.ts';
import type { SandboxRecord, SandboxTables } from './tables.ts';

const NAME = 'sandbox';
/** Any number that nothing else of the installation locks. */
const LOCK = 7_261_001;

export async function selectRecord(tx: Tx): Promise<SandboxRecord | undefined> {
  const row = await tables<SandboxTables>(tx).selectFrom('setting').select('value').where('name', '=', NAME).executeTakeFirst();
  return row?.value as SandboxRecord | undefined;
}

export async function upsertRecord(tx: Tx, record: SandboxRecord): Promise<void> {
  const value = JSON.stringify(record);
  await tables<SandboxTables>(tx)
    .insertInto('setting')
    .values({ name: NAME, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** Of two processes that find no demo company only one makes it: the other waits here until the transaction is over. */
export async function lockSandbox(tx: Tx): Promise<void> {
  await sql`set local lock_timeout = 0`.execute(tx);
  await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx);
}

/** Tells the planner what the tables hold now that the open transaction has filled. */
export async function analyze(tx: Tx): Promise<void> {
  const { rows } = await sql<{ name: string }>`select format('%I.%I', schemaname, relname) as name
    from pg_stat_xact_user_tables where n_tup_ins > 0`.execute(tx);
  if (rows.length > 0) await sql`analyze ${sql.join(rows.map(({ name }) => sql.raw(name)))}`.execute(tx);
}
