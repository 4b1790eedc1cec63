import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMINISTRATOR, listedApp, visitorWith } from '../../../test/harness/app-center.ts';
import { foundCompany } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Installation } from '../../start/installation.ts';
import { listListings, moveListing } from './listing.ts';

describe('listing', () => {
  let program: TestProgram;
  before(async () => {
    program = await testProgram();
  });
  after(() => program.close());

  it('lets the operator review what was submitted', async () => {
    const installation = { program } as unknown as Installation;
    const developer = await visitorWith(program, await foundCompany(program), ADMINISTRATOR);
    const { id: clientId } = await listedApp(developer, { steps: ['submit'] });
    const states = async () => (await listListings.perform(installation, undefined)) as { clientId: string; state: string }[];
    assert.deepEqual(
      (await states()).map((one) => [one.clientId, one.state]),
      [[clientId, 'submitted']],
    );
    for (const step of ['certify', 'publish']) await moveListing.perform(installation, { clientId, step });
    assert.deepEqual(
      (await states()).map(({ state }) => state),
      ['published'],
    );
    await assert.rejects(() => moveListing.perform(installation, { clientId, step: 'certify' }), /cannot be moved/);
    const nobody = '00000000-0000-7000-8000-000000000001';
    await assert.rejects(() => moveListing.perform(installation, { clientId: nobody, step: 'certify' }), /no such app/);
  });
});
