import { tables, type Tx } from '../../platform/db/tx.ts';
import { uniqueViolation } from '../../platform/db/violations.ts';
import { LoginTaken } from './errors.ts';
import type { DirectoryEntry } from './index.ts';
import type { DirectoryTables } from './tables.ts';

const db = (tx: Tx) => tables<DirectoryTables>(tx);

const entryColumns = ['principal_id as principalId', 'kind', 'company_id as companyId', 'data_center as dataCenter'] as const;

export const selectByLogin = (tx: Tx, login: string): Promise<DirectoryEntry | undefined> =>
  db(tx).selectFrom('directory_entry').select(entryColumns).where('login', '=', login).executeTakeFirst();

export const selectByPrincipal = (tx: Tx, principalId: string): Promise<DirectoryEntry | undefined> =>
  db(tx).selectFrom('directory_entry').select(entryColumns).where('principal_id', '=', principalId).executeTakeFirst();

export async function insertEntry(tx: Tx, entry: DirectoryEntry, login: string | undefined): Promise<void> {
  const row = {
    principal_id: entry.principalId,
    kind: entry.kind,
    company_id: entry.companyId,
    data_center: entry.dataCenter,
    login: login ?? null,
  };
  await db(tx).insertInto('directory_entry').values(row).execute().catch(asLoginTaken(login));
}

export async function updateLogin(tx: Tx, principalId: string, login: string): Promise<void> {
  await db(tx)
    .updateTable('directory_entry')
    .set({ login })
    .where('principal_id', '=', principalId)
    .execute()
    .catch(asLoginTaken(login));
}

export async function deleteEntry(tx: Tx, principalId: string): Promise<void> {
  await db(tx).deleteFrom('directory_entry').where('principal_id', '=', principalId).execute();
}

const asLoginTaken =
  (login: string | undefined) =>
  (error: unknown): never => {
    throw uniqueViolation(error)?.includes('login') ? new LoginTaken(login ?? '') : error;
  };
