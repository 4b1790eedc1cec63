import { sql, type RawBuilder } from 'kysely';
import { prepared } from '../../../platform/db/prepared.ts';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import { isStillReferred, uniqueViolation } from '../../../platform/db/violations.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import type { CompanyCard, CompanyViews } from '../../company/index.ts';
import { UserHasTransactions, UserValueTaken } from '../errors.ts';
import type { IdentityTables } from '../tables.ts';
import { insertContacts } from './insert-queries.ts';
import { adjustCount } from './search-queries.ts';
import { spendToRow, travelToRow, userFromRow, userToRow, type UserRow } from './user-rows.ts';
import type { User } from './user.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** A user with everything that belongs to it, in one statement. */
const selectUsers = async (tx: Tx, companyId: string, where: RawBuilder<unknown>): Promise<User[]> =>
  (await rowsWhere<UserRow>(companyId, where).execute(tx)).rows.map(userFromRow);

const OWNED = sql`x.company_id = u.company_id and x.user_id = u.id`;

const rowsWhere = <Row>(companyId: string, where: RawBuilder<unknown>, more = sql``) => sql<Row>`
    select u.*,
      (select jsonb_agg(to_jsonb(x) order by x.position) from user_email x where ${OWNED}) as emails,
      (select jsonb_agg(to_jsonb(x) order by x.position) from user_phone x where ${OWNED}) as phones,
      (select jsonb_agg(to_jsonb(x) order by x.position) from user_address x where ${OWNED}) as addresses,
      (select to_jsonb(x) from spend_profile x where ${OWNED}) as spend,
      (select to_jsonb(x) from travel_profile x where ${OWNED}) as travel${more}
    from "user" u
    where u.company_id = ${companyId} and u.deleted_at is null and ${where}`;

export const selectUser = async (tx: Tx, companyId: string, id: string): Promise<User | undefined> =>
  (await selectUsers(tx, companyId, sql`u.id = ${id}`))[0];

const atHome = prepared((_tx, { companyId, id }: { companyId: string; id: string }) =>
  rowsWhere<UserRow & { company: CompanyViews['company_card'] | null }>(
    companyId,
    sql`u.id = ${id}`,
    sql`, (select to_jsonb(c) from company_card c where c.company_id = u.company_id) as company`,
  ),
);

/** A user and the company it is of, in one statement. */
export async function selectUserAtHome(
  tx: Tx,
  companyId: string,
  id: string,
): Promise<{ user: User; company: CompanyCard } | undefined> {
  const [row] = (await tx.executeQuery(atHome({ companyId, id }))).rows;
  if (!row?.company) return undefined;
  const { company_id, internal_id, data_center, data_retention_policy_id } = row.company;
  const company = {
    id: company_id,
    internalId: internal_id,
    dataCenter: data_center,
    dataRetentionPolicyId: data_retention_policy_id ?? undefined,
  };
  return { user: userFromRow(row), company };
}

/** The user, whom nobody else changes until the unit of work ends. */
export async function lockUser(
  tx: Tx,
  companyId: string,
  id: string,
  /** A user who is to be deleted may not be referred to meanwhile; a change does not keep others from referring to it. */
  why: 'to-change' | 'to-delete' = 'to-change',
): Promise<User | undefined> {
  if (parseUuid(id) === undefined) return undefined;
  const strength = why === 'to-delete' ? sql`for update` : sql`for no key update`;
  await sql`select 1 from "user" where company_id = ${companyId} and id = ${id} ${strength}`.execute(tx);
  return selectUser(tx, companyId, id);
}

export const selectUserByLogin = async (tx: Tx, companyId: string, login: string): Promise<User | undefined> =>
  (await selectUsers(tx, companyId, sql`lower(u.user_name) = lower(${login.trim()})`))[0];

/** The known among these ids, whole, in one statement. */
export const selectUsersById = (tx: Tx, companyId: string, ids: readonly string[]): Promise<User[]> =>
  selectUsers(tx, companyId, sql`u.id in (${sql.join(ids)}) order by u.created_at, u.id`);

export const selectUserByEmployeeNumber = async (tx: Tx, companyId: string, number: string): Promise<User | undefined> =>
  (await selectUsers(tx, companyId, sql`u.employee_number = ${number}`))[0];

/** In the order in which they were created, after `after` if given. */
export const selectUserPage = (tx: Tx, companyId: string, page: { after?: string; limit: number }): Promise<User[]> =>
  selectUsers(
    tx,
    companyId,
    sql`${page.after === undefined ? sql`true` : sql`u.id > ${page.after}`} order by u.id limit ${page.limit}`,
  );

/** Writes a user as it now is; contacts are replaced whole when they changed. */
export async function updateUserRow(
  tx: Tx,
  user: User,
  options: { displayName: string | undefined; contacts: boolean; profiles: boolean; /** 1, 0 or -1. */ activated: number },
): Promise<void> {
  await db(tx)
    .updateTable('user')
    .set(userToRow(user, options.displayName))
    .where('company_id', '=', user.companyId)
    .where('id', '=', user.id)
    .execute()
    .catch(asValueTaken);
  if (options.contacts) {
    for (const table of ['user_email', 'user_phone', 'user_address'] as const)
      await db(tx).deleteFrom(table).where('company_id', '=', user.companyId).where('user_id', '=', user.id).execute();
    await insertContacts(tx, [user]);
  }
  if (options.profiles) await writeProfiles(tx, user);
  await adjustCount(tx, user.companyId, { users: 0, active: options.activated });
}

/** With all that belongs to it. @throws UserHasTransactions when anything else refers to it */
export async function deleteUserRow(tx: Tx, user: User): Promise<void> {
  await db(tx)
    .deleteFrom('user')
    .where('company_id', '=', user.companyId)
    .where('id', '=', user.id)
    .execute()
    .catch((error: unknown): never => {
      throw isStillReferred(error) ? new UserHasTransactions(user.id) : error;
    });
  await adjustCount(tx, user.companyId, { users: -1, active: -Number(user.active) });
}

/** Out of sight from now on. */
export async function retireUserRow(tx: Tx, user: User, at: { now: Date; terminationDate: Date }): Promise<void> {
  await db(tx)
    .updateTable('user')
    .set({
      active: false,
      termination_date: at.terminationDate,
      version: user.version + 1,
      updated_at: at.now,
      deleted_at: at.now,
    })
    .where('company_id', '=', user.companyId)
    .where('id', '=', user.id)
    .execute();
  await adjustCount(tx, user.companyId, { users: -1, active: -Number(user.active) });
}

/** The display name that was given, as opposed to the derived one. */
export async function selectGivenDisplayName(tx: Tx, companyId: string, id: string): Promise<string | undefined> {
  const row = await db(tx)
    .selectFrom('user')
    .select('display_name')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.display_name ?? undefined;
}

async function writeProfiles(tx: Tx, user: User): Promise<void> {
  const owner = { company_id: user.companyId, user_id: user.id };
  if (user.spend) {
    const row = spendToRow(user.spend);
    await db(tx)
      .insertInto('spend_profile')
      .values({ ...owner, ...row })
      .onConflict((conflict) => conflict.columns(['company_id', 'user_id']).doUpdateSet(row))
      .execute();
  }
  if (user.travel) {
    const row = travelToRow(user.travel);
    await db(tx)
      .insertInto('travel_profile')
      .values({ ...owner, ...row })
      .onConflict((conflict) => conflict.columns(['company_id', 'user_id']).doUpdateSet(row))
      .execute();
  }
}

const FIELD_OF_INDEX = {
  user_user_name: 'userName',
  user_employee_number: 'employeeNumber',
  user_external_id: 'externalId',
} as const;

function asValueTaken(error: unknown): never {
  const field = FIELD_OF_INDEX[uniqueViolation(error) as keyof typeof FIELD_OF_INDEX];
  throw field ? new UserValueTaken(field) : error;
}
