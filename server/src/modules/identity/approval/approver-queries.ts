import { sql, type Selectable } from 'kysely';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { Approver, Delegation, DelegationPermission } from './approval.ts';
import type { Owner } from '../role/role-queries.ts';
import type { ApproverKind, DelegationProduct, IdentityTables } from '../tables.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** The primary one first. */
export async function selectApprovers(tx: Tx, owner: Owner, kind?: ApproverKind): Promise<Approver[]> {
  return db(tx)
    .selectFrom('user_approver')
    .select(['kind', 'approver_id as approverId', 'is_primary as primary'])
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind as ApproverKind))
    .orderBy('kind')
    .orderBy('is_primary', 'desc')
    .orderBy('approver_id')
    .execute();
}

export async function replaceApprovers(tx: Tx, owner: Owner, approvers: readonly Approver[]): Promise<void> {
  await db(tx)
    .deleteFrom('user_approver')
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .execute();
  const rows = approvers.map((approver) => ({
    company_id: owner.companyId,
    user_id: owner.userId,
    kind: approver.kind,
    approver_id: approver.approverId,
    is_primary: approver.primary,
  }));
  if (rows.length > 0) await db(tx).insertInto('user_approver').values(rows).execute();
}

/** Whether somebody stands above a user when one walks from primary approver to primary approver; circles end the walk. */
export async function selectIsAbove(tx: Tx, owner: Owner, aboveId: string, kind: ApproverKind): Promise<boolean> {
  const { rows } = await sql<{ above: boolean }>`
    with recursive chain (id) as (
      select approver_id from user_approver
        where company_id = ${owner.companyId} and user_id = ${owner.userId} and kind = ${kind} and is_primary
      union
      select a.approver_id from user_approver a join chain c on a.user_id = c.id
        where a.company_id = ${owner.companyId} and a.kind = ${kind} and a.is_primary
    )
    select exists (select 1 from chain where id = ${aboveId}) as above`.execute(tx);
  return rows[0]?.above ?? false;
}

export async function selectDelegations(
  tx: Tx,
  companyId: string,
  of: { delegatorId?: string; delegateId?: string; product?: DelegationProduct },
): Promise<Delegation[]> {
  const rows = await db(tx)
    .selectFrom('delegation')
    .selectAll()
    .where('company_id', '=', companyId)
    .$if(of.delegatorId !== undefined, (query) => query.where('delegator_id', '=', of.delegatorId as string))
    .$if(of.delegateId !== undefined, (query) => query.where('delegate_id', '=', of.delegateId as string))
    .$if(of.product !== undefined, (query) => query.where('product', '=', of.product as DelegationProduct))
    .orderBy('delegator_id')
    .orderBy('delegate_id')
    .orderBy('product')
    .execute();
  return rows.map(delegationFromRow);
}

const delegationFromRow = (row: Selectable<IdentityTables['delegation']>): Delegation => ({
  delegatorId: row.delegator_id,
  delegateId: row.delegate_id,
  product: row.product,
  permissions: row.permissions as DelegationPermission[],
  ...(row.temporary_from === null ? {} : { temporaryFrom: row.temporary_from }),
  ...(row.temporary_to === null ? {} : { temporaryTo: row.temporary_to }),
});

export async function replaceDelegations(tx: Tx, owner: Owner, delegations: readonly Delegation[]): Promise<void> {
  await db(tx)
    .deleteFrom('delegation')
    .where('company_id', '=', owner.companyId)
    .where('delegator_id', '=', owner.userId)
    .execute();
  const rows = delegations.map((delegation) => ({
    company_id: owner.companyId,
    delegator_id: owner.userId,
    delegate_id: delegation.delegateId,
    product: delegation.product,
    permissions: JSON.stringify(delegation.permissions),
    temporary_from: delegation.temporaryFrom ?? null,
    temporary_to: delegation.temporaryTo ?? null,
  }));
  if (rows.length > 0) await db(tx).insertInto('delegation').values(rows).execute();
}
