import { tables, type Tx } from '../../platform/db/tx.ts';
import type { SetupState, SetupStep } from './setup.ts';
import type { OnboardingTables } from './tables.ts';

const db = (tx: Tx) => tables<OnboardingTables>(tx);

export const selectSetup = (tx: Tx, companyId: string): Promise<{ step: SetupStep; state: SetupState; changedAt: Date }[]> =>
  db(tx)
    .selectFrom('setup_step')
    .select(['step', 'state', 'changed_at as changedAt'])
    .where('company_id', '=', companyId)
    .execute();

export async function upsertSetup(
  tx: Tx,
  companyId: string,
  left: { step: SetupStep; state: SetupState; userId: string; now: Date },
): Promise<void> {
  const row = { state: left.state, changed_by: left.userId, changed_at: left.now };
  await db(tx)
    .insertInto('setup_step')
    .values({ company_id: companyId, step: left.step, ...row })
    .onConflict((conflict) => conflict.columns(['company_id', 'step']).doUpdateSet(row))
    .execute();
}
