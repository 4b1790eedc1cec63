import { sql } from 'kysely';
import { prepared } from '../../../platform/db/prepared.ts';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { IdentityViews } from '../tables.ts';

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
  /** Of the ledger that its expenses are accounted in. */
  readonly ledgerCode: string | null;
}

const people = prepared((tx, { companyId, ids }: { companyId: string; ids: readonly string[] }) =>
  tables<IdentityViews>(tx)
    .selectFrom('person')
    .select([
      'id',
      'login',
      'employee_number as employeeNumber',
      'given_name as givenName',
      'middle_name as middleName',
      'family_name as familyName',
      'active',
      'country',
      'reimbursement_currency as reimbursementCurrency',
      'ledger_code as ledgerCode',
    ])
    .where('company_id', '=', companyId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`),
);

/** The known among these ids, in one statement; who has left is still known by name. */
export const selectPeople = async (tx: Tx, companyId: string, ids: readonly string[]): Promise<PersonInBrief[]> =>
  (await tx.executeQuery(people({ companyId, ids }))).rows;
