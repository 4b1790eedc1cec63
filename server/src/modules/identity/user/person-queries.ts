import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/tx.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { rolesOfEntitlements } from '../role/role.ts';
import type { Entitlement } from '../vocabulary.ts';
import type { PersonReference } from './person-reference.ts';

/** Somebody who was named by somebody else, and what that depends on. */
export interface NamedPerson {
  readonly id: string;
  readonly employeeNumber: string | undefined;
  readonly active: boolean;
  readonly roles: ReadonlySet<string>;
}

/** Finds whom a reference names; undefined for nobody of the company. */
export type FindPerson = (reference: PersonReference) => NamedPerson | undefined;

interface Row {
  id: string;
  employee_number: string | null;
  active: boolean;
  entitlements: Entitlement[];
  roles: string[] | null;
}

/** Everybody whom these references name, in one statement. */
export async function selectNamed(tx: Tx, companyId: string, references: readonly PersonReference[]): Promise<FindPerson> {
  const ids = [...new Set(references.map(({ id }) => id && parseUuid(id)).filter((id) => id !== undefined && id !== ''))];
  const numbers = [
    ...new Set(references.filter(({ id }) => id === undefined).map(({ employeeNumber }) => employeeNumber)),
  ].filter((number) => number !== undefined);
  if (ids.length + numbers.length === 0) return () => undefined;
  const byId = ids.length > 0 ? sql`u.id in (${sql.join(ids)})` : sql`false`;
  const byNumber = numbers.length > 0 ? sql`u.employee_number in (${sql.join(numbers)})` : sql`false`;
  const { rows } = await sql<Row>`
    select u.id, u.employee_number, u.active, u.entitlements,
      (select jsonb_agg(distinct r.role_code) from user_role r where r.company_id = u.company_id and r.user_id = u.id) as roles
    from "user" u where u.company_id = ${companyId} and u.deleted_at is null and (${byId} or ${byNumber})`.execute(tx);
  const people = rows.map((row): NamedPerson => ({
    id: row.id,
    employeeNumber: row.employee_number ?? undefined,
    active: row.active,
    roles: new Set([...(row.roles ?? []), ...rolesOfEntitlements(row.entitlements)]),
  }));
  return ({ id, employeeNumber }) => {
    if (id !== undefined) return people.find((person) => person.id === parseUuid(id));
    return employeeNumber === undefined ? undefined : people.find((person) => person.employeeNumber === employeeNumber);
  };
}
