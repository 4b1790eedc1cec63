import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { SigninTables } from '../tables.ts';
import type { IdentityProvider } from './identity-provider.ts';

const db = (tx: Tx) => tables<SigninTables>(tx);

export const selectProvider = (tx: Tx, companyId: string): Promise<IdentityProvider | undefined> =>
  db(tx)
    .selectFrom('identity_provider')
    .select([
      'issuer',
      'client_id as clientId',
      'sealed_secret as sealedSecret',
      'match_by as matchBy',
      'enabled',
      'proven_at as provenAt',
      'updated_at as updatedAt',
    ])
    .where('company_id', '=', companyId)
    .executeTakeFirst();

export async function upsertProvider(tx: Tx, companyId: string, provider: IdentityProvider): Promise<void> {
  const row = {
    issuer: provider.issuer,
    client_id: provider.clientId,
    sealed_secret: provider.sealedSecret,
    match_by: provider.matchBy,
    enabled: provider.enabled,
    proven_at: provider.provenAt,
    updated_at: provider.updatedAt,
  };
  await db(tx)
    .insertInto('identity_provider')
    .values({ company_id: companyId, ...row })
    .onConflict((conflict) => conflict.column('company_id').doUpdateSet(row))
    .execute();
}

export async function updateProven(tx: Tx, companyId: string, now: Date): Promise<void> {
  await db(tx).updateTable('identity_provider').set({ proven_at: now }).where('company_id', '=', companyId).execute();
}

export async function deleteProvider(tx: Tx, companyId: string): Promise<boolean> {
  const gone = await db(tx).deleteFrom('identity_provider').where('company_id', '=', companyId).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** A way to the provider and back. */
export interface Way {
  readonly companyId: string;
  readonly id: string;
  readonly sealedState: string;
  readonly returnTo: string;
  readonly createdAt: Date;
}

export async function insertWay(tx: Tx, way: Way, secretHash: string): Promise<void> {
  await db(tx)
    .insertInto('single_sign_on')
    .values({
      company_id: way.companyId,
      id: way.id,
      secret_hash: secretHash,
      sealed_state: way.sealedState,
      return_to: way.returnTo,
      created_at: way.createdAt,
    })
    .execute();
}

/** Takes a way away: of two that come back on it at one moment only one goes on. */
export const takeWay = (tx: Tx, companyId: string, secretHash: string): Promise<Way | undefined> =>
  db(tx)
    .deleteFrom('single_sign_on')
    .where('company_id', '=', companyId)
    .where('secret_hash', '=', secretHash)
    .returning([
      'company_id as companyId',
      'id',
      'sealed_state as sealedState',
      'return_to as returnTo',
      'created_at as createdAt',
    ])
    .executeTakeFirst();

export async function deleteWaysBefore(tx: Tx, companyId: string, before: Date): Promise<void> {
  await db(tx).deleteFrom('single_sign_on').where('company_id', '=', companyId).where('created_at', '<', before).execute();
}
