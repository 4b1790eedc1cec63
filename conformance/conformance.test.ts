import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client } from './client.ts';
import { attendees } from './suites/attendees.ts';
import { ELSEWHERE, UNREACHABLE } from './expense-contract.ts';
import { connectionRequests } from './suites/connection-requests.ts';
import { dataCentres } from './suites/data-centres.ts';
import { expenseConfig } from './suites/expense-config.ts';
import { expenseRefusals } from './suites/expense-refusals.ts';
import { expenseStructure } from './suites/expense-structure.ts';
import { exchangeRates } from './suites/exchange-rates.ts';
import { gettingStarted } from './suites/getting-started.ts';
import { identityV4, identityV41 } from './suites/identity.ts';
import { legalEntities } from './suites/legal-entities.ts';
import { oauthApps } from './suites/oauth-apps.ts';
import { oauthGrants } from './suites/oauth-grants.ts';
import { oauthPages } from './suites/oauth-pages.ts';
import { profile } from './suites/profile.ts';
import { quickExpenses } from './suites/quick-expenses.ts';
import { receiptImages } from './suites/receipt-images.ts';
import { reportJourney } from './suites/report-journey.ts';
import { scimV4 } from './suites/scim-v4.ts';
import { spendProfiles } from './suites/spend-profiles.ts';
import { travelProfile } from './suites/travel-profile.ts';
import { userProvisioning } from './suites/user-provisioning.ts';
import { userRetrieval } from './suites/user-retrieval.ts';
import { usersV1 } from './suites/users-v1.ts';
import { usersV3 } from './suites/users-v3.ts';
import { v3 } from './suites/v3.ts';
import { v4Associations } from './suites/v4-associations.ts';
import { v4Comments } from './suites/v4-comments.ts';
import { v4Expenses } from './suites/v4-expenses.ts';
import { v4Reports } from './suites/v4-reports.ts';
import { v4Taxes } from './suites/v4-taxes.ts';
import { v4Workflow } from './suites/v4-workflow.ts';
import { xmlGenerations } from './suites/xml-generations.ts';
import { findTarget } from './target.ts';

const SUITES = [
  gettingStarted,
  oauthGrants,
  oauthPages,
  oauthApps,
  dataCentres,
  profile,
  identityV4,
  identityV41,
  scimV4,
  spendProfiles,
  travelProfile,
  userProvisioning,
  userRetrieval,
  reportJourney,
  v4Reports,
  v4Expenses,
  expenseStructure,
  v4Comments,
  v4Associations,
  v4Workflow,
  v4Taxes,
  v3,
  expenseConfig,
  attendees,
  xmlGenerations,
  usersV1,
  usersV3,
  connectionRequests,
  legalEntities,
  exchangeRates,
  quickExpenses,
  receiptImages,
  expenseRefusals,
];

describe('conformance over HTTP', () => {
  let client: Client;
  before(async () => {
    client = new Client(await findTarget());
  });
  after(() => client?.target.stop());
  for (const suite of SUITES) suite(() => client);

  // Last, when all the suites before have made their calls.
  it('has seen every status that the documents list for operations of expense, but for those that other tests bring about', () => {
    const isElsewhere = (hole: string) =>
      ELSEWHERE.some(({ status, of }) => hole.endsWith(` ${status}`) && of.test(hole)) || UNREACHABLE.includes(hole);
    const holes = client.ledger.holes();
    assert.deepEqual(
      holes.filter((hole) => !isElsewhere(hole)),
      [],
    );
    for (const hole of UNREACHABLE) assert.ok(holes.includes(hole), `${hole} was reached after all`);
  });
});
