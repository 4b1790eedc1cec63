import { sql } from 'kysely';
import { prepared } from '../../../platform/db/prepared.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { Owner } from '../role/role-queries.ts';
import type { ApproverKind } from '../tables.ts';
import { APPROVER_ROLE } from './approval.ts';
import type { ApprovalType, ApproverLimit, LimitAuthority } from './approver-limit.ts';

/** Somebody who could be asked to approve. */
export interface ApproverCandidate {
  readonly userId: string;
  /** Active, and with the role that approvals of this kind need. */
  readonly mayApprove: boolean;
}
export interface LimitHolder extends ApproverCandidate, Omit<ApproverLimit, 'authority' | 'approvalType' | 'level'> {
  readonly level: number | undefined;
}

/** Of the user `u`: kinds without a role ask for an active user alone. */
function mayApprove(role: string | undefined) {
  const holds =
    role === undefined
      ? sql`true`
      : sql`exists (select 1 from user_role r where r.company_id = u.company_id and r.user_id = u.id and r.role_code = ${role})`;
  return sql<boolean>`(u.active and u.deleted_at is null and ${holds})`;
}

const assigned = prepared(
  (_tx, { companyId, userId, kind, role }: Owner & { readonly kind: ApproverKind; readonly role: string | undefined }) =>
    sql<ApproverCandidate>`
    select a.approver_id as "userId", ${mayApprove(role)} as "mayApprove"
    from user_approver a join "user" u on u.company_id = a.company_id and u.id = a.approver_id
    where a.company_id = ${companyId} and a.user_id = ${userId} and a.kind = ${kind}
    order by a.is_primary desc, a.approver_id`,
);

export const candidatesQuery = ({ companyId, userId }: Owner, kind: ApproverKind) =>
  assigned({ companyId, userId, kind, role: APPROVER_ROLE[kind] });

/** Those assigned to a user, the primary one first. */
export const selectCandidates = async (tx: Tx, owner: Owner, kind: ApproverKind): Promise<ApproverCandidate[]> =>
  (await tx.executeQuery(candidatesQuery(owner, kind))).rows;

export async function selectCandidate(tx: Tx, owner: Owner, kind: ApproverKind): Promise<ApproverCandidate | undefined> {
  const { rows } = await sql<ApproverCandidate>`
    select u.id as "userId", ${mayApprove(APPROVER_ROLE[kind])} as "mayApprove"
    from "user" u where u.company_id = ${owner.companyId} and u.id = ${owner.userId} and u.deleted_at is null`.execute(tx);
  return rows[0];
}

/** Kind of item -> what limits call it. Cash advances are approved without limits. */
const TYPE_OF_KIND: Readonly<Partial<Record<ApproverKind, ApprovalType>>> = {
  report: 'report',
  request: 'request',
  purchaseRequest: 'purchaseRequest',
  invoice: 'payment',
};

/** Those with a limit of this authority in one of these groups. */
export async function selectLimitHolders(
  tx: Tx,
  companyId: string,
  of: { authority: LimitAuthority; kind: ApproverKind; groups: readonly string[] },
): Promise<LimitHolder[]> {
  const type = TYPE_OF_KIND[of.kind];
  if (type === undefined || of.groups.length === 0) return [];
  const { rows } = await sql<
    Omit<LimitHolder, 'amount' | 'level'> & { amount: string; level: number | null }
  >`select l.user_id as "userId", ${mayApprove(APPROVER_ROLE[of.kind])} as "mayApprove", l.amount, l.currency,
      l.exception_authority as "exceptionAuthority", l.group_node as "group", l.level
    from approver_limit l join "user" u on u.company_id = l.company_id and u.id = l.user_id
    where l.company_id = ${companyId} and l.authority = ${of.authority} and l.approval_type = ${type}
      and l.group_node in (${sql.join(of.groups)})
    order by l.id`.execute(tx);
  return rows.map(({ userId, mayApprove: may, amount, currency, exceptionAuthority, group, level }) => ({
    userId,
    mayApprove: may,
    amount: decimal(amount),
    currency,
    exceptionAuthority,
    group,
    level: level ?? undefined,
  }));
}
