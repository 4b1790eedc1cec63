import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { registerApp, SYSTEM } from '../../../test/harness/apps.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Installation } from '../../start/installation.ts';
import { enterSupplier } from './supplier.ts';

describe('supplier enter', () => {
  let program: TestProgram;
  before(async () => {
    program = await testProgram();
  });
  after(() => program.close());

  it('puts an app into the directory, by its own name unless told another, and replaces what stood there', async () => {
    const { id: clientId } = await registerApp(program, { name: 'Tern Rail' });
    const enter = (entry: object) => enterSupplier.perform({ program } as unknown as Installation, { clientId, entry });
    const entries = async () => {
      const { connectionRequests } = program.modules;
      return (await program.unitOfWork.read(SYSTEM, (ctx) => connectionRequests.searchSuppliers(ctx, {}))).map(
        ({ entry }) => entry,
      );
    };
    await enter({ city: 'Bergen', mccCode: '4112' });
    assert.deepEqual(await entries(), [{ businessName: 'Tern Rail', city: 'Bergen', mccCode: '4112' }]);
    await enter({ businessName: 'Tern', countryCode: 'NO' });
    assert.deepEqual(await entries(), [{ businessName: 'Tern', countryCode: 'NO' }]);
    await assert.rejects(() => enter({ countryCode: 'Norway' }), /two upper-case letters/);
    assert.equal((await entries()).length, 1);
  });
});
