import { sql, type RawBuilder, type Selectable } from 'kysely';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { Approver, Delegation } from '../approval/approval.ts';
import type { ApproverLimit } from '../approval/approver-limit.ts';
import { ROLES } from '../role/role-catalogue.ts';
import type { Owner } from '../role/role-queries.ts';
import { isSpendRole, rolesOfEntitlements } from '../role/role.ts';
import type { IdentityTables, SpendProfileTable } from '../tables.ts';
import { spendFromRow, spendToRow } from '../user/user-rows.ts';
import type { RoleAssignment } from '../user/user.ts';
import type { Entitlement } from '../vocabulary.ts';
import { invoicePreferenceOf, userPreferenceOf, workflowPreferenceOf } from './preferences.ts';
import type { SpendProfile } from './spend-profile.ts';
import type { Spending } from './spending.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

type Nulls<T> = { [Key in keyof T]-?: undefined extends T[Key] ? Exclude<T[Key], undefined> | null : T[Key] };

interface Row {
  id: string;
  company_id: string;
  active: boolean;
  entitlements: Entitlement[];
  version: number;
  updated_at: Date;
  spend: Selectable<SpendProfileTable> | null;
  bi_manager_number: string | null;
  approvers: (Approver & { employeeNumber: string | null })[] | null;
  limits: (Nulls<Omit<ApproverLimit, 'amount'>> & { amount: string })[] | null;
  delegates: Nulls<Delegation & { employeeNumber?: string }>[] | null;
  roles: { code: string; node: string }[] | null;
}

async function select(tx: Tx, companyId: string, where: RawBuilder<unknown>): Promise<Spending[]> {
  const owned = sql`x.company_id = u.company_id and x.user_id = u.id`;
  const { rows } = await sql<Row>`
    select u.id, u.company_id, u.active, u.entitlements, u.version, u.updated_at,
      (select to_jsonb(x) from spend_profile x where ${owned}) as spend,
      (select m.employee_number from spend_profile x join "user" m on m.company_id = x.company_id and m.id = x.bi_manager_id
        where ${owned}) as bi_manager_number,
      (select jsonb_agg(jsonb_build_object('kind', x.kind, 'approverId', x.approver_id, 'primary', x.is_primary,
          'employeeNumber', p.employee_number) order by x.kind, x.is_primary desc, x.approver_id)
        from user_approver x join "user" p on p.company_id = x.company_id and p.id = x.approver_id where ${owned}) as approvers,
      (select jsonb_agg(jsonb_build_object('authority', x.authority, 'approvalType', x.approval_type,
          'exceptionAuthority', x.exception_authority, 'amount', x.amount::text, 'currency', x.currency, 'group', x.group_node,
          'level', x.level) order by x.authority, x.approval_type, x.group_node, x.level)
        from approver_limit x where ${owned}) as limits,
      (select jsonb_agg(jsonb_build_object('delegatorId', x.delegator_id, 'delegateId', x.delegate_id, 'product', x.product,
          'permissions', x.permissions, 'temporaryFrom', x.temporary_from, 'temporaryTo', x.temporary_to,
          'employeeNumber', p.employee_number) order by x.product, x.delegate_id)
        from delegation x join "user" p on p.company_id = x.company_id and p.id = x.delegate_id
        where x.company_id = u.company_id and x.delegator_id = u.id) as delegates,
      (select jsonb_agg(jsonb_build_object('code', x.role_code, 'node', x.group_node) order by x.role_code, x.group_node)
        from user_role x where ${owned}) as roles
    from "user" u
    where u.company_id = ${companyId} and u.deleted_at is null and ${where}`.execute(tx);
  return rows.map(spendingFromRow);
}

/** What spending knows of these users, in one statement; ids that are nobody's are left out. */
export async function selectSpending(tx: Tx, companyId: string, ids: readonly string[]): Promise<Spending[]> {
  if (ids.length === 0) return [];
  const found = new Map(
    (await select(tx, companyId, sql`u.id in (${sql.join(ids)})`)).map((spending) => [spending.userId, spending]),
  );
  return ids.map((id) => found.get(id)).filter((spending) => spending !== undefined);
}

/** The same of a user whom nobody else changes until the unit of work ends. */
export async function lockSpending(tx: Tx, owner: Owner): Promise<Spending | undefined> {
  await sql`select 1 from "user" where company_id = ${owner.companyId} and id = ${owner.userId} for update`.execute(tx);
  return (await selectSpending(tx, owner.companyId, [owner.userId]))[0];
}

/**
 * What there is to know of users who do not spend yet and hold no assigned role, whom nobody else changes until the unit of work ends; the others
 * among these are left out. Without whom they approve for, and who approves for them.
 */
export async function lockBeginners(tx: Tx, companyId: string, ids: readonly string[]): Promise<Spending[]> {
  const owned = sql`x.company_id = u.company_id and x.user_id = u.id`;
  const { rows } = await sql<Pick<Row, 'id' | 'company_id' | 'active' | 'entitlements' | 'version' | 'updated_at'>>`
    select u.id, u.company_id, u.active, u.entitlements, u.version, u.updated_at from "user" u
    where u.company_id = ${companyId} and u.id = any(${ids}::uuid[]) and u.deleted_at is null
      -- As single look-ups: joined, the whole table would be read while its statistics are those of an empty one.
      and (select true from spend_profile x where ${owned}) is null and (select true from user_role x where ${owned} limit 1) is null
    order by u.id for update`.execute(tx);
  const nothing = { spend: null, bi_manager_number: null, approvers: null, limits: null, delegates: null, roles: null };
  return rows.map((row) => spendingFromRow({ ...row, ...nothing }));
}

const present = <T extends object>(members: T): { [Key in keyof T]: Exclude<T[Key], null> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as {
    [Key in keyof T]: Exclude<T[Key], null>;
  };

function spendingFromRow(row: Row): Spending {
  const spend = row.spend ? spendFromRow(row.spend) : undefined;
  return {
    userId: row.id,
    companyId: row.company_id,
    active: row.active,
    entitlements: row.entitlements,
    version: row.version,
    updatedAt: row.updated_at,
    spend,
    biManager:
      spend?.biManagerId === undefined
        ? undefined
        : { id: spend.biManagerId, ...present({ employeeNumber: row.bi_manager_number }) },
    payroll: spend?.payroll,
    approvers: (row.approvers ?? []).map(present),
    approverLimits: (row.limits ?? []).map(({ amount, ...limit }) => Object.assign(present(limit), { amount: decimal(amount) })),
    delegates: (row.delegates ?? []).map(present),
    ...rolesFromRow(row),
    userPreference: spend && userPreferenceOf(spend.userPreferences),
    invoicePreference: spend && invoicePreferenceOf(spend.invoicePreferences),
    workflowPreference: spend && workflowPreferenceOf(spend.workflowPreferences),
  };
}

function rolesFromRow({ roles, entitlements }: Row): { roles: RoleAssignment[]; otherRoles: RoleAssignment[] } {
  const nodes = new Map<string, string[]>();
  for (const { code, node } of roles ?? []) nodes.set(code, [...(nodes.get(code) ?? []), node]);
  const entitled = rolesOfEntitlements(entitlements).filter(isSpendRole);
  const assigned = [...nodes].map(([code, groups]) => (ROLES.get(code)?.groupAware ? { code, groups } : { code }));
  return {
    roles: [...entitled.map((code) => ({ code })), ...assigned.filter(({ code }) => isSpendRole(code))],
    otherRoles: assigned.filter(({ code }) => !isSpendRole(code)),
  };
}

/** Whether a user reports to `aboveId`, over however many managers; circles end the walk. */
export async function selectReportsTo(tx: Tx, owner: Owner, aboveId: string): Promise<boolean> {
  const { rows } = await sql<{ above: boolean }>`
    with recursive chain (id) as (
      select bi_manager_id from spend_profile
        where company_id = ${owner.companyId} and user_id = ${owner.userId} and bi_manager_id is not null
      union
      select s.bi_manager_id from spend_profile s join chain c on s.user_id = c.id
        where s.company_id = ${owner.companyId} and s.bi_manager_id is not null
    )
    select exists (select 1 from chain where id = ${aboveId}) as above`.execute(tx);
  return rows[0]?.above ?? false;
}

export async function upsertSpendProfile(tx: Tx, owner: Owner, spend: SpendProfile): Promise<void> {
  const row = spendToRow(spend);
  await db(tx)
    .insertInto('spend_profile')
    .values({ company_id: owner.companyId, user_id: owner.userId, ...row })
    .onConflict((conflict) => conflict.columns(['company_id', 'user_id']).doUpdateSet(row))
    .execute();
}

/** Profiles of users who have none. */
export async function insertSpendProfiles(tx: Tx, owners: readonly (Owner & { readonly spend: SpendProfile })[]): Promise<void> {
  const rows = owners.map(({ companyId, userId, spend }) => ({ company_id: companyId, user_id: userId, ...spendToRow(spend) }));
  if (rows.length > 0) await db(tx).insertInto('spend_profile').values(rows).execute();
}

/** `makeId` gives each row its own. */
export async function replaceLimits(tx: Tx, owner: Owner, limits: readonly ApproverLimit[], makeId: () => string): Promise<void> {
  await db(tx)
    .deleteFrom('approver_limit')
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .execute();
  const rows = limits.map((limit) => ({
    company_id: owner.companyId,
    user_id: owner.userId,
    id: makeId(),
    authority: limit.authority,
    approval_type: limit.approvalType,
    exception_authority: limit.exceptionAuthority,
    amount: limit.amount.toString(),
    currency: limit.currency,
    group_node: limit.group,
    level: limit.level ?? null,
  }));
  if (rows.length > 0) await db(tx).insertInto('approver_limit').values(rows).execute();
}

/** Counts a change of each of these users. */
export async function touchUsers(tx: Tx, companyId: string, ids: readonly string[], now: Date): Promise<void> {
  await sql`update "user" set version = version + 1, updated_at = ${now}::timestamptz
    where company_id = ${companyId} and id = any(${ids}::uuid[])`.execute(tx);
}

/** Counts a change of the user. */
export async function touchUser(tx: Tx, owner: Owner, now: Date): Promise<void> {
  await db(tx)
    .updateTable('user')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now }))
    .where('company_id', '=', owner.companyId)
    .where('id', '=', owner.userId)
    .execute();
}
