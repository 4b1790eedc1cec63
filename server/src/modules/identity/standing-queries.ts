import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.ts';

/** Where a principal lives and whether it may be given anything at this moment. */
export interface Standing {
  readonly principalId: string;
  readonly kind: 'user' | 'company';
  readonly companyId: string;
  readonly dataCenter: string;
  /** False as well for a principal whose rows another data centre holds. */
  readonly active: boolean;
  readonly companyInMaintenance: boolean;
}

/** One statement over three modules' tables: every refresh of a token asks this, and nothing else about its principal. */
export async function selectStanding(tx: Tx, principalId: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select d.principal_id as "principalId", d.kind, d.company_id as "companyId", d.data_center as "dataCenter",
      c.company_id is not null and (d.kind = 'company' or coalesce(u.active and u.deleted_at is null, false)) as active,
      coalesce(c.maintenance, false) as "companyInMaintenance"
    from directory_entry d
    left join company c on c.company_id = d.company_id
    left join "user" u on u.company_id = d.company_id and u.id = d.principal_id
    where d.principal_id = ${principalId}`.execute(tx);
  return rows[0];
}
