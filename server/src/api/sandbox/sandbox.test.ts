import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { upsertRecord } from '../../modules/sandbox/sandbox-queries.ts';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';

const mint = (program: TestProgram, user: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  program.app.inject({
    method: 'POST',
    url: '/sandbox/token',
    payload: { user },
    headers: { host: 'us.localhost:8080', ...headers },
    remoteAddress,
  });
const users = (program: TestProgram) => program.app.inject({ url: '/sandbox/users', headers: { host: 'localhost:8080' } });

/** As much of a demo company as a token needs; the whole one takes its time. */
async function foundSandbox(program: TestProgram): Promise<void> {
  const { modules, unitOfWork } = program;
  const home = await foundCompany(program);
  const traveler = await hire(program, home);
  await unitOfWork.write(home, async (ctx) => {
    const { app } = await modules.oauth.createApp(ctx, { name: 'Demo', dataCenter: 'us' });
    const { companyId } = home;
    const users = { traveler: traveler.id };
    await upsertRecord(ctx.tx, { companyId, appId: app.id, foreignCompanyId: companyId, users, fingerprint: 'none' });
  });
}

describe('tokens of demo users', () => {
  let program: TestProgram;
  before(async () => {
    program = await testProgram({ config: { sandbox: true } });
    assert.deepEqual((await users(program)).json(), { users: [] });
    assert.equal((await mint(program, 'traveler')).statusCode, 404);
    await foundSandbox(program);
  });
  after(() => program.close());

  it('are given to callers of this machine, and open the APIs', async () => {
    const traveler = (await users(program)).json().users.find((user: { key: string }) => user.key === 'traveler');
    const token = await mint(program, 'traveler', { origin: 'http://us.localhost:8080' });
    assert.equal(token.statusCode, 200);
    assert.equal(token.headers['cache-control'], 'no-store');
    assert.equal(token.json().expiresIn, 3600);
    const headers = { host: 'us.localhost:8080', authorization: `Bearer ${token.json().accessToken}` };
    const profile = await program.app.inject({ url: '/profile/v1/me', headers });
    assert.equal(profile.statusCode, 200);
    assert.ok(profile.body.includes(traveler.login));
    assert.equal((await mint(program, 'nobody')).statusCode, 404);
  });

  it('are given to nobody else', async () => {
    for (const refused of [
      await mint(program, 'traveler', {}, '192.0.2.7'),
      await mint(program, 'traveler', { host: 'rebound.example:8080' }),
      await mint(program, 'traveler', { origin: 'https://elsewhere.example' }),
      await mint(program, 'traveler', { 'x-forwarded-for': '192.0.2.7' }),
    ]) {
      assert.equal(refused.statusCode, 404);
      assert.doesNotMatch(refused.body, /accessToken/);
    }
  });

  it('are offered on the page of the APIs', async () => {
    assert.match((await program.app.inject('/docs')).body, /Token of a demo user/);
  });
});

describe('a program without a sandbox', () => {
  it('has no such tokens and no button for them', async () => {
    const program = await testProgram();
    assert.equal((await mint(program, 'traveler')).statusCode, 404);
    assert.equal((await users(program)).statusCode, 404);
    assert.doesNotMatch((await program.app.inject('/docs')).body, /Token of a demo user/);
    await program.close();
  });
});
