import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { askToken, registerApp, type TestApp } from '../../../test/harness/apps.ts';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';

const PASSWORD = 'plum tree in march';
const DRAFT = {
  name: 'Ledgerline',
  description: '',
  grants: ['client_credentials'],
  scopes: ['company.read'],
  redirectUris: [],
};
const FAULT = {
  method: null,
  path: '/profile/v1/*',
  effect: 'unavailable',
  latency: 0,
  retryAfter: 7,
  percent: 100,
  remaining: null,
  enabled: true,
};
interface Rule {
  readonly id: string;
  readonly hits: number;
  readonly remaining: number | null;
}

describe('faults in the web application', () => {
  let program: TestProgram;
  let developer: WebVisitor;
  let traveler: WebVisitor;
  let stranger: WebVisitor;
  let app: TestApp;
  let other: TestApp;
  let token = '';

  const enter = async (at: Caller, roles: readonly string[]): Promise<WebVisitor> => {
    const user = await hire(program, at, { roles: roles.map((code) => ({ code })) });
    await program.modules.identity.setPassword(program.unitOfWork, at, { userId: user.id, password: PASSWORD });
    const visitor = new WebVisitor(program);
    assert.equal((await visitor.signIn(user.userName, PASSWORD)).statusCode, 204);
    return visitor;
  };
  const make = async (): Promise<TestApp> => {
    const made = (await developer.call('POST', '/apps', DRAFT)).json<{ app: { id: string }; secret: string }>();
    return { ...made.app, secret: made.secret } as unknown as TestApp;
  };
  const tokenOf = async (one: TestApp): Promise<string> =>
    (await askToken(program, one, { grant_type: 'client_credentials' })).json<{ access_token: string }>().access_token;

  before(async () => {
    program = await testProgram({ config: { sandbox: true } });
    const company = await foundCompany(program);
    developer = await enter(company, ['SHD_WEB_SERVICES_ADMIN']);
    traveler = await enter(company, ['EXP_USER']);
    stranger = await enter(await foundCompany(program), ['SHD_WEB_SERVICES_ADMIN']);
    [app, other] = [await make(), await make()];
    token = await tokenOf(app);
  });
  after(() => program.close());
  afterEach(async () => {
    await developer.call('DELETE', '/exchanges');
    for (const { id } of await rules()) assert.equal((await developer.call('DELETE', `/faults/${id}`)).statusCode, 204);
  });

  const rules = async (visitor = developer): Promise<Rule[]> => (await visitor.call('GET', '/faults')).json<Rule[]>();
  const add = async (over: object = {}): Promise<Rule> => {
    const answer = await developer.call('POST', '/faults', { ...FAULT, appId: app.id, ...over });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json<Rule>();
  };
  const call = (one = token, url = '/profile/v1/me') => program.app.inject({ url, headers: { authorization: `Bearer ${one}` } });
  const untouched = async (): Promise<number> => (await call()).statusCode;

  it('answers as the API does when it is down, told to slow down or broken, for this app and these paths alone', async () => {
    const plain = await untouched();
    const { id } = await add();
    assert.equal((await call()).statusCode, 503);
    assert.equal((await call(token, '//PROFILE/v1/me/')).statusCode, 503);
    assert.notEqual((await call(token, '/profile/v4/me')).statusCode, 503);
    assert.equal((await call(await tokenOf(other))).statusCode, plain);
    await developer.call('PATCH', `/faults/${id}`, { effect: 'server-fault' });
    assert.equal((await call()).statusCode, 500);
    await developer.call('PATCH', `/faults/${id}`, { effect: 'too-many-requests' });
    const slow = await call();
    assert.deepEqual([slow.statusCode, slow.headers['retry-after']], [429, '7']);
    await developer.call('PATCH', `/faults/${id}`, { method: 'POST' });
    assert.equal(await untouched(), plain);
    await developer.call('PATCH', `/faults/${id}`, { method: 'GET', enabled: false });
    assert.equal(await untouched(), plain);
    assert.deepEqual(
      (await rules()).map(({ hits }) => hits),
      [4],
    );
  });

  it('answers as a gateway does whose server gives no answer, or none in time, in the words of each API', async () => {
    const rates = () =>
      program.app.inject({
        method: 'POST',
        url: '/exchangerate/v4/rates',
        headers: { authorization: `Bearer ${token}` },
        payload: { currency_sets: [] },
      });
    for (const [effect, status] of [
      ['bad-gateway', 502],
      ['gateway-timeout', 504],
    ] as const) {
      const { id } = await add({ path: '/*', effect });
      for (const answer of [await call(), await call(token, '/profile/identity/v4/Users'), await rates()]) {
        assert.deepEqual([answer.statusCode, answer.headers['retry-after']], [status, '5'], answer.body);
        assert.match(answer.body, /gateway/);
      }
      const told = await askToken(program, app, { grant_type: 'client_credentials' });
      assert.deepEqual([told.statusCode, told.json<{ error: string }>().error], [status, 'temporarily_unavailable']);
      await developer.call('DELETE', `/faults/${id}`);
    }
  });

  it('strikes the next calls as often as wished, and says so in the log', async () => {
    const { id } = await add({ remaining: 2 });
    const statuses = await Promise.all(Array.from({ length: 5 }, () => call()));
    assert.deepEqual(statuses.filter(({ statusCode }) => statusCode === 503).length, 2);
    assert.deepEqual(
      (await rules()).map(({ remaining, hits }) => [remaining, hits]),
      [[0, 2]],
    );
    const log = await developer.call('GET', '/exchanges?status=503');
    assert.deepEqual(
      log.json<{ exchanges: { faultId: string }[] }>().exchanges.map(({ faultId }) => faultId),
      [id, id],
    );
  });

  it('reaches the token service by the client_id of the form', async () => {
    await add({ path: '/oauth2/v0/token', remaining: 1, effect: 'server-fault' });
    assert.equal((await askToken(program, app, { grant_type: 'client_credentials' })).statusCode, 500);
    assert.equal((await askToken(program, app, { grant_type: 'client_credentials' })).statusCode, 200);
  });

  it('drops the connection, which the log keeps without a status', async () => {
    await add({ effect: 'drop', remaining: 1 });
    await program.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = program.app.server.address() as AddressInfo;
    const code = await new Promise<string | undefined>((resolve) => {
      const headers = { authorization: `Bearer ${token}` };
      request({ host: '127.0.0.1', port, path: '/profile/v1/me', headers })
        .on('response', () => resolve(undefined))
        .on('error', (error: Error & { code?: string }) => resolve(error.code))
        .end();
    });
    assert.equal(code, 'ECONNRESET');
    const log = await developer.call('GET', '/exchanges?status=dropped');
    assert.equal(log.json<{ exchanges: unknown[] }>().exchanges.length, 1);
  });

  it('refuses rules that change nothing, fit nothing or belong to others', async () => {
    const draft = { ...FAULT, appId: app.id };
    for (const [over, source] of [
      [{ effect: 'none' }, 'effect'],
      [{ path: 'profile' }, 'path'],
      [{ path: '/a/{' }, 'path'],
      [{ path: '/*a*b*c*d*e' }, 'path'],
    ] as const) {
      const answer = await developer.call('POST', '/faults', { ...draft, ...over });
      assert.equal(answer.statusCode, 400);
      assert.deepEqual(
        answer.json<{ validationErrors: { source: string }[] }>().validationErrors.map((one) => one.source),
        [source],
      );
    }
    for (const over of [
      { latency: 30_001 },
      { percent: 0 },
      { retryAfter: 0 },
      { effect: 'fire' },
      { remaining: -1 },
      { company: 'x' },
    ])
      assert.equal((await developer.call('POST', '/faults', { ...draft, ...over })).statusCode, 400, JSON.stringify(over));
    const partner = await registerApp(program, { name: 'A partner’s' });
    for (const appId of [partner.id, 'nothing'])
      assert.equal((await developer.call('POST', '/faults', { ...draft, appId })).statusCode, 404);
    const { id } = await add();
    assert.deepEqual(await rules(stranger), []);
    assert.equal((await stranger.call('POST', '/faults', draft)).statusCode, 404);
    assert.equal((await stranger.call('PATCH', `/faults/${id}`, { enabled: false })).statusCode, 404);
    assert.equal((await stranger.call('DELETE', `/faults/${id}`)).statusCode, 404);
    for (const [method, path, body] of [
      ['GET', '/faults', undefined],
      ['POST', '/faults', draft],
      ['PATCH', `/faults/${id}`, { enabled: false }],
      ['DELETE', `/faults/${id}`, undefined],
    ] as const)
      assert.equal((await traveler.call(method, path, body)).statusCode, 403, `${method} ${path}`);
  });

  it('is not there where there is no sandbox', async () => {
    const real = await testProgram();
    try {
      assert.equal((await real.app.inject({ url: '/web/faults' })).statusCode, 404);
    } finally {
      await real.close();
    }
  });
});
