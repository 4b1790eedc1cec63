import type { AppCenter } from '../../modules/app-center/index.ts';
import type { Audit } from '../../modules/audit/index.ts';
import type { CompanyModule } from '../../modules/company/index.ts';
import type { Events } from '../../modules/events/index.ts';
import type { ExchangeLog, Recorder } from '../../modules/exchange-log/index.ts';
import type { FaultModule } from '../../modules/fault/index.ts';
import type { Identity } from '../../modules/identity/index.ts';
import type { OAuth } from '../../modules/oauth/index.ts';
import type { Expense } from '../../modules/expense/index.ts';
import type { Onboarding, Seeding, SignUpMode } from '../../modules/onboarding/index.ts';
import type { ReportPrints } from '../../modules/report-print/index.ts';
import type { SandboxControls, SandboxModule } from '../../modules/sandbox/index.ts';
import type { PageDeps } from '../pages/deps.ts';
import type { CallAgain } from './replay-routes.ts';

/** What the web application's own calls stand on. */
export interface WebDeps extends Omit<PageDeps, 'identity' | 'company' | 'oauth'> {
  readonly identity: PageDeps['identity'] &
    Pick<Identity, 'getUser' | 'rolesOf' | 'searchUsers' | 'usersById' | 'mayAdminister' | 'assertAdministers'>;
  readonly company: Pick<CompanyModule, 'getCompany'>;
  readonly oauth: PageDeps['oauth'] &
    Pick<
      OAuth,
      | 'getApp'
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
      | 'tokensFor'
      | 'tokensForColleague'
      | 'appNames'
      | 'listConnectedApps'
      | 'listPeopleOf'
      | 'listOwnConnections'
      | 'disconnectColleague'
      | 'disconnectSelf'
      | 'blockApp'
      | 'createCompanyToken'
    >;
  readonly appCenter: AppCenter;
  readonly audit: Audit;
  readonly events: Events;
  /** Where the program is a sandbox that this process can move. */
  readonly controls: SandboxControls | undefined;
  readonly onboarding: Onboarding;
  readonly expense: Pick<Expense, 'searchReports' | 'setup' | 'listPaymentTypes'>;
  readonly signUp: SignUpMode;
  /** Whether mail stays in the mailbox, as it does where no mail server is. */
  readonly keepsMail: boolean;
  readonly seeding: Seeding;
  readonly demo: Pick<SandboxModule, 'find'>;
  readonly exchangeLog: ExchangeLog;
  /** Absent where exchanges are not written down. */
  readonly recorder: Pick<Recorder, 'settled' | 'dropped'> | undefined;
  /** Makes a request to this very server again, where there is one. */
  readonly callAgain: CallAgain | undefined;
  readonly faults: FaultModule;
  readonly reportPrints: Pick<ReportPrints, 'orderPrint' | 'print' | 'content'>;
}
