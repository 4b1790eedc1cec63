import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { deleteEntry, insertEntry, insertUsersOf, selectByLogin, selectByPrincipal, updateLogin } from './directory-queries.ts';

export { LoginTaken, type DirectoryError } from './errors.ts';

export type PrincipalHomeKind = 'user' | 'company';

/** Where a principal lives: the only fact that data centres share about it. */
export interface DirectoryEntry {
  readonly principalId: string;
  readonly kind: PrincipalHomeKind;
  readonly companyId: string;
  /** Code of the data centre that holds its data. */
  readonly dataCenter: string;
}

/** Logins are compared without case or surrounding space. */
const loginKey = (login: string): string => login.trim().toLowerCase();

/** Finds principals over all companies and data centres. It belongs to no company, so it takes a bare handle. */
export function createDirectory() {
  return {
    locateLogin: (tx: Tx, login: string): Promise<DirectoryEntry | undefined> => selectByLogin(tx, loginKey(login)),
    /** Undefined for what is no UUID, too. */
    locatePrincipal: async (tx: Tx, id: string): Promise<DirectoryEntry | undefined> => {
      const uuid = parseUuid(id);
      return uuid ? selectByPrincipal(tx, uuid) : undefined;
    },
    /** @throws LoginTaken */
    enter: (ctx: Context, entry: DirectoryEntry, login?: string): Promise<void> =>
      insertEntry(ctx.tx, entry, login === undefined ? undefined : loginKey(login)),
    /** Enters users of a company, each whose login is free; answers their ids. */
    enterUsers: (
      ctx: Context,
      home: { id: string; dataCenter: string },
      users: readonly { principalId: string; login: string }[],
    ): Promise<ReadonlySet<string>> =>
      insertUsersOf(
        ctx.tx,
        home,
        users.map(({ principalId, login }) => ({ principalId, login: loginKey(login) })),
      ),
    /** The principal is no more; its login is free. */
    leave: (ctx: Context, principalId: string): Promise<void> => deleteEntry(ctx.tx, principalId),
    /** Frees the old login. @throws LoginTaken */
    renameLogin: (ctx: Context, principalId: string, login: string): Promise<void> =>
      updateLogin(ctx.tx, principalId, loginKey(login)),
  };
}

export type Directory = ReturnType<typeof createDirectory>;
