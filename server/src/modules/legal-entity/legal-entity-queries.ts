import { sql, type Selectable } from 'kysely';
import { compare, flag, logic, text, uuid, type Column, type Condition } from '../../platform/db/criteria.ts';
import { tables, type Tx } from '../../platform/db/tx.ts';
import { uniqueViolation } from '../../platform/db/violations.ts';
import { LegalEntityCriteriaInvalid, LegalEntityReferenceTaken } from './errors.ts';
import {
  tidied,
  type LegalEntity,
  type LegalEntityCriteria,
  type LegalEntityField,
  type LegalEntityPage,
  type LegalEntitySearch,
} from './legal-entity.ts';
import type { LegalEntityTable, LegalEntityTables } from './tables.ts';

const db = (tx: Tx) => tables<LegalEntityTables>(tx);

const orNone = <T extends object>(texts: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== null)) as { [K in keyof T]?: NonNullable<T[K]> };

const toEntity = (row: Selectable<LegalEntityTable>): LegalEntity => ({
  id: row.id,
  companyId: row.company_id,
  ...tidied({
    active: row.active,
    ...orNone({
      name: row.name,
      referenceId: row.reference_id,
      registeringOrganization: row.registering_organization,
      taxId: row.tax_id,
      email: row.email,
      phone: row.phone,
    }),
    address: orNone({
      streetAddress: row.street_address,
      locality: row.locality,
      region: row.region,
      postalCode: row.postal_code,
      country: row.country,
    }),
  }),
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const toRow = (entity: LegalEntity): LegalEntityTable => ({
  company_id: entity.companyId,
  id: entity.id,
  active: entity.active,
  name: entity.name ?? null,
  reference_id: entity.referenceId ?? null,
  registering_organization: entity.registeringOrganization ?? null,
  tax_id: entity.taxId ?? null,
  email: entity.email ?? null,
  phone: entity.phone ?? null,
  street_address: entity.address?.streetAddress ?? null,
  locality: entity.address?.locality ?? null,
  region: entity.address?.region ?? null,
  postal_code: entity.address?.postalCode ?? null,
  country: entity.address?.country ?? null,
  version: entity.version,
  created_at: entity.createdAt,
  updated_at: entity.updatedAt,
});

/** @throws LegalEntityReferenceTaken */
export async function insertEntity(tx: Tx, entity: LegalEntity): Promise<void> {
  await db(tx).insertInto('legal_entity').values(toRow(entity)).execute().catch(asTaken);
}

/** @throws LegalEntityReferenceTaken */
export async function updateEntity(tx: Tx, entity: LegalEntity): Promise<void> {
  await db(tx)
    .updateTable('legal_entity')
    .set(toRow(entity))
    .where('company_id', '=', entity.companyId)
    .where('id', '=', entity.id)
    .execute()
    .catch(asTaken);
}

function asTaken(error: unknown): never {
  throw uniqueViolation(error) === 'legal_entity_reference' ? new LegalEntityReferenceTaken() : error;
}

const oneOf = (tx: Tx, companyId: string, id: string) =>
  db(tx).selectFrom('legal_entity').selectAll().where('company_id', '=', companyId).where('id', '=', id);

export async function selectEntity(tx: Tx, companyId: string, id: string): Promise<LegalEntity | undefined> {
  const row = await oneOf(tx, companyId, id).executeTakeFirst();
  return row && toEntity(row);
}

/** Locked until the transaction ends. */
export async function lockEntity(tx: Tx, companyId: string, id: string): Promise<LegalEntity | undefined> {
  const row = await oneOf(tx, companyId, id).forUpdate().executeTakeFirst();
  return row && toEntity(row);
}

const FIELDS: Readonly<Record<LegalEntityField, Column>> = {
  id: uuid(sql`e.id`),
  active: flag(sql`e.active`),
  name: text(sql`e.name`),
  referenceId: text(sql`e.reference_id`),
  registeringOrganization: text(sql`e.registering_organization`),
  taxId: text(sql`e.tax_id`),
  email: text(sql`e.email`),
  phone: text(sql`e.phone`),
  'address.streetAddress': text(sql`e.street_address`),
  'address.locality': text(sql`e.locality`),
  'address.region': text(sql`e.region`),
  'address.postalCode': text(sql`e.postal_code`),
  'address.country': text(sql`e.country`),
};

const condition = (criteria: LegalEntityCriteria): Condition =>
  logic(criteria, condition, (comparison) =>
    compare(FIELDS[comparison.field], comparison, (field, reason) => new LegalEntityCriteriaInvalid(field, reason)),
  );

/** In the order of creation. @throws LegalEntityCriteriaInvalid */
export async function searchEntities(
  tx: Tx,
  companyId: string,
  { criteria, after, limit }: LegalEntitySearch,
): Promise<LegalEntityPage> {
  const matching = sql`e.company_id = ${companyId} and ${criteria ? condition(criteria) : sql`true`}`;
  const beyond = after ? sql`and (e.created_at, e.id) > (${after.createdAt}, ${after.id})` : sql``;
  const total = after?.total ?? (await countEntities(tx, matching));
  // One more than asked for says whether others follow.
  const { rows } = await sql<Selectable<LegalEntityTable>>`
    select e.* from legal_entity e where ${matching} ${beyond} order by e.created_at, e.id limit ${limit + 1}`.execute(tx);
  const entities = rows.slice(0, limit).map(toEntity);
  return { entities, total, more: rows.length > limit };
}

async function countEntities(tx: Tx, matching: Condition): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from legal_entity e where ${matching}`.execute(tx);
  return rows[0]?.total ?? 0;
}
