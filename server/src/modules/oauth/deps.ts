import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/tx.ts';

/** Where a principal lives. */
export interface Home {
  readonly principalId: string;
  readonly kind: 'user' | 'company';
  readonly companyId: string;
  readonly dataCenter: string;
}

/** What this module asks of its neighbours. */
export interface OAuthDeps {
  /** Text under which private keys are sealed; see config/master-key.ts. */
  readonly masterKey: string;
  readonly directory: {
    locateLogin(tx: Tx, login: string): Promise<Home | undefined>;
    locatePrincipal(tx: Tx, id: string): Promise<Home | undefined>;
  };
  readonly company: {
    getCompany(ctx: Context): Promise<{ readonly name: string; readonly maintenance: boolean }>;
  };
  readonly identity: {
    getUser(
      ctx: Context,
      userId: string,
    ): Promise<{ readonly active: boolean; readonly emails: readonly { readonly type: string; readonly value: string }[] }>;
    rolesOf(ctx: Context, userId: string): Promise<ReadonlySet<string>>;
    checkPassword(
      work: UnitOfWork,
      caller: Caller,
      given: { login: string; password: string; address: string; dataCenter?: string },
    ): Promise<{ readonly userId: string; readonly companyId: string; readonly dataCenter: string }>;
  };
}
