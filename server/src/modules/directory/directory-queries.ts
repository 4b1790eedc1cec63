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

/** In the order of the logins, so that two who enter the same ones do not wait for each other crosswise. Answers who got in. */
export async function insertUsersOf(
  tx: Tx,
  home: { id: string; dataCenter: string },
  users: readonly { principalId: string; login: string }[],
): Promise<ReadonlySet<string>> {
  if (users.length === 0) return new Set();
  const rows = [...users]
    .sort((a, b) => (a.login < b.login ? -1 : 1))
    .map(({ principalId, login }) => ({
      principal_id: principalId,
      kind: 'user' as const,
      company_id: home.id,
      data_center: home.dataCenter,
      login,
    }));
  const entered = await db(tx)
    .insertInto('directory_entry')
    .values(rows)
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('principal_id')
    .execute();
  return new Set(entered.map((row) => row.principal_id));
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
