import type { Selectable, Updateable } from 'kysely';
import { tables, type Tx } from '../../platform/db/tx.ts';
import type { Company } from './company.ts';
import type { CompanyTables } from './tables.ts';

const db = (tx: Tx) => tables<CompanyTables>(tx);

export async function selectCompany(tx: Tx, id: string): Promise<Company | undefined> {
  const row = await db(tx).selectFrom('company').selectAll().where('company_id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

export async function insertCompany(tx: Tx, company: Omit<Company, 'internalId'>): Promise<Company> {
  const row = await db(tx)
    .insertInto('company')
    .values({
      company_id: company.id,
      entity_code: company.entityCode,
      domain: company.domain,
      data_center: company.dataCenter,
      edition: company.edition,
      country: company.countryCode,
      currency: company.currency,
      travel: JSON.stringify(company.travel),
      test: company.test,
      created_at: company.createdAt,
      ...changeable(company),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return fromRow(row);
}

export async function updateCompany(tx: Tx, company: Company): Promise<void> {
  await db(tx).updateTable('company').set(changeable(company)).where('company_id', '=', company.id).execute();
}

const changeable = (company: Omit<Company, 'internalId'>) =>
  ({
    name: company.name,
    products: JSON.stringify(company.products),
    default_language: company.defaultLanguage,
    address: JSON.stringify(company.address),
    sso_only: company.ssoOnly,
    ip_ranges: JSON.stringify(company.ipRanges),
    password_policy: JSON.stringify(company.passwordPolicy),
    maintenance: company.maintenance,
    sign_in_closed: company.signInClosed,
    data_retention_policy_id: company.dataRetentionPolicyId ?? null,
    updated_at: company.updatedAt,
  }) satisfies Updateable<CompanyTables['company']>;

const fromRow = (row: Selectable<CompanyTables['company']>): Company => ({
  id: row.company_id,
  internalId: row.internal_id,
  entityCode: row.entity_code,
  name: row.name,
  domain: row.domain,
  dataCenter: row.data_center,
  edition: row.edition,
  products: row.products,
  defaultLanguage: row.default_language,
  countryCode: row.country,
  currency: row.currency,
  address: row.address,
  travel: row.travel,
  ssoOnly: row.sso_only,
  ipRanges: row.ip_ranges,
  passwordPolicy: row.password_policy,
  maintenance: row.maintenance,
  signInClosed: row.sign_in_closed,
  test: row.test,
  dataRetentionPolicyId: row.data_retention_policy_id ?? undefined,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
