import { sql, type RawBuilder } from 'kysely';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { IdentityTables } from '../tables.ts';
import { leads, userCondition } from './criteria-queries.ts';
import { userFromRow, type UserRow } from './user-rows.ts';
import type { UserCriteria, UserSearch } from './user-search.ts';
import type { User } from './user.ts';

type Asked = Pick<UserSearch, 'criteria' | 'hasSpend' | 'hasTravel'>;

/**
 * Who matches, of the company and not deleted, as a subquery of created_at and id. Few are found by their index and only then looked at, many
 * are met in their order: the planner could tell the one from the other by statistics alone, which the embedded engine does not gather.
 */
function matching(companyId: string, { criteria, hasSpend, hasTravel }: Asked, after = sql``): RawBuilder<unknown> {
  const owned = sql`x.company_id = ${companyId} and x.user_id = u.id`;
  const spends = hasSpend ? sql` and exists (select 1 from spend_profile x where ${owned})` : sql``;
  const travels = hasTravel ? sql` and exists (select 1 from travel_profile x where ${owned})` : sql``;
  const meets = criteria ? sql` and ${userCondition(companyId, criteria)}` : sql``;
  const where = sql`u.company_id = ${companyId}${spends}${travels}${meets}${after}`;
  if (!criteria || !leads(criteria)) return sql`select u.created_at, u.id from "user" u where ${where} and u.deleted_at is null`;
  return sql`with few as materialized (select u.created_at, u.id, u.deleted_at from "user" u where ${where})
    select created_at, id from few where deleted_at is null`;
}

function placeOf(page: UserSearch['page']): { after: RawBuilder<unknown>; skip: RawBuilder<unknown> } {
  if (page && 'startIndex' in page)
    return { after: sql``, skip: page.startIndex > 1 ? sql` offset ${page.startIndex - 1}` : sql`` };
  const after = page?.after;
  return { after: after ? sql` and (u.created_at, u.id) > (${after.createdAt}, ${after.id})` : sql``, skip: sql`` };
}

/** In the order of creation. Who is on the page is found first, from an index alone where nothing is asked for; only those are read. */
export async function selectMatching(tx: Tx, companyId: string, search: UserSearch): Promise<User[]> {
  const { after, skip } = placeOf(search.page);
  const owned = sql`x.company_id = u.company_id and x.user_id = u.id`;
  const profile = (wanted: boolean | undefined, table: RawBuilder<unknown>) =>
    wanted ? sql`(select to_jsonb(x) from ${table} x where ${owned})` : sql`null`;
  const { rows } = await sql<UserRow>`
    with page as materialized (
      ${matching(companyId, search, after)} order by created_at, id limit ${search.limit}${skip}
    )
    select u.*,
      (select jsonb_agg(to_jsonb(x) order by x.position) from user_email x where ${owned}) as emails,
      (select jsonb_agg(to_jsonb(x) order by x.position) from user_phone x where ${owned}) as phones,
      (select jsonb_agg(to_jsonb(x) order by x.position) from user_address x where ${owned}) as addresses,
      ${profile(search.withSpend, sql`spend_profile`)} as spend,
      ${profile(search.withTravel, sql`travel_profile`)} as travel
    from page join "user" u on u.company_id = ${companyId} and u.id = page.id
    order by page.created_at, page.id`.execute(tx);
  return rows.map(userFromRow);
}

/** How many match. Everybody, and who is active or not, is known without counting; all else is counted. */
export async function countMatching(tx: Tx, companyId: string, asked: Asked): Promise<number> {
  const kept = asked.hasSpend || asked.hasTravel ? undefined : keptCount(asked.criteria);
  if (kept) {
    const { rows } = await sql<{ total: number }>`
      select coalesce(sum(${kept}), 0)::integer as total from user_count where company_id = ${companyId}`.execute(tx);
    return rows[0]?.total ?? 0;
  }
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from (${matching(companyId, asked)}) found`.execute(tx);
  return rows[0]?.total ?? 0;
}

function keptCount(criteria: UserCriteria | undefined): RawBuilder<unknown> | undefined {
  if (!criteria) return sql`users`;
  if (!('field' in criteria) || criteria.field !== 'active' || typeof criteria.value !== 'boolean') return undefined;
  if (criteria.operator !== 'eq' && criteria.operator !== 'ne') return undefined;
  return (criteria.operator === 'eq') === criteria.value ? sql`active` : sql`users - active`;
}

/** Keeps the counts of a company's users. A row to a database connection, so that writers at once do not wait for each other. */
export async function adjustCount(tx: Tx, companyId: string, by: { users: number; active: number }): Promise<void> {
  if (by.users === 0 && by.active === 0) return;
  await tables<IdentityTables>(tx)
    .insertInto('user_count')
    .values({ company_id: companyId, shard: sql`pg_backend_pid() % 32`, users: by.users, active: by.active })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'shard']).doUpdateSet({
        users: sql`user_count.users + excluded.users`,
        active: sql`user_count.active + excluded.active`,
      }),
    )
    .execute();
}
