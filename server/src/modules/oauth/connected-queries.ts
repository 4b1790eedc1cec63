import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.ts';
import { readScopes } from './scopes.ts';

/** An app as a company's administrator sees it: whether the company is connected, how many of its people, whether it is blocked. */
export interface ConnectedApp {
  readonly appId: string;
  readonly name: string;
  readonly description: string;
  readonly scopes: readonly string[];
  readonly enabled: boolean;
  readonly own: boolean;
  readonly blocked: boolean;
  /** When the company itself was connected, and by whom of it. */
  readonly companySince: Date | undefined;
  readonly connectedBy: string | undefined;
  readonly people: number;
  /** When the longest of its refresh tokens ends. */
  readonly tokenEnds: Date | undefined;
}

/** One connection, with what its refresh tokens say. */
export interface ConnectionUse {
  readonly id: string;
  readonly appId: string;
  readonly appName: string;
  readonly principalKind: 'user' | 'company';
  readonly principalId: string;
  readonly createdAt: Date;
  /** What was granted; none where the app holds no refresh token any more. */
  readonly scopes: readonly string[];
  readonly tokenEnds: Date | undefined;
}

type Nullable<T> = { [Key in keyof T]: undefined extends T[Key] ? Exclude<T[Key], undefined> | null : T[Key] };
type AppRow = Omit<Nullable<ConnectedApp>, 'scopes' | 'people'> & { readonly scopes: string; readonly people: number | string };
type UseRow = Omit<Nullable<ConnectionUse>, 'scopes'> & { readonly scopes: string | null };

/** The apps connected with a company or any of its people, and those that it blocks, by name. */
export async function selectConnectedApps(tx: Tx, companyId: string): Promise<ConnectedApp[]> {
  const { rows } = await sql<AppRow>`
    with used as (
      select app_id, max(created_at) filter (where principal_kind = 'company') as since,
        (array_agg(connected_by) filter (where principal_kind = 'company'))[1] as by_whom,
        count(*) filter (where principal_kind = 'user') as people
      from connection where company_id = ${companyId} group by app_id
    ), held as (
      select app_id, max(expires_at) as ends from refresh_token where company_id = ${companyId} group by app_id
    )
    select a.id as "appId", a.name, a.description, a.scopes, a.enabled, coalesce(a.owner_company_id = ${companyId}, false) as own,
      b.app_id is not null as blocked, u.since as "companySince", u.by_whom as "connectedBy", coalesce(u.people, 0)::int as people,
      h.ends as "tokenEnds"
    from app a
      left join used u on u.app_id = a.id
      left join app_block b on b.company_id = ${companyId} and b.app_id = a.id
      left join held h on h.app_id = a.id
    where u.app_id is not null or b.app_id is not null
    order by lower(a.name), a.id`.execute(tx);
  return rows.map(({ scopes, companySince, connectedBy, tokenEnds, people, ...row }) => ({
    ...row,
    scopes: readScopes(scopes),
    people: Number(people),
    companySince: companySince ?? undefined,
    connectedBy: connectedBy ?? undefined,
    tokenEnds: tokenEnds ?? undefined,
  }));
}

const uses = sql`
  select c.id, c.app_id as "appId", a.name as "appName", c.principal_kind as "principalKind", c.principal_id as "principalId",
    c.created_at as "createdAt", t.scopes, t.expires_at as "tokenEnds"
  from connection c join app a on a.id = c.app_id
    left join lateral (
      select r.scopes, r.expires_at from refresh_token r
      where r.company_id = c.company_id and r.principal_id = c.principal_id and r.app_id = c.app_id
      order by r.expires_at desc limit 1
    ) t on true`;

const toUse = ({ scopes, tokenEnds, ...row }: UseRow): ConnectionUse => ({
  ...row,
  scopes: scopes === null ? [] : readScopes(scopes),
  tokenEnds: tokenEnds ?? undefined,
});

/** What is connected with one principal, by the app's name. */
export async function selectUsesOf(tx: Tx, companyId: string, principalId: string): Promise<ConnectionUse[]> {
  const { rows } = await sql<UseRow>`${uses}
    where c.company_id = ${companyId} and c.principal_id = ${principalId} order by lower(a.name), a.id`.execute(tx);
  return rows.map(toUse);
}

/** The people whom an app is connected with, the latest first, from below `before`. */
export async function selectPeopleOf(
  tx: Tx,
  of: { companyId: string; appId: string; before: string | undefined; limit: number },
): Promise<ConnectionUse[]> {
  const below = of.before === undefined ? sql`` : sql`and c.id < ${of.before}`;
  const { rows } = await sql<UseRow>`${uses}
    where c.company_id = ${of.companyId} and c.app_id = ${of.appId} and c.principal_kind = 'user' ${below}
    order by c.id desc limit ${of.limit}`.execute(tx);
  return rows.map(toUse);
}
