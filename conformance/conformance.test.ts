import { after, before, describe } from 'node:test';
import { Client } from './client.ts';
import { gettingStarted } from './suites/getting-started.ts';
import { reportJourney } from './suites/report-journey.ts';
import { findTarget } from './target.ts';

describe('conformance over HTTP', () => {
  let client: Client;
  before(async () => {
    client = new Client(await findTarget());
  });
  after(() => client?.target.stop());
  gettingStarted(() => client);
  reportJourney(() => client);
});
