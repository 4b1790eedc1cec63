import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { askToken, claimsOf, postForm, registerApp, SYSTEM, type TestApp } from './harness/apps.ts';
import { grantsWorld, REDIRECT } from './harness/grants.ts';
import { foundCompany, hire } from './harness/people.ts';
import { testProgram, type TestProgram } from './harness/program.ts';
import { castOf, clientOf, type Cast } from './harness/reports.ts';

const UNLIMITED = { limits: { perApp: 1e6, perAddress: 1e6 } };
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('guessing', () => {
  it('is counted by address, whatever Authorization header comes along', async (t) => {
    const program = await testProgram({ config: { limits: { perApp: 1000, perAddress: 5 } } });
    t.after(() => program.close());
    const ways = [
      () => postForm(program, '/oauth2/v0/token', { grant_type: 'password' }, { headers: { authorization: 'Bearer x' } }),
      () => program.app.inject({ url: '/net2/oauth2/accesstoken.ashx', headers: { authorization: 'Basic YTpi' } }),
      () => program.app.inject({ url: '/profile/v1/me', headers: { authorization: 'Bearer guess' } }),
    ];
    for (const [index, way] of ways.entries()) {
      const statuses: number[] = [];
      for (let tries = 0; tries < 8; tries++) statuses.push((await way()).statusCode);
      assert.ok(statuses.includes(429), `way ${index}: ${statuses.join()}`);
    }
  });
});

describe('a token', () => {
  let program: TestProgram;
  let app: TestApp;
  let token: string;
  let idToken: string;
  before(async () => {
    program = await testProgram({ config: UNLIMITED });
    const world = await grantsWorld(program);
    app = world.app;
    ({ access_token: token, id_token: idToken } = (await world.byPassword()).json());
  });
  after(() => program.close());

  const me = (bearer: string) => program.app.inject({ url: '/profile/v1/me', headers: { authorization: `Bearer ${bearer}` } });

  it('opens with the signature of our key alone', async () => {
    assert.equal((await me(token)).statusCode, 200);
    const [head = '', body = '', signature = ''] = token.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
    const { keys } = (await program.app.inject('/oauth2/v0/jwks')).json();
    const hmac = (text: string, key: string) => createHmac('sha256', key).update(text).digest('base64url');
    const symmetric = part({ typ: 'JWT', alg: 'HS256', kid: header.kid });
    const forged = [
      `${part({ typ: 'JWT', alg: 'none' })}.${body}.`,
      `${part({ typ: 'JWT', alg: 'none', kid: header.kid })}.${body}.x`,
      `${part({ typ: 'JWT', alg: 'None', kid: header.kid })}.${body}.${signature}`,
      `${symmetric}.${body}.${hmac(`${symmetric}.${body}`, JSON.stringify(keys[0]))}`,
      `${symmetric}.${body}.${hmac(`${symmetric}.${body}`, String(keys[0].n))}`,
      ...["' or 1=1 --", '../../dev/null', '', 'constructor', '__proto__', '\u0000'].map(
        (kid) => `${part({ typ: 'JWT', alg: 'RS256', kid })}.${body}.${signature}`,
      ),
      `${part({ typ: 'JWT', alg: 'RS256', kid: header.kid, jwk: keys[0], jku: 'https://elsewhere.example' })}.${body}.${signature}`,
      ...[{ sub: 'x' }, { 'concur.type': 'app' }, { exp: 9_999_999_999 }, { 'concur.scopes': ['EXPRPT'] }].map(
        (change) => `${head}.${part({ ...claimsOf(token), ...change })}.${signature}`,
      ),
      `${head}.${body}.${signature}.${signature}`,
      `${head}..${signature}`,
      idToken,
    ];
    for (const one of forged) assert.equal((await me(one)).statusCode, 401, one.slice(0, 120));
  });

  it('is given for a code to the client that asked, at its address, with its proof', async () => {
    const world = await grantsWorld(program);
    const refused = async (fields: Record<string, string | undefined>, by?: TestApp, challenged = false) => {
      const challenge = { value: 'a'.repeat(43), method: 'plain' } as const;
      const code = await world.issueCode(world.app, challenged ? challenge : undefined);
      const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...fields };
      const answer = await askToken(program, by ?? world.app, form);
      assert.equal(answer.statusCode, 400, `${JSON.stringify(fields)} ${answer.body}`);
    };
    await refused({}, world.other);
    for (const uri of ['/', '?', '#', '#x', '/../back', '?a=1', '%2F', ' '].map((more) => REDIRECT + more))
      await refused({ redirect_uri: uri });
    for (const uri of [
      'https://app.example/Back',
      'https://APP.example/back',
      'http://app.example/back',
      'https://a@app.example/back',
    ])
      await refused({ redirect_uri: uri });
    await refused({}, undefined, true);
    await refused({ code_verifier: '' }, undefined, true);
    await refused({ code_verifier: 'b'.repeat(43) }, undefined, true);
    // The challenge was taken out on the way: the proof that the client sends has nothing to prove.
    await refused({ code_verifier: 'a'.repeat(43) });
  });

  it('of an app changes the secrets of no other', async () => {
    const other = await registerApp(program);
    const asApp = `Bearer ${(await askToken(program, app, { grant_type: 'client_credentials' })).json().access_token}`;
    for (const [method, url] of [
      ['GET', `/app-mgmt/v4/${other.id}/secrets`],
      ['POST', `/app-mgmt/v4/${other.id}/secrets`],
      ['GET', `/app-mgmt/v4/${app.id}%00/secrets`],
    ] as const) {
      const answer = await program.app.inject({ method, url, headers: { authorization: asApp } });
      assert.ok(answer.statusCode === 401 || answer.statusCode === 400, answer.body);
    }
    const asUser = await program.app.inject({
      url: `/app-mgmt/v4/${app.id}/secrets`,
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(asUser.statusCode, 401);
  });
});

describe('a request token', () => {
  it('is made for no principal of another company', async (t) => {
    const program = await testProgram();
    t.after(() => program.close());
    const home = await foundCompany(program);
    const other = await foundCompany(program);
    const stranger = await hire(program, other);
    const app = await registerApp(program);
    for (const wish of [
      { principalKind: 'company', principalId: other.companyId },
      { principalKind: 'user', principalId: stranger.id },
      { principalKind: 'company', principalId: stranger.id },
    ] as const)
      await assert.rejects(
        program.unitOfWork.write(home, (ctx) => program.modules.oauth.createRequestToken(ctx, { ...wish, appId: app.id })),
      );
  });
});

describe('an app that a company has blocked', () => {
  it('gets no tokens by any way, old or new', async (t) => {
    const program = await testProgram({ config: UNLIMITED });
    t.after(() => program.close());
    const world = await grantsWorld(program);
    const { oauth } = program.modules;
    const { app, company } = world;
    const legacy = (fields: Record<string, string>) =>
      postForm(
        program,
        '/net2/oauth2/getaccesstoken.ashx',
        { client_id: app.id, client_secret: app.secret, ...fields },
        {
          headers: { accept: 'application/json' },
        },
      );
    const legacyCode = () =>
      program.unitOfWork.write(company, (ctx) =>
        oauth.issueLegacyCode(ctx, {
          appId: app.id,
          userId: world.userId,
          companyId: company.companyId,
          redirectUri: REDIRECT,
          scopes: ['EXPRPT'],
        }),
      );
    const refreshToken = await world.refreshTokenOf();
    const given = await legacy({ code: await legacyCode() });
    assert.equal(given.statusCode, 200, given.body);
    const code = await legacyCode();
    await program.unitOfWork.write(company, (ctx) => oauth.setAppBlocked(ctx, app.id, true));
    assert.equal((await world.byPassword()).json().code, 53);
    assert.equal((await world.refresh(refreshToken)).json().code, 53);
    assert.equal((await legacy({ code })).statusCode, 403);
    assert.equal((await legacy({ refresh_token: given.json().Access_Token.Refresh_Token })).statusCode, 403);
  });
});

describe('the mailbox of a sandbox', () => {
  it('is shown to whoever sits at this machine, and to nobody else', async (t) => {
    const program = await testProgram({ config: { sandbox: true } });
    t.after(() => program.close());
    const open = (headers: Record<string, string>, remoteAddress = '127.0.0.1', path = '') =>
      program.app.inject({ url: `/sandbox/mailbox${path}`, headers: { host: 'localhost:8080', ...headers }, remoteAddress });
    assert.equal((await open({})).statusCode, 200);
    for (const path of ['', '/x']) {
      assert.equal((await open({}, '192.0.2.7', path)).statusCode, 404);
      for (const headers of [
        { host: 'rebound.example:8080' },
        { origin: 'https://elsewhere.example' },
        { 'x-forwarded-for': '192.0.2.7' },
      ])
        assert.doesNotMatch((await open(headers, '127.0.0.1', path)).body, /[Mm]ailbox<|no such mail/, JSON.stringify(headers));
    }
  });
});

describe('another company', () => {
  let program: TestProgram;
  let ours: Cast;
  let theirs: Cast;
  before(async () => {
    program = await testProgram({ config: UNLIMITED });
    ours = await castOf(program);
    theirs = await castOf(program);
  });
  after(() => program.close());

  it('has people whom no login of theirs reaches', async () => {
    const call = clientOf(program);
    const login = encodeURIComponent(theirs.traveler.userName);
    const own = await call('POST', '/api/v3.0/expense/reports', { as: ours.as(ours.traveler), body: { Name: 'Ours' } });
    const key = String(own.json.ID);
    const foreign = await call('POST', '/api/v3.0/expense/reports', { as: theirs.as(theirs.traveler), body: { Name: 'Theirs' } });
    for (const as of [ours.as(ours.admin), ours.asCompany()]) {
      for (const [method, url] of [
        ['GET', `/api/v3.0/expense/reports?user=${login}`],
        ['GET', `/api/v3.0/expense/reports/${key}?user=${login}`],
        ['GET', `/api/v3.0/expense/reports/${foreign.json.ID}?user=${login}`],
        ['GET', `/api/v3.0/expense/reports?approverLoginID=${login}`],
        ['GET', `/api/v3.0/expense/entries?user=${login}`],
        ['POST', `/api/v3.0/expense/reports?user=${login}`],
        ['PUT', `/api/v3.0/expense/reports/${foreign.json.ID}?user=${login}`],
        ['GET', `/api/expense/expensereport/v2.0/Reports?LoginID=${login}`],
      ] as const) {
        const answer = await call(method, url, { as, ...(method === 'GET' ? {} : { body: { Name: 'Mine now' } }) });
        assert.ok(answer.status >= 400 && answer.status < 500, `${method} ${url}: ${answer.status} ${answer.text}`);
        assert.ok(!answer.text.includes('Theirs'), answer.text);
      }
      const submit = `/api/expense/expensereport/v1.1/report/${key}/submit`;
      const named = await call('POST', submit, { as, accept: '', headers: { 'x-userid': theirs.traveler.userName } });
      assert.ok(named.status === 400 || named.text.includes('FAILURE'), named.text);
    }
    const after = await call('GET', `/api/v3.0/expense/reports/${foreign.json.ID}`, { as: theirs.as(theirs.traveler) });
    assert.equal(after.json.Name, 'Theirs');
  });

  it('lends no context: every user of a path is one of the token’s company', async () => {
    const call = clientOf(program);
    const made = await call('POST', `/expensereports/v4/users/${theirs.traveler.id}/context/TRAVELER/reports`, {
      as: theirs.as(theirs.traveler),
      body: { name: 'Theirs', policyId: theirs.policyId },
    });
    const key = String(made.json.uri).split('/').at(-1);
    for (const context of ['TRAVELER', 'MANAGER', 'PROCESSOR', 'PROXY']) {
      for (const userId of [ours.traveler.id, theirs.traveler.id, theirs.manager.id, theirs.processor.id]) {
        for (const as of [ours.as(ours.traveler), ours.as(ours.processor), ours.asCompany()]) {
          const answer = await call('GET', `/expensereports/v4/users/${userId}/context/${context}/reports/${key}`, { as });
          assert.ok([401, 403, 404].includes(answer.status), `${context} ${answer.status} ${answer.text}`);
        }
        const create = await call('POST', `/expensereports/v4/users/${theirs.traveler.id}/context/${context}/reports`, {
          as: ours.as(ours.traveler),
          body: { name: 'Planted', policyId: ours.policyId },
        });
        assert.ok([400, 403, 404].includes(create.status), create.text);
      }
    }
    const planted = await call('POST', `/expensereports/v4/users/${ours.traveler.id}/context/TRAVELER/reports`, {
      as: ours.as(ours.traveler),
      body: { name: 'With their policy', policyId: theirs.policyId },
    });
    assert.equal(planted.status, 400, planted.text);
    await program.unitOfWork.read({ ...SYSTEM, companyId: theirs.home.companyId }, async (ctx) => {
      const page = await program.modules.expense.searchReports(ctx, { ownerIds: [theirs.traveler.id] }, { limit: 50 });
      assert.ok(page.items.every(({ name }) => name === 'Theirs'));
    });
  });

  it('pages through a doubled slash like through one', async () => {
    const call = clientOf(program);
    for (const name of ['One', 'Two'])
      await call('POST', '/api/v3.0/expense/reports', { as: ours.as(ours.traveler), body: { Name: name } });
    const first = await call('GET', '//api/v3.0/expense/reports?limit=1', { as: ours.as(ours.traveler) });
    const next = await call('GET', String(first.json.NextPage), { as: ours.as(ours.traveler) });
    assert.equal(next.status, 200, `${first.json.NextPage} ${next.text}`);
    assert.notEqual(next.json.Items[0].ID, first.json.Items[0].ID);
  });
});
