import { sql } from 'kysely';
import { plannedOnce } from '../../../platform/db/sending.ts';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { IdentityTables } from '../tables.ts';
import type { RoleAssignment } from '../user/user.ts';
import type { Entitlement } from '../vocabulary.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

export interface Owner {
  readonly companyId: string;
  readonly userId: string;
}

/** Role by role, with its groups in order; the Global group is ''. */
export async function selectRoles(tx: Tx, owner: Owner): Promise<RoleAssignment[]> {
  const rows = await db(tx)
    .selectFrom('user_role')
    .select(['role_code', 'group_node'])
    .where('company_id', '=', owner.companyId)
    .where('user_id', '=', owner.userId)
    .orderBy('role_code')
    .orderBy('group_node')
    .execute();
  const groups = new Map<string, string[]>();
  for (const row of rows) groups.set(row.role_code, [...(groups.get(row.role_code) ?? []), row.group_node]);
  return [...groups].map(([code, nodes]) => ({ code, groups: nodes }));
}

export async function replaceRoles(tx: Tx, owner: Owner, roles: readonly RoleAssignment[]): Promise<void> {
  await db(tx).deleteFrom('user_role').where('company_id', '=', owner.companyId).where('user_id', '=', owner.userId).execute();
  await insertRoles(tx, [{ ...owner, roles }]);
}

/** Roles of users who have none yet. */
export async function insertRoles(
  tx: Tx,
  owners: readonly (Owner & { readonly roles: readonly RoleAssignment[] })[],
): Promise<void> {
  const rows = owners.flatMap(({ companyId, userId, roles }) => {
    const nodes = new Map(roles.map(({ code, groups }) => [code, groups?.length ? [...new Set(groups)] : ['']]));
    return [...nodes].flatMap(([role_code, groups]) =>
      groups.map((group_node) => ({ company_id: companyId, user_id: userId, role_code, group_node })),
    );
  });
  if (rows.length > 0) await db(tx).insertInto('user_role').values(rows).execute();
}

/** What an active user may be: assigned roles, and entitlements, in one statement. Undefined for nobody. */
export async function selectRights(
  tx: Tx,
  owner: Owner,
): Promise<{ active: boolean; entitlements: Entitlement[]; roles: string[] } | undefined> {
  const query = sql<{ active: boolean; entitlements: Entitlement[]; roles: string[] | null }>`
    select u.active, u.entitlements,
      (select jsonb_agg(distinct r.role_code) from user_role r where r.company_id = u.company_id and r.user_id = u.id) as roles
    from "user" u
    where u.company_id = ${owner.companyId} and u.id = ${owner.userId} and u.deleted_at is null`;
  const [row] = (await tx.executeQuery(plannedOnce(query.compile(tx)))).rows;
  return row && { ...row, roles: row.roles ?? [] };
}

/** Ids of active users who hold a kept role, in order. */
export async function selectHolders(tx: Tx, companyId: string, role: string): Promise<string[]> {
  const rows = await db(tx)
    .selectFrom('user_role')
    .innerJoin('user', (join) =>
      join.onRef('user.company_id', '=', 'user_role.company_id').onRef('user.id', '=', 'user_role.user_id'),
    )
    .select('user.id')
    .distinct()
    .where('user_role.company_id', '=', companyId)
    .where('role_code', '=', role)
    .where('user.active', '=', true)
    .where('user.deleted_at', 'is', null)
    .orderBy('user.id')
    .execute();
  return rows.map(({ id }) => id);
}
