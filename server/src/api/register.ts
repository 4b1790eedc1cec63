import type { Program } from '../context.ts';
import { SCOPES } from '../modules/oauth/index.ts';
import type { SandboxControls } from '../modules/sandbox/index.ts';
import type { Facade } from '../platform/http/facade.ts';
import { appMgmtV0 } from './app-mgmt/v0/routes.ts';
import { appMgmtV4 } from './app-mgmt/v4/routes.ts';
import { appmgmtV0 } from './appmgmt/v0/routes.ts';
import { attendeeTypesV3 } from './attendee-types/v3/facade.ts';
import { attendeeTypesV4 } from './attendee-types/v4/facade.ts';
import { attendeesV3 } from './attendees/v3/facade.ts';
import { attendeesV4 } from './attendees/v4/facade.ts';
import { connectionRequestsV30 } from './connection-requests/v3.0/facade.ts';
import { connectionRequestsV31 } from './connection-requests/v3.1/facade.ts';
import { connectionRequestsV32 } from './connection-requests/v3.2/facade.ts';
import { bulkUsersV31 } from './bulk-users/v3.1/facade.ts';
import { expenseConfigV4 } from './expense-config/v4/facade.ts';
import { expenseGroupConfigurationsV3 } from './expense-group-configurations/v3/facade.ts';
import { exchangeRatesV4 } from './exchange-rates/v4/facade.ts';
import { expenseReportsV1 } from './expense-reports/v1.1/facade.ts';
import { expenseReportsV2 } from './expense-reports/v2/facade.ts';
import { expenseReportsV3 } from './expense-reports/v3/facade.ts';
import { expenseReportsV4 } from './expense-reports/v4/facade.ts';
import { identityV4 } from './identity/v4/facade.ts';
import { identityV41 } from './identity/v4.1/facade.ts';
import { legalEntitiesV41 } from './legal-entities/v4.1/facade.ts';
import { oauthLegacy } from './oauth-legacy/net2/routes.ts';
import { oauth2V0 } from './oauth2/v0/routes.ts';
import { pageFacades } from './pages/routes.ts';
import { profileServiceV1 } from './profile-service/v1/routes.ts';
import { profileV1 } from './profile/v1/routes.ts';
import { quickExpensesV4 } from './quick-expenses/v4/facade.ts';
import { receiptImagesV3 } from './receipt-images/v3/facade.ts';
import { sandbox } from './sandbox/routes.ts';
import { scimV4 } from './scim/v4/facade.ts';
import { service } from './service/routes.ts';
import { spendUsersV4 } from './spend-users/v4/facade.ts';
import { spendUsersV41 } from './spend-users/v4.1/facade.ts';
import { travelUsersV4 } from './travel-users/v4/facade.ts';
import { suppliersV30 } from './suppliers/v3.0/facade.ts';
import { usersV1 } from './users/v1.0/facade.ts';
import { usersV3 } from './users/v3.0/facade.ts';
import { userProvisioningV4 } from './user-provisioning/v4/facade.ts';
import { scimInterpreter } from './user-provisioning/v4/interpreter.ts';
import { readBuiltApp } from './web/built-app.ts';
import { webFacade } from './web/facade.ts';
import type { CallAgain } from './web/replay-routes.ts';
import { siteFacade } from './web/site-facade.ts';
import { userRetrievalV4 } from './user-retrieval/v4/facade.ts';

const scopes = Object.fromEntries(SCOPES.map(({ name, description }) => [name, description]));

/** Every façade there is. Removing a version is removing its folder and its line. */
export function facades(
  program: Program,
  { controls, callAgain }: { readonly controls?: SandboxControls | undefined; readonly callAgain?: CallAgain } = {},
): Facade[] {
  const { config, mailbox, modules, sites } = program;
  const { attendees, connectionRequests, expense, identity, oauth } = modules;
  const app = config.web === undefined ? undefined : readBuiltApp(config.web);
  const pageDeps = { ...modules, sites, mailbox, sandbox: config.sandbox };
  const all: Facade[] = [
    oauth2V0({ oauth, sites }),
    appMgmtV0({ oauth }),
    appMgmtV4({ oauth }),
    appmgmtV0({ oauth, sites }),
    oauthLegacy({ oauth, sites }),
    profileServiceV1({ oauth, sites, appCenterCertificates: config.appCenterCertificates }),
    profileV1(program),
    identityV4(modules),
    identityV41(modules),
    scimV4(modules),
    spendUsersV4(identity),
    spendUsersV41(identity),
    travelUsersV4(identity),
    ...userProvisioningV4({ ...modules, interpreter: scimInterpreter(modules) }),
    userRetrievalV4(modules),
    attendeesV4(attendees),
    attendeesV3(attendees, identity),
    attendeeTypesV4(attendees),
    attendeeTypesV3(attendees),
    expenseReportsV4(expense),
    expenseReportsV3(expense, identity),
    expenseReportsV2(expense, identity),
    expenseReportsV1(expense, identity),
    expenseConfigV4(expense),
    expenseGroupConfigurationsV3(expense, identity),
    exchangeRatesV4(modules.exchangeRates),
    quickExpensesV4(modules),
    receiptImagesV3(modules.receipts, identity),
    legalEntitiesV41(modules),
    connectionRequestsV32(connectionRequests),
    connectionRequestsV31(connectionRequests),
    connectionRequestsV30(connectionRequests),
    suppliersV30(connectionRequests),
    usersV1(modules),
    usersV3(identity),
    bulkUsersV31(modules),
    ...pageFacades(pageDeps, { front: app === undefined }),
    webFacade({
      ...modules,
      ...pageDeps,
      controls,
      callAgain,
      recorder: program.recorder,
      demo: modules.sandbox,
      signUp: config.signUp,
      seeding: program.seeding,
      keepsMail: config.mailUrl === undefined,
    }),
    ...(app ? [siteFacade(app)] : []),
  ];
  const demo = config.sandbox ? [sandbox(modules.sandbox)] : [];
  return [...all, ...demo, service(program, all, { tokenBar: config.sandbox, scopes })];
}
