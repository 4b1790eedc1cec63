import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { IdentityTables } from '../tables.ts';
import { adjustCount } from './search-queries.ts';
import { spendToRow, travelToRow, userToRow } from './user-rows.ts';
import type { User } from './user.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** A user without the number that the database gives. */
export interface Draft {
  readonly user: Omit<User, 'internalId'>;
  /** As it was given; undefined derives it whenever it is read. */
  readonly displayName: string | undefined;
}

/**
 * Writes users and all that belongs to them, a statement to a table, and answers the numbers of those that were written. Who is left out
 * has a value that somebody else of the company has.
 */
export async function insertUsers(tx: Tx, companyId: string, drafts: readonly Draft[]): Promise<ReadonlyMap<string, number>> {
  if (drafts.length === 0) return new Map();
  const rows = drafts.map(({ user, displayName }) => ({
    company_id: companyId,
    id: user.id,
    cuuid: user.cuuid,
    created_at: user.createdAt,
    deleted_at: null,
    ...userToRow(user, displayName),
  }));
  const written = await db(tx)
    .insertInto('user')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'internal_id'])
    .execute();
  const numbers = new Map(written.map((row) => [row.id, row.internal_id]));
  const users = drafts.map(({ user }) => user).filter(({ id }) => numbers.has(id));
  await adjustCount(tx, companyId, { users: users.length, active: users.filter(({ active }) => active).length });
  await insertContacts(tx, users);
  await insertProfiles(tx, users);
  return numbers;
}

/** Why a user could not be written. */
export async function selectTakenValue(tx: Tx, user: Draft['user']): Promise<'userName' | 'employeeNumber' | 'externalId'> {
  const taken = async (column: 'employee_number' | 'external_id', value: string | undefined) =>
    value !== undefined &&
    (await db(tx)
      .selectFrom('user')
      .select('id')
      .where('company_id', '=', user.companyId)
      .where(column, '=', value)
      .executeTakeFirst()) !== undefined;
  if (await taken('employee_number', user.employeeNumber)) return 'employeeNumber';
  return (await taken('external_id', user.externalId)) ? 'externalId' : 'userName';
}

type Contacts = Pick<User, 'id' | 'companyId' | 'emails' | 'phoneNumbers' | 'addresses'>;

export async function insertContacts(tx: Tx, users: readonly Contacts[]): Promise<void> {
  const emails = users.flatMap((user) =>
    user.emails.map((email, position) => ({
      company_id: user.companyId,
      user_id: user.id,
      position,
      type: email.type,
      value: email.value,
      notifications: email.notifications,
      verified: email.verified,
      verified_at: email.verifiedAt ?? null,
    })),
  );
  const phones = users.flatMap((user) =>
    user.phoneNumbers.map((phone, position) => ({
      company_id: user.companyId,
      user_id: user.id,
      position,
      type: phone.type,
      value: phone.value,
      is_primary: phone.primary,
      notifications: phone.notifications,
      issuing_country: phone.issuingCountry ?? null,
    })),
  );
  const addresses = users.flatMap((user) =>
    user.addresses.map((address, position) => ({
      company_id: user.companyId,
      user_id: user.id,
      position,
      type: address.type,
      street_address: address.streetAddress ?? null,
      locality: address.locality ?? null,
      region: address.region ?? null,
      postal_code: address.postalCode ?? null,
      country: address.country ?? null,
    })),
  );
  if (emails.length > 0) await db(tx).insertInto('user_email').values(emails).execute();
  if (phones.length > 0) await db(tx).insertInto('user_phone').values(phones).execute();
  if (addresses.length > 0) await db(tx).insertInto('user_address').values(addresses).execute();
}

async function insertProfiles(tx: Tx, users: readonly Draft['user'][]): Promise<void> {
  const spend = users.flatMap((user) =>
    user.spend ? [{ company_id: user.companyId, user_id: user.id, ...spendToRow(user.spend) }] : [],
  );
  const travel = users.flatMap((user) =>
    user.travel ? [{ company_id: user.companyId, user_id: user.id, ...travelToRow(user.travel) }] : [],
  );
  if (spend.length > 0) await db(tx).insertInto('spend_profile').values(spend).execute();
  if (travel.length > 0) await db(tx).insertInto('travel_profile').values(travel).execute();
}
