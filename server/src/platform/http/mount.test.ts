import assert from 'node:assert/strict';
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

describe('a mounted façade', () => {
  let app: FastifyInstance;
  before(async () => {
    app = await createServer({
      facades: [things],
      log: createLogger({ level: 'silent' }),
      limits: { perApp: 1000, perAddress: 3 },
      bodyLimit: 1000,
      trustProxy: false,
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
  });
  after(() => app.close());

  const get = (url: string, token = 'reader', headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers: { ...(token ? { authorization: `bearer ${token}` } : {}), ...headers } });

  it('answers through doubled and trailing slashes, any case, and a stray Content-Type', async () => {
    const response = await get('//Things//Ab/?count=3', 'reader', { 'content-type': 'text/plain' });
    assert.equal(response.statusCode, 200);
    assert.deepEqual(response.json(), { id: 'Ab', count: 3 });
  });

  it('echoes a correlation id and mints one for an unsafe one', async () => {
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
    const post = (payload: string, type = 'application/json') =>
      app.inject({ method: 'POST', url: '/things', payload, headers: { authorization: 'Bearer reader', 'content-type': type } });
    assert.equal((await post('{"name":"n"}')).statusCode, 201);
    const unknown = await post('{"name":"n","x":1}');
    assert.equal(unknown.statusCode, 400);
    assert.deepEqual(unknown.json().validationErrors, [{ id: 'field.unknown', message: 'Unrecognized field x', source: 'x' }]);
    assert.equal((await post('{}')).json().validationErrors[0].id, 'field.required');
    assert.equal((await post('')).json().validationErrors[0].id, 'field.required');
    assert.equal((await post('{"name":')).statusCode, 400);
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
