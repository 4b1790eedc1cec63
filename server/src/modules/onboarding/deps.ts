import type { CompanyModule } from '../company/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Making, SandboxModule } from '../sandbox/index.ts';
import type { Signin } from '../signin/index.ts';

/** Work in one transaction under a clock of its own, whose mail goes nowhere: how a history is made. */
export type Seeding = <T>(run: (making: Making) => Promise<T>) => Promise<T>;

export interface OnboardingDeps {
  readonly company: Pick<CompanyModule, 'getCompany'>;
  readonly directory: Pick<Directory, 'locateLogin'>;
  readonly identity: Pick<
    Identity,
    | 'prepareFirstPassword'
    | 'createUser'
    | 'getUser'
    | 'findUser'
    | 'usersById'
    | 'rolesOf'
    | 'holdersOf'
    | 'addToRole'
    | 'removeFromRole'
    | 'assertAdministers'
    | 'setApprovers'
    | 'primaryEmail'
  >;
  readonly sandbox: Pick<SandboxModule, 'createOwn'>;
  readonly signin: Pick<Signin, 'countAsked' | 'invite' | 'invitedAmong'>;
}
