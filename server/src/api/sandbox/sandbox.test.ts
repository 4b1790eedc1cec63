import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { createServer } from '../../platform/http/server.ts';
import { facades } from '../register.ts';
import type { DemoPeople } from './demo-tokens.ts';
import { sandbox } from './routes.ts';

describe('tokens of demo users', () => {
  let program: TestProgram;
  let app: FastifyInstance;
  let people: DemoPeople | undefined;
  let login: string;

  before(async () => {
    program = await testProgram();
    const { modules, unitOfWork, clock, sites, log, config } = program;
    const home = await foundCompany(program);
    const user = await hire(program, home);
    login = user.userName;
    const made = await unitOfWork.write(home, (ctx) => modules.oauth.createApp(ctx, { name: 'Demo', dataCenter: 'us' }));
    people = { appId: made.app.id, users: [{ id: user.id, key: 'traveler', login, roles: ['EXP_USER'] }] };
    app = await createServer({
      facades: [...facades(program), sandbox({ oauth: modules.oauth, sites, demoPeople: async () => people })],
      log,
      limits: config.limits,
      bodyLimit: 1000,
      trustProxy: false,
      services: {
        unitOfWork,
        clock,
        sites,
        checkAnswers: true,
        authenticate: (authorization) => modules.oauth.authenticate(unitOfWork, clock, authorization),
      },
    });
  });
  after(async () => {
    await app.close();
    await program.close();
  });

  const mint = (user: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
    app.inject({
      method: 'POST',
      url: '/sandbox/token',
      payload: { user },
      headers: { host: 'us.localhost:8080', ...headers },
      remoteAddress,
    });

  it('are given to callers of this machine, and open the APIs', async () => {
    const users = await app.inject({ url: '/sandbox/users', headers: { host: 'localhost:8080' } });
    assert.deepEqual(users.json(), { users: [{ key: 'traveler', login, roles: ['EXP_USER'] }] });
    const token = await mint('traveler', { origin: 'http://us.localhost:8080' });
    assert.equal(token.statusCode, 200);
    assert.equal(token.headers['cache-control'], 'no-store');
    assert.equal(token.json().expiresIn, 3600);
    const authorization = `Bearer ${token.json().accessToken}`;
    const profile = await app.inject({ url: '/profile/v1/me', headers: { host: 'us.localhost:8080', authorization } });
    assert.equal(profile.statusCode, 200);
    assert.ok(profile.body.includes(login));
    assert.equal((await mint('nobody')).statusCode, 404);
  });

  it('are given to nobody else', async () => {
    for (const refused of [
      await mint('traveler', {}, '192.0.2.7'),
      await mint('traveler', { host: 'rebound.example:8080' }),
      await mint('traveler', { origin: 'https://elsewhere.example' }),
      await mint('traveler', { 'x-forwarded-for': '192.0.2.7' }),
    ]) {
      assert.equal(refused.statusCode, 404);
      assert.doesNotMatch(refused.body, /accessToken/);
    }
  });

  it('do not exist without a demo company', async () => {
    const kept = people;
    people = undefined;
    assert.equal((await mint('traveler')).statusCode, 404);
    assert.deepEqual((await app.inject({ url: '/sandbox/users', headers: { host: 'localhost' } })).json(), { users: [] });
    people = kept;
  });
});
