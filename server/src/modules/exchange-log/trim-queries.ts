import { sql } from 'kysely';
import { tables, type Tx } from '../../platform/db/tx.ts';
import { lowestIdAt } from '../../platform/ids/index.ts';
import type { ExchangeLogTables } from './tables.ts';

const db = (tx: Tx) => tables<ExchangeLogTables>(tx);

/** Every company that has a log: a step of the index for each. */
export async function selectCompanies(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ company_id: string }>`with recursive companies as (
      (select company_id from exchange order by company_id limit 1)
      union all
      select (select e.company_id from exchange e where e.company_id > companies.company_id order by e.company_id limit 1)
      from companies where companies.company_id is not null)
    select company_id from companies where company_id is not null`.execute(tx);
  return rows.map(({ company_id }) => company_id);
}

/** The first id that stays: nothing before `since`, and `most` at most. */
export async function firstKept(
  tx: Tx,
  companyId: string,
  keep: { readonly since: Date; readonly most: number },
): Promise<string> {
  const oldest = lowestIdAt(keep.since);
  const last = await db(tx)
    .selectFrom('exchange')
    .select('id')
    .where('company_id', '=', companyId)
    .orderBy('id', 'desc')
    .offset(keep.most - 1)
    .limit(1)
    .executeTakeFirst();
  return last && last.id > oldest ? last.id : oldest;
}

/** Deletes up to `batch` exchanges before this id; answers how many. */
export async function deleteBefore(tx: Tx, companyId: string, id: string, batch: number): Promise<number> {
  const doomed = db(tx)
    .selectFrom('exchange')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '<', id)
    .orderBy('id')
    .limit(batch);
  const result = await db(tx)
    .deleteFrom('exchange')
    .where('company_id', '=', companyId)
    .where('id', 'in', doomed)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Deletes the contents of exchanges that were all before this id. */
export async function deleteContentsBefore(tx: Tx, companyId: string, id: string): Promise<void> {
  await db(tx).deleteFrom('exchange_content').where('company_id', '=', companyId).where('id', '<', id).execute();
}

/** Gives back the room of what was deleted, where no server does so by itself. Outside of any transaction. */
export async function reclaim(tx: Tx): Promise<void> {
  await sql`vacuum exchange_content`.execute(tx);
  await sql`vacuum exchange`.execute(tx);
}
