import { tables, type Tx } from '../../platform/db/tx.ts';
import type { Supplier } from './supplier.ts';
import type { ConnectionRequestTables } from './tables.ts';

const db = (tx: Tx) => tables<ConnectionRequestTables>(tx);

/** By name. The directory is as long as there are partners: some hundreds at most. */
export const selectSuppliers = (tx: Tx): Promise<Supplier[]> =>
  db(tx).selectFrom('supplier').select(['app_id as id', 'entry']).orderBy('business_name').orderBy('app_id').execute();

export const selectSupplier = (tx: Tx, id: string): Promise<Supplier | undefined> =>
  db(tx).selectFrom('supplier').select(['app_id as id', 'entry']).where('app_id', '=', id).executeTakeFirst();

export async function upsertSupplier(tx: Tx, { id, entry }: Supplier, now: Date): Promise<void> {
  const row = { business_name: entry.businessName, entry: JSON.stringify(entry), updated_at: now };
  await db(tx)
    .insertInto('supplier')
    .values({ app_id: id, ...row })
    .onConflict((conflict) => conflict.column('app_id').doUpdateSet(row))
    .execute();
}
