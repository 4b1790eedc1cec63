import type { CompanyModule } from '../company/index.ts';
import type { Identity } from '../identity/index.ts';
import type { OAuth } from '../oauth/index.ts';

/** What this module asks of its neighbours. */
export interface AppCenterDeps {
  readonly company: Pick<CompanyModule, 'getCompany'>;
  readonly identity: Pick<Identity, 'getUser'>;
  readonly oauth: Pick<
    OAuth,
    | 'mayManageApps'
    | 'assertManagesApps'
    | 'managedApp'
    | 'getApp'
    | 'isBlocked'
    | 'listConnections'
    | 'createRequestToken'
    | 'disconnect'
    | 'setAudience'
    | 'setConnectUri'
  >;
  /** In a sandbox the owner of a listing certifies and publishes it; elsewhere the operator does. */
  readonly ownersReview: boolean;
}
