import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { v4 } from '../../api/dialects/v4/v4.ts';
import { localDataCenters } from '../../config/config.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock/clock.ts';
import type { Caller, Context, UnitOfWork } from '../context.ts';
import { createLogger } from '../log.ts';
import { facade, route } from './facade.ts';
import { TokenInvalid, TokenMissing } from './refusals.ts';
import { createServer } from './server.ts';
import { sites } from './site.ts';

const clock: Clock = { now: () => new Date('2026-03-02T09:00:00Z') };
const context = (caller: Caller): Context => ({ ...caller, clock, language: 'en-US' }) as unknown as Context;
const units: UnitOfWork = { read: (caller, work) => work(context(caller)), write: (caller, work) => work(context(caller)) };
const tokens: Record<string, Actor> = {
  reader: { kind: 'user', userId: 'u', companyId: 'c', appId: 'a', scopes: new Set(['thing.read']) },
  blind: { kind: 'user', userId: 'u', companyId: 'c', appId: 'a', scopes: new Set() },
  app: { kind: 'app', appId: 'a', scopes: new Set(['thing.read']) },
};

const things = facade({
  family: 'things',
  version: 'test',
  dialect: v4,
  prefix: '/things',
  routes: [
    route({
      operation: 'getThing',
      method: 'GET',
      path: '/{id}',
      summary: 'Reads a thing',
      doc: 'extension',
      scopes: ['thing.read'],
      principals: ['user'],
      schema: {
        params: Type.Object({ id: Type.String() }),
        query: Type.Object({ count: Type.Optional(Type.Integer()) }, { additionalProperties: false }),
        responses: { 200: Type.Object({ id: Type.String(), count: Type.Integer() }) },
      },
      handler: async ({ params, query }) => ({
        body: { id: params.id, count: query.count ?? 0, ...(params.id === 'leaky' ? { secret: 1 } : {}) },
      }),
    }),
    route({
      operation: 'createThing',
      method: 'POST',
      path: '',
      summary: 'Creates a thing',
      doc: 'extension',
      scopes: ['thing.read'],
      principals: ['user'],
      schema: {
        body: Type.Object({ name: Type.String() }, { additionalProperties: false }),
        responses: { 201: Type.Object({ name: Type.String() }) },
      },
      handler: async ({ body }) => ({ body: { name: body.name } }),
    }),
  ],
});

const FOR_BROWSERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

const serve = (options: { trustProxy: boolean }): Promise<FastifyInstance> =>
  createServer({
    ...options,
    facades: [things],
    log: createLogger({ level: 'silent' }),
    limits: { perApp: 1000, perAddress: 3 },
    bodyLimit: 1000,
    services: {
      unitOfWork: units,
      clock,
      sites: sites(localDataCenters(8080), 'us'),
      checkAnswers: true,
      authenticate: async (authorization) => {
        if (!authorization) throw new TokenMissing();
        const actor = tokens[authorization.split(' ')[1] ?? ''];
        if (!actor) throw new TokenInvalid('unknown');
        return actor;
      },
    },
  });

describe('a mounted façade', () => {
  let app: FastifyInstance;
  before(async () => {
    app = await serve({ trustProxy: false });
  });
  after(() => app.close());

  const get = (url: string, token = 'reader', headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers: { ...(token ? { authorization: `bearer ${token}` } : {}), ...headers } });

  it('answers through doubled and trailing slashes, any case, and a stray Content-Type', async () => {
    const response = await get('//Things//Ab/?count=3', 'reader', { 'content-type': 'text/plain' });
    assert.equal(response.statusCode, 200);
    assert.deepEqual(response.json(), { id: 'Ab', count: 3 });
  });

  it('identity 25: echoes a correlation id and mints one for an unsafe one', async () => {
    assert.equal(
      (await get('/things/a', 'reader', { 'Concur-CorrelationId': 'mine-1' })).headers['concur-correlationid'],
      'mine-1',
    );
    assert.match(
      String((await get('/things/a', 'reader', { 'concur-correlationid': 'bad id' })).headers['concur-correlationid']),
      /^[0-9a-f-]{36}$/,
    );
  });

  it('names what is missing: token, kind of token, scope', async () => {
    const missing = await get('/things/a', '');
    assert.equal(missing.statusCode, 401);
    assert.match(missing.json().errorMessage, /No access token/);
    const kind = await get('/things/a', 'app');
    assert.equal(kind.statusCode, 401);
    assert.match(kind.json().errorMessage, /needs a user token; the token is for a app/);
    const scope = await get('/things/a', 'blind');
    assert.equal(scope.statusCode, 403);
    assert.match(scope.json().errorMessage, /lacks the scope thing\.read/);
  });

  it('refuses unknown fields, missing fields, bad JSON, wrong media and oversize bodies', async () => {
    const post = (payload: string | Buffer, type = 'application/json') =>
      app.inject({ method: 'POST', url: '/things', payload, headers: { authorization: 'Bearer reader', 'content-type': type } });
    assert.equal((await post('{"name":"n"}')).statusCode, 201);
    const unknown = await post('{"name":"n","x":1}');
    assert.equal(unknown.statusCode, 400);
    assert.deepEqual(unknown.json().validationErrors, [{ id: 'field.unknown', message: 'Unrecognized field x', source: 'x' }]);
    assert.equal((await post('{}')).json().validationErrors[0].id, 'field.required');
    assert.equal((await post('')).json().validationErrors[0].id, 'field.required');
    assert.equal((await post('{"name":')).statusCode, 400);
    assert.equal((await post(Buffer.from('{"name":"\xff"}', 'latin1'))).statusCode, 400);
    assert.equal((await post('{"name":"n","__proto__":{}}')).statusCode, 400);
    assert.equal((await post('name=n', 'application/x-www-form-urlencoded')).statusCode, 415);
    assert.equal((await post(`{"name":"${'n'.repeat(1001)}"}`)).statusCode, 413);
  });

  it('answers unknown paths and methods in its dialect', async () => {
    assert.equal((await get('/things/a/b')).json().httpStatus, '404 Not Found');
    const method = await app.inject({ method: 'DELETE', url: '/things/a' });
    assert.equal(method.statusCode, 405);
    assert.equal(method.headers['allow'], 'GET');
  });

  it('tells a browser the same with every answer', async () => {
    const answers = [
      await get('/things/a'),
      await get('/things/leaky'),
      await get('/things/a', 'blind'),
      await get('/things/a/b'),
      await get('/elsewhere'),
      await app.inject({ method: 'OPTIONS', url: '/things/a' }),
    ];
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 500, 403, 404, 404, 405],
    );
    for (const { headers } of answers) {
      const told = Object.entries(headers).filter(([name]) => name in FOR_BROWSERS);
      assert.deepEqual(Object.fromEntries(told), FOR_BROWSERS);
    }
  });

  it('catches an answer that its schema does not declare', async () => {
    assert.equal((await get('/things/leaky')).statusCode, 500);
  });

  it('limits nameless calls of one address and says when to come back', async () => {
    let last = await get('/things/a', '');
    for (let calls = 0; calls < 5 && last.statusCode !== 429; calls++) last = await get('/things/a', '');
    assert.equal(last.statusCode, 429);
    assert.ok(Number(last.headers['retry-after']) >= 1);
  });
});

describe('a server behind a proxy', () => {
  it('counts callers by the address that the proxy saw, not by what they say before it', async (t) => {
    const app = await serve({ trustProxy: true });
    t.after(() => app.close());
    const from = (forwarded: string) => app.inject({ url: '/things/a', headers: { 'x-forwarded-for': forwarded } });
    for (let call = 0; call < 3; call++) assert.equal((await from(`192.0.2.${call}, 198.51.100.7`)).statusCode, 401);
    assert.equal((await from('192.0.2.9, 198.51.100.7')).statusCode, 429);
    assert.equal((await from('198.51.100.8')).statusCode, 401);
  });
});

describe('a server that is told to stop', () => {
  it('answers what has begun, and waits for no connection without a request', { timeout: 20_000 }, async (t) => {
    const app = await serve({ trustProxy: false });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const [busy, unused] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    t.after(() => [busy, unused].forEach((socket) => socket.destroy()));
    await Promise.all([once(busy, 'connect'), once(unused, 'connect')]);
    const begun = once(app.server, 'request');
    const head = 'POST /things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer reader\r\nContent-Type: application/json\r\n';
    busy.write(`${head}Content-Length: 12\r\n\r\n{"name"`);
    await begun;
    let said = '';
    busy.on('data', (bytes: Buffer) => (said += bytes.toString()));
    const stopped = app.close();
    assert.equal(said, '');
    busy.write(':"n"}');
    await Promise.all([stopped, once(busy, 'close')]);
    assert.match(said, /^HTTP\/1\.1 201 /);
  });
});
