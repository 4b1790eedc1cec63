import { tables, type Tx } from '../../platform/db/tx.ts';
import type { StoredKey } from './signing-key.ts';
import type { OAuthTables } from './tables.ts';

const db = (tx: Tx) => tables<OAuthTables>(tx);

/** Keys that sign or still verify, newest first. */
export async function selectKeys(tx: Tx, now: Date): Promise<StoredKey[]> {
  const rows = await db(tx)
    .selectFrom('signing_key')
    .selectAll()
    .where((where) => where.or([where('retires_at', 'is', null), where('retires_at', '>', now)]))
    .orderBy('created_at', 'desc')
    .orderBy('kid')
    .execute();
  return rows.map((row) => ({
    kid: row.kid,
    publicJwk: row.public_jwk,
    sealedKey: row.sealed_key,
    createdAt: row.created_at,
    retiresAt: row.retires_at ?? undefined,
  }));
}

export async function insertKey(tx: Tx, key: StoredKey): Promise<void> {
  await db(tx)
    .insertInto('signing_key')
    .values({
      kid: key.kid,
      public_jwk: JSON.stringify(key.publicJwk),
      sealed_key: key.sealedKey,
      created_at: key.createdAt,
      retires_at: key.retiresAt ?? null,
    })
    .execute();
}

/** Every signing key but `kid` stops signing and is published until `retiresAt`. */
export async function retireOthers(tx: Tx, kid: string, retiresAt: Date): Promise<void> {
  await db(tx)
    .updateTable('signing_key')
    .set({ retires_at: retiresAt })
    .where('kid', '!=', kid)
    .where('retires_at', 'is', null)
    .execute();
}

export async function deleteRetired(tx: Tx, now: Date): Promise<void> {
  await db(tx).deleteFrom('signing_key').where('retires_at', '<=', now).execute();
}
