import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { IdentityTables } from '../tables.ts';
import type { TravelSetting } from './travel-settings.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** In the order in which they were made. */
export const selectSettings = (tx: Tx, companyId: string): Promise<TravelSetting[]> =>
  db(tx).selectFrom('travel_setting').select(['kind', 'id', 'name']).where('company_id', '=', companyId).orderBy('id').execute();

export async function insertSettings(tx: Tx, companyId: string, settings: readonly Omit<TravelSetting, 'id'>[]): Promise<void> {
  await db(tx)
    .insertInto('travel_setting')
    .values(settings.map((setting) => ({ company_id: companyId, ...setting })))
    .execute();
}
