import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { newId } from '../../platform/ids/index.ts';

describe('consent', () => {
  let program: TestProgram;
  before(async () => {
    program = await testProgram();
  });
  after(() => program.close());

  it('covers what was agreed to so far, for that user, app and company alone', async () => {
    const company = await foundCompany(program);
    const { id: userId } = await hire(program, company);
    const appId = newId(program.clock);
    const give = (scopes: string[]) =>
      program.unitOfWork.write(company, (ctx) => program.modules.signin.giveConsent(ctx, { userId, appId, scopes }));
    const has = (scopes: string[], about = { userId, appId }, caller = company) =>
      program.unitOfWork.read(caller, (ctx) => program.modules.signin.hasConsented(ctx, { ...about, scopes }));
    assert.equal(await has([]), false);
    await give(['user.read']);
    assert.equal(await has(['user.read']), true);
    assert.equal(await has(['user.read', 'receipts.read']), false);
    await give(['receipts.read']);
    assert.equal(await has(['user.read', 'receipts.read']), true);
    assert.equal(await has([], { userId, appId: newId(program.clock) }), false);
    assert.equal(await has([], { userId: newId(program.clock), appId }), false);
    assert.equal(await has([], undefined, await foundCompany(program)), false);
  });
});
