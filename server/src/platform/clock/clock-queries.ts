import { sql } from 'kysely';
import { tables, type Tx } from '../db/tx.ts';

const CLOCK = 'sandbox.clock';

/** Where a sandbox's clock stands: so far from the real time, or still at a moment (ISO 8601). */
export interface ClockSetting {
  readonly offset: number;
  readonly frozenAt?: string;
}

const settings = (tx: Tx) => tables<{ setting: { name: string; value: unknown } }>(tx);

export async function findClock(tx: Tx): Promise<ClockSetting | undefined> {
  const row = await settings(tx).selectFrom('setting').select('value').where('name', '=', CLOCK).executeTakeFirst();
  return row?.value as ClockSetting | undefined;
}

export async function saveClock(tx: Tx, setting: ClockSetting): Promise<void> {
  const value = sql`${JSON.stringify(setting)}::jsonb`;
  await settings(tx)
    .insertInto('setting')
    .values({ name: CLOCK, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

export async function deleteClock(tx: Tx): Promise<void> {
  await settings(tx).deleteFrom('setting').where('name', '=', CLOCK).execute();
}
