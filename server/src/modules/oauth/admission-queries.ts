import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.ts';

/** What decides whether an app may be given tokens for a principal now. */
export interface Admission {
  readonly companyId: string;
  readonly dataCenter: string;
  /** False as well for a principal whose rows another data centre holds. */
  readonly active: boolean;
  readonly companyInMaintenance: boolean;
  /** The company has blocked the app. */
  readonly blocked: boolean;
}

/** Undefined for what is no principal. */
export async function selectAdmission(tx: Tx, principalId: string, appId: string): Promise<Admission | undefined> {
  const { rows } = await sql<Admission>`
    select s.company_id as "companyId", s.data_center as "dataCenter", s.active, s.company_in_maintenance as "companyInMaintenance",
      exists (select 1 from app_block b where b.company_id = s.company_id and b.app_id = ${appId}) as blocked
    from principal_standing s where s.principal_id = ${principalId}`.execute(tx);
  return rows[0];
}
