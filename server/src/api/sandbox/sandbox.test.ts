import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { createServer } from '../../platform/http/server.ts';
import { sandbox } from './routes.ts';

describe('tokens of demo users', () => {
  let program: TestProgram;
  let app: FastifyInstance;
  before(async () => {
    program = await testProgram();
    app = await createServer({
      facades: [
        sandbox({
          users: async () => [{ key: 'traveler', login: 'tia@demo.example', roles: ['EXP_USER'] }],
          mint: async (_work, key, origin) =>
            key === 'traveler' ? { accessToken: `for ${key} at ${origin}`, expiresIn: 3600 } : undefined,
        }),
      ],
      log: program.log,
      limits: program.config.limits,
      bodyLimit: 1000,
      trustProxy: false,
      services: { ...program, checkAnswers: true, authenticate: async () => ({ kind: 'anonymous' }) },
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

  it('are given to callers of this machine', async () => {
    const users = await app.inject({ url: '/sandbox/users', headers: { host: 'localhost:8080' } });
    assert.deepEqual(users.json(), { users: [{ key: 'traveler', login: 'tia@demo.example', roles: ['EXP_USER'] }] });
    const token = await mint('traveler', { origin: 'http://us.localhost:8080' });
    assert.deepEqual(token.json(), { accessToken: 'for traveler at http://us.localhost:8080', expiresIn: 3600 });
    assert.equal(token.headers['cache-control'], 'no-store');
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
      assert.doesNotMatch(refused.body, /for traveler at/);
    }
  });
});
