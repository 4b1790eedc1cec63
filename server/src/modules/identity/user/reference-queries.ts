import { sql } from 'kysely';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { ApproverKind, DelegationProduct, IdentityTables } from '../tables.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** Which of these people the company has, named by id or by employee number. */
export async function selectReferred(
  tx: Tx,
  companyId: string,
  asked: { ids: readonly string[]; numbers: readonly string[] },
): Promise<{ id: string; employeeNumber: string | null }[]> {
  const { ids, numbers } = asked;
  if (ids.length + numbers.length === 0) return [];
  return db(tx)
    .selectFrom('user')
    .select(['id', 'employee_number as employeeNumber'])
    .where('company_id', '=', companyId)
    .where('deleted_at', 'is', null)
    .where((is) =>
      is.or([
        ...(ids.length > 0 ? [is('id', 'in', ids)] : []),
        ...(numbers.length > 0 ? [is('employee_number', 'in', numbers)] : []),
      ]),
    )
    .execute();
}

/** Whom others named, and as what: their ids. */
export interface Released {
  readonly managed: readonly string[];
  /** To whom the analysis of spending reported. */
  readonly reporting: readonly string[];
  readonly travelling: readonly string[];
  readonly approved: readonly { readonly userId: string; readonly kind: ApproverKind }[];
  readonly delegators: readonly { readonly userId: string; readonly product: DelegationProduct }[];
}

/** Takes a user out of what others refer to: manager, approver and delegate of nobody any more. */
export async function releaseFromOthers(tx: Tx, companyId: string, id: string, now: Date): Promise<Released> {
  const managed = await db(tx)
    .updateTable('user')
    .set({ manager_id: null, version: sql`version + 1`, updated_at: now })
    .where('company_id', '=', companyId)
    .where('manager_id', '=', id)
    .returning(['id', 'deleted_at'])
    .execute();
  const approved = await db(tx)
    .deleteFrom('user_approver')
    .where('company_id', '=', companyId)
    .where('approver_id', '=', id)
    .returning(['user_id as userId', 'kind'])
    .execute();
  const delegators = await db(tx)
    .deleteFrom('delegation')
    .where('company_id', '=', companyId)
    .where('delegate_id', '=', id)
    .returning(['delegator_id as userId', 'product'])
    .execute();
  const reporting = await db(tx)
    .updateTable('spend_profile')
    .set({ bi_manager_id: null })
    .where('company_id', '=', companyId)
    .where('bi_manager_id', '=', id)
    .returning('user_id')
    .execute();
  const travelling = await db(tx)
    .updateTable('travel_profile')
    .set({ manager_id: null })
    .where('company_id', '=', companyId)
    .where('manager_id', '=', id)
    .returning('user_id')
    .execute();
  return {
    reporting: reporting.map((row) => row.user_id),
    travelling: travelling.map((row) => row.user_id),
    managed: managed.filter((user) => user.deleted_at === null).map((user) => user.id),
    approved,
    delegators,
  };
}
