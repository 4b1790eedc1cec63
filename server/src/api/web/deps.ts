import type { CompanyModule } from '../../modules/company/index.ts';
import type { Identity } from '../../modules/identity/index.ts';
import type { OAuth } from '../../modules/oauth/index.ts';
import type { Onboarding, Seeding, SignUpMode } from '../../modules/onboarding/index.ts';
import type { SandboxControls, SandboxModule } from '../../modules/sandbox/index.ts';
import type { PageDeps } from '../pages/deps.ts';

/** What the web application's own calls stand on. */
export interface WebDeps extends Omit<PageDeps, 'identity' | 'company' | 'oauth'> {
  readonly identity: PageDeps['identity'] &
    Pick<Identity, 'getUser' | 'rolesOf' | 'searchUsers' | 'usersById' | 'mayAdminister' | 'assertAdministers'>;
  readonly company: Pick<CompanyModule, 'getCompany'>;
  readonly oauth: PageDeps['oauth'] &
    Pick<
      OAuth,
      | 'mayManageApps'
      | 'assertManagesApps'
      | 'managedApp'
      | 'listOwnApps'
      | 'registerOwnApp'
      | 'changeOwnApp'
      | 'listSecrets'
      | 'addSecret'
      | 'setSecretStatus'
      | 'deleteSecret'
      | 'tokensForColleague'
      | 'tokensFor'
    >;
  /** Where the program is a sandbox that this process can move. */
  readonly controls: SandboxControls | undefined;
  readonly onboarding: Onboarding;
  readonly signUp: SignUpMode;
  readonly seeding: Seeding;
  readonly demo: Pick<SandboxModule, 'find'>;
}
