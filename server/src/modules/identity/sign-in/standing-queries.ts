import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { IdentityViews } from '../tables.ts';

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

/** For a statement that joins the view to rows of its own, see the tokens of oauth. */
export const selectStanding = (tx: Tx, principalId: string): Promise<Standing | undefined> =>
  tables<IdentityViews>(tx)
    .selectFrom('principal_standing')
    .select([
      'principal_id as principalId',
      'kind',
      'company_id as companyId',
      'data_center as dataCenter',
      'active',
      'company_in_maintenance as companyInMaintenance',
    ])
    .where('principal_id', '=', principalId)
    .executeTakeFirst();
