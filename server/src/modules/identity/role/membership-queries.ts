import { sql, type RawBuilder } from 'kysely';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { IdentityTables } from '../tables.ts';
import type { RoleAssignment } from '../user/user.ts';
import type { Entitlement } from '../vocabulary.ts';

/** Somebody who joins or leaves a role, and what that depends on. */
export interface Member {
  readonly id: string;
  readonly active: boolean;
  readonly entitlements: readonly Entitlement[];
  readonly roles: readonly RoleAssignment[];
  readonly spends: boolean;
}

/** How a role is held: by assignment, or as an entitlement by another name. */
export interface Held {
  readonly code: string;
  readonly entitlement: Entitlement | undefined;
}

/** Ids of those who hold a role, active or not, whatever the group. */
const holders = (companyId: string, { code, entitlement }: Held): RawBuilder<unknown> =>
  entitlement === undefined
    ? sql`select distinct r.user_id as id from user_role r join "user" u on u.company_id = r.company_id and u.id = r.user_id
        where r.company_id = ${companyId} and r.role_code = ${code} and u.deleted_at is null`
    : sql`select u.id from "user" u
        where u.company_id = ${companyId} and u.deleted_at is null and u.entitlements @> ${JSON.stringify([entitlement])}::jsonb`;

/** In the order of their ids; without a page all of them. */
export async function selectMemberIds(
  tx: Tx,
  companyId: string,
  held: Held,
  page?: { readonly startIndex: number; readonly limit: number },
): Promise<string[]> {
  const part = page ? sql` limit ${page.limit} offset ${page.startIndex - 1}` : sql``;
  const { rows } = await sql<{ id: string }>`${holders(companyId, held)} order by 1${part}`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function countMembers(tx: Tx, companyId: string, held: Held): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from (${holders(companyId, held)}) held`.execute(tx);
  return rows[0]?.total ?? 0;
}

/** Until the unit of work ends, nobody else replaces all who hold the role. */
export const lockRole = (tx: Tx, companyId: string, code: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`role ${companyId} ${code}`}, 0))`.execute(tx);

interface Row {
  id: string;
  active: boolean;
  entitlements: Entitlement[];
  roles: { code: string; node: string }[] | null;
  spends: boolean;
}

/** The known among these, whom nobody else changes until the unit of work ends; locked in the order of their ids, so that two such do not wait for each other. */
export async function lockMembers(tx: Tx, companyId: string, ids: readonly string[]): Promise<Member[]> {
  if (ids.length === 0) return [];
  const these = sql`u.company_id = ${companyId} and u.id = any(${[...ids]}::uuid[])`;
  await sql`select 1 from "user" u where ${these} order by u.id for no key update`.execute(tx);
  const { rows } = await sql<Row>`
    select u.id, u.active, u.entitlements,
      (select jsonb_agg(jsonb_build_object('code', r.role_code, 'node', r.group_node)) from user_role r
        where r.company_id = u.company_id and r.user_id = u.id) as roles,
      exists (select 1 from spend_profile s where s.company_id = u.company_id and s.user_id = u.id) as spends
    from "user" u where ${these} and u.deleted_at is null order by u.id`.execute(tx);
  return rows.map(({ roles, ...row }) => Object.assign(row, { roles: assignments(roles ?? []) }));
}

function assignments(rows: readonly { code: string; node: string }[]): RoleAssignment[] {
  const nodes = new Map<string, string[]>();
  for (const { code, node } of rows) nodes.set(code, [...(nodes.get(code) ?? []), node]);
  return [...nodes].map(([code, groups]) => ({ code, groups }));
}

/** Gives a role, in the Global group, to locked users who do not hold it. */
export async function grantRole(
  tx: Tx,
  companyId: string,
  { code, entitlement }: Held,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (entitlement !== undefined)
    return changeUsers(tx, companyId, { ids, now, entitlements: sql`entitlements || ${JSON.stringify([entitlement])}::jsonb` });
  await tables<IdentityTables>(tx)
    .insertInto('user_role')
    .values(ids.map((user_id) => ({ company_id: companyId, user_id, role_code: code, group_node: '' })))
    .execute();
  await changeUsers(tx, companyId, { ids, now });
}

/** Takes a role, in every group, from locked users. */
export async function revokeRole(
  tx: Tx,
  companyId: string,
  { code, entitlement }: Held,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (entitlement !== undefined)
    return changeUsers(tx, companyId, { ids, now, entitlements: sql`entitlements - ${entitlement}::text` });
  await sql`delete from user_role where company_id = ${companyId} and role_code = ${code} and user_id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  await changeUsers(tx, companyId, { ids, now });
}

/** Counts a change of each of these users. */
async function changeUsers(
  tx: Tx,
  companyId: string,
  { ids, now, entitlements }: { ids: readonly string[]; now: Date; entitlements?: RawBuilder<unknown> },
): Promise<void> {
  const more = entitlements ? sql`, entitlements = ${entitlements}` : sql``;
  await sql`update "user" set version = version + 1, updated_at = ${now}${more}
    where company_id = ${companyId} and id = any(${[...ids]}::uuid[])`.execute(tx);
}
