import { tables, type Tx } from '../../platform/db/tx.ts';
import type { IdentityTables } from './tables.ts';

/** What other modules show of somebody, and what money of theirs starts from: a row, not the whole aggregate. */
export interface PersonInBrief {
  readonly id: string;
  readonly login: string;
  readonly employeeNumber: string | null;
  readonly givenName: string;
  readonly middleName: string | null;
  readonly familyName: string;
  readonly active: boolean;
  /** ISO 3166-1 alpha-2 and ISO 4217; null for somebody who does not spend. */
  readonly country: string | null;
  readonly reimbursementCurrency: string | null;
}

/** The known among these ids, in one statement; who has left is still known by name. */
export const selectPeople = (tx: Tx, companyId: string, ids: readonly string[]): Promise<PersonInBrief[]> =>
  tables<IdentityTables>(tx)
    .selectFrom('user as u')
    .leftJoin('spend_profile as s', (join) => join.onRef('s.company_id', '=', 'u.company_id').onRef('s.user_id', '=', 'u.id'))
    .select([
      'u.id',
      'u.user_name as login',
      'u.employee_number as employeeNumber',
      'u.given_name as givenName',
      'u.middle_name as middleName',
      'u.family_name as familyName',
      'u.active',
      's.country',
      's.reimbursement_currency as reimbursementCurrency',
    ])
    .where('u.company_id', '=', companyId)
    .where('u.id', 'in', ids)
    .execute();
