import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askToken, claimsOf, registerApp, type TestApp } from '../../../../test/harness/apps.ts';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { EPOCH, testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller } from '../../../platform/context.ts';

const PASSWORD = 'correct:horse battery';
const KEY = 'Bwu0mvTHtKYAnBb3Pgu9AW';
const YEAR_MS = 365 * 86_400_000;

let program: TestProgram;
let company: Caller & { companyId: string };
let app: TestApp;
let traveler: { id: string; userName: string };
let admin: { id: string; userName: string };

before(async () => {
  program = await testProgram();
  company = await foundCompany(program);
  app = await registerApp(program, { legacyKey: KEY, scopes: ['EXPRPT', 'LIST', 'user.read'] });
  traveler = await employ([]);
  admin = await employ(['SHD_WEB_SERVICES_ADMIN']);
});
after(() => program.close());

async function employ(roles: string[], into = company) {
  const user = await hire(program, into, { roles: ['EXP_USER', ...roles].map((code) => ({ code })) });
  await program.modules.identity.setPassword(program.unitOfWork, into, { userId: user.id, password: PASSWORD });
  return user;
}

const get = (url: string, headers: Record<string, string> = {}) => program.app.inject({ method: 'GET', url, headers });
const basic = (login: string, password = PASSWORD) => `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
const native = (login: string, headers: Record<string, string> = {}) =>
  get('/net2/oauth2/accesstoken.ashx', {
    authorization: basic(login),
    'x-consumerkey': KEY,
    accept: 'application/json',
    ...headers,
  });
type Given = { Instance_URL: string; Token: string; Expiration_Date: string; Refresh_Token: string };
const tokensOf = async (login: string) => (await native(login)).json().Access_Token as Given;
const post = (url: string, authorization: string) => program.app.inject({ method: 'POST', url, headers: { authorization } });
/** Whether a token still opens anything: revoking nothing needs a known token first. */
const opens = (token: string) =>
  program.modules.oauth.authenticate(program.unitOfWork, program.clock, `OAuth ${token}`).then(
    (actor) => actor,
    () => undefined,
  );
const refreshed = (refreshToken: string, secret = app.secret) =>
  get(`/NET2/OAuth2/GetAccessToken.ashx?refresh_token=${refreshToken}&client_id=${KEY}&client_secret=${secret}`, {
    accept: 'application/json',
  });

describe('the native flow', () => {
  it('answers in XML unless JSON is asked for', async () => {
    const response = await native(traveler.userName, { accept: '*/*' });
    assert.equal(response.statusCode, 200, response.body);
    assert.match(String(response.headers['content-type']), /^application\/xml/);
    assert.match(
      response.body,
      /<Access_Token><Instance_URL>http:\/\/localhost:80<\/Instance_URL><Token>\w{28}<\/Token><Expiration_Date>3\/2\/2027 9:00:00 AM<\/Expiration_Date><Refresh_Token>\w{28}<\/Refresh_Token><\/Access_Token>/,
    );
    const { Token, ...rest } = await tokensOf(traveler.userName);
    assert.match(Token, /^\w{28}$/);
    assert.equal(rest.Expiration_Date, '3/2/2027 9:00:00 AM');
  });

  it('gives a token for the upper-case scopes, good for a year', async () => {
    const { Token } = await tokensOf(traveler.userName);
    assert.deepEqual(await opens(Token), {
      kind: 'user',
      userId: traveler.id,
      companyId: company.companyId,
      appId: app.id,
      scopes: new Set(['EXPRPT', 'LIST']),
    });
    program.clock.advance(YEAR_MS);
    assert.equal(await opens(Token), undefined);
    program.clock.set(EPOCH);
  });

  it('refuses in its own envelope', async () => {
    const wrong = await native(traveler.userName, { authorization: basic(traveler.userName, 'wrong'), accept: 'text/xml' });
    assert.equal(wrong.statusCode, 403);
    assert.match(
      wrong.body,
      /<Error><Message>[^<]+<\/Message><Server-Time>2026-03-02T09:00:00<\/Server-Time><Id>[^<]+<\/Id><\/Error>/,
    );
    assert.equal((await native(traveler.userName, { authorization: '' })).statusCode, 401);
    assert.equal((await native(traveler.userName, { 'x-consumerkey': '' })).statusCode, 400);
    const unknown = await native(traveler.userName, { 'x-consumerkey': 'unknown' });
    assert.equal(unknown.statusCode, 403);
    assert.match(unknown.json().Error.Message, /consumer key/);
  });
});

describe('the web flow', () => {
  const issue = () =>
    program.unitOfWork.write(company, (ctx) =>
      program.modules.oauth.issueLegacyCode(ctx, {
        appId: app.id,
        userId: traveler.id,
        companyId: company.companyId,
        redirectUri: 'https://app.example/back',
        scopes: ['LIST'],
      }),
    );
  const redeem = (code: string, secret = app.secret) =>
    get(`/net2/oauth2/GetAccessToken.ashx?code=${code}&client_id=${KEY}&client_secret=${secret}`, { accept: 'application/json' });

  it('trades a code, once, for a token with the agreed scopes', async () => {
    const code = await issue();
    assert.equal((await redeem(code, 'wrong')).statusCode, 403);
    const given = await redeem(code);
    assert.equal(given.statusCode, 200, given.body);
    const actor = await opens(given.json().Access_Token.Token);
    assert.deepEqual(actor && 'scopes' in actor && [...actor.scopes], ['LIST']);
    assert.equal((await redeem(code)).statusCode, 403);
    assert.equal((await get(`/net2/oauth2/getaccesstoken.ashx?client_id=${KEY}&client_secret=${app.secret}`)).statusCode, 400);
  });

  it('keeps codes of the two generations apart', async () => {
    const response = await askToken(program, app, {
      grant_type: 'authorization_code',
      code: await issue(),
      redirect_uri: 'https://app.example/back',
    });
    assert.equal(response.json().code, 103);
  });

  it('refreshes with a new token while the refresh token lives on', async () => {
    const before = await tokensOf(traveler.userName);
    program.clock.advance(2 * YEAR_MS);
    const after = await refreshed(before.Refresh_Token);
    assert.equal(after.statusCode, 200, after.body);
    assert.equal(after.json().Access_Token.Refresh_Token, undefined);
    assert.ok(await opens(after.json().Access_Token.Token));
    assert.equal(await opens(before.Token), undefined);
    program.clock.set(EPOCH);
  });
});

describe('revoking', () => {
  it('is for administrators', async () => {
    const { Token } = await tokensOf(traveler.userName);
    assert.equal((await post(`/net2/oauth2/revoketoken.ashx?token=${Token}`, `OAuth ${Token}`)).statusCode, 403);
    assert.ok(await opens(Token));
  });

  it('ends one token, or all of a user', async () => {
    const [one, two] = [await tokensOf(traveler.userName), await tokensOf(traveler.userName)];
    const boss = `OAuth ${(await tokensOf(admin.userName)).Token}`;
    const single = await post(`/net2/oauth2/RevokeToken.ashx?token=${one.Token}`, boss);
    assert.deepEqual([single.statusCode, single.body], [200, '']);
    assert.deepEqual([await opens(one.Token), (await opens(two.Token))?.kind], [undefined, 'user']);
    const url = `/net2/oauth2/revoketoken.ashx?consumerKey=${KEY}&user=${encodeURIComponent(traveler.userName)}`;
    assert.equal((await post(url, boss)).statusCode, 200);
    assert.equal(await opens(two.Token), undefined);
    assert.equal((await refreshed(two.Refresh_Token)).statusCode, 403);
    assert.equal((await post('/net2/oauth2/revoketoken.ashx', boss)).statusCode, 400);
  });

  it('does not reach into another company', async () => {
    const abroad = await foundCompany(program);
    const stranger = await employ([], abroad);
    const { Token } = await tokensOf(stranger.userName);
    const boss = `OAuth ${(await tokensOf(admin.userName)).Token}`;
    assert.equal((await post(`/net2/oauth2/revoketoken.ashx?token=${Token}`, boss)).statusCode, 403);
    const url = `/net2/oauth2/revoketoken.ashx?consumerKey=${KEY}&user=${encodeURIComponent(stranger.userName)}`;
    assert.equal((await post(url, boss)).statusCode, 403);
    assert.ok(await opens(Token));
  });
});

describe('exchanging an old token', () => {
  const bearer = async (by = app) =>
    `Bearer ${(await askToken(program, by, { grant_type: 'client_credentials' })).json().access_token as string}`;
  const exchange = async (body: object | string, options: { query?: string; by?: TestApp; key?: string } = {}) =>
    program.app.inject({
      method: 'POST',
      url: `/appmgmt/v0/legacyApps/${options.key ?? KEY}/exchangeRefreshToken/me${options.query ?? ''}`,
      payload: body,
      headers: {
        authorization: await bearer(options.by),
        // curl -d says form, whatever the body is: the page's own example does.
        'content-type': typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json',
      },
    });

  it('identity 27: gives a refresh token with the same scopes, once', async () => {
    const { Refresh_Token: token } = await tokensOf(traveler.userName);
    const response = await exchange(JSON.stringify({ token, secret: app.secret }));
    assert.equal(response.statusCode, 200, response.body);
    const { token: refresh_token, created, expired, scopes, context } = response.json();
    assert.deepEqual([created, expired - created, scopes], [EPOCH.getTime(), 15_552_000_000, ['EXPRPT', 'LIST']]);
    assert.deepEqual(JSON.parse(context), {
      userid: traveler.id,
      cid: app.id,
      ptype: 'user',
      userURI: `http://localhost:80/profile-service/v1/users/${traveler.id}`,
      scope: 'EXPRPT LIST',
    });
    const fresh = await askToken(program, app, { grant_type: 'refresh_token', refresh_token });
    assert.equal(fresh.json().scope, 'EXPRPT LIST');
    assert.equal((await exchange({ token, secret: app.secret })).json().code, 'INVALIDTOKEN');
  });

  it("makes an administrator's token the company's", async () => {
    const { Token: token } = await tokensOf(admin.userName);
    const given = await exchange({ token, secret: app.secret }, { query: '?returnType=companyToken' });
    assert.equal(JSON.parse(given.json().context).ptype, 'company');
    const fresh = await askToken(program, app, { grant_type: 'refresh_token', refresh_token: given.json().token });
    assert.equal(claimsOf(fresh.json().access_token)['sub'], company.companyId);
    const { Token: small } = await tokensOf(traveler.userName);
    const refused = await exchange({ token: small, secret: app.secret }, { query: '?returnType=companyToken' });
    assert.equal(refused.json().code, 'UNAUTHORIZED');
  });

  it('knows an app without a consumer key by its id, as the calls that gave the token do', async () => {
    const young = await registerApp(program, { scopes: ['EXPRPT'] });
    const { Refresh_Token: token } = (await native(traveler.userName, { 'x-consumerkey': young.id })).json()
      .Access_Token as Given;
    const given = await exchange({ token, secret: young.secret }, { by: young, key: young.id });
    assert.equal(given.statusCode, 200, given.body);
    assert.deepEqual(given.json().scopes, ['EXPRPT']);
  });

  it('refuses by its own codes', async () => {
    const { Refresh_Token: token } = await tokensOf(traveler.userName);
    const codeOf = async (...given: Parameters<typeof exchange>) => {
      const response = await exchange(...given);
      assert.equal(response.statusCode, 400, response.body);
      return response.json().code as unknown;
    };
    const other = await registerApp(program, { legacyKey: 'OtherKey', scopes: ['EXPRPT'] });
    assert.equal(await codeOf({ token: 'unknown', secret: app.secret }), 'INVALIDTOKEN');
    assert.equal(await codeOf({ token, secret: 'wrong' }), 'UNAUTHORIZED');
    assert.equal(await codeOf({ token, secret: app.secret }, { key: 'unknown' }), 'INVALIDAPP');
    assert.equal(await codeOf({ token, secret: other.secret }, { by: other }), 'INVALIDAPP');
    assert.equal(await codeOf({ token, secret: other.secret }, { by: other, key: 'OtherKey' }), 'INVALIDTOKEN');
    assert.equal(await codeOf({ token }), 135);
    assert.equal(await codeOf('{"token":'), 135);
  });
});
