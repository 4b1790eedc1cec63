import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { askToken, claimsOf, registerApp, type TestApp } from '../../../../test/harness/apps.ts';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { fingerprintsOf } from '../../../platform/http/client-certificate.ts';

const PEM = readFileSync(new URL('../../../../../conformance/fixtures/app-center.pem', import.meta.url), 'utf8');
const DER = `:${new X509Certificate(PEM).raw.toString('base64')}:`;

describe('request tokens for the App Center', () => {
  let program: TestProgram;
  let app: TestApp;
  let companyId: string;
  let userId: string;
  before(async () => {
    program = await testProgram({ config: { trustProxy: true, appCenterCertificates: fingerprintsOf(PEM) } });
    const company = await foundCompany(program);
    companyId = company.companyId ?? '';
    userId = (await hire(program, company)).id;
    app = await registerApp(program);
  });
  after(() => program.close());

  const ask = (principalId: string, headers: Record<string, string> = { 'client-cert': DER }, query = '') =>
    program.app.inject({ method: 'POST', url: `/profile-service/v1/keys/principals/${principalId}/authtoken/${query}`, headers });
  const redeem = (by: TestApp, username: string, password: string) =>
    askToken(program, by, { grant_type: 'password', credtype: 'authtoken', username, password });

  it('opens a company to the first app that redeems it and to no other, again and again', async () => {
    const answer = await ask(companyId.toUpperCase());
    assert.equal(answer.statusCode, 200, answer.body);
    const { token, ...rest } = answer.json();
    assert.deepEqual(rest, { status: 'PASS', code: 0, errormsg: '' });
    for (let times = 0; times < 2; times++) {
      const tokens = await redeem(app, companyId, token);
      assert.equal(claimsOf(tokens.json().access_token)['sub'], companyId, tokens.body);
    }
    const other = await registerApp(program);
    assert.equal((await redeem(other, companyId, token)).json().code, 136);
  });

  it('takes the place of the one the app had, once it is bound', async () => {
    const old = (await ask(companyId, undefined, `?appId=${app.id}`)).json().token;
    const fresh = (await ask(companyId)).json().token;
    assert.equal((await redeem(app, companyId, old)).statusCode, 200);
    assert.equal((await redeem(app, companyId, fresh)).statusCode, 200);
    assert.equal((await redeem(app, companyId, old)).statusCode, 400);
  });

  it('is bound at once where the app is named', async () => {
    const { token } = (await ask(companyId, undefined, `?appId=${app.id}`)).json();
    const other = await registerApp(program);
    assert.equal((await redeem(other, companyId, token)).json().code, 136);
    assert.equal((await ask(companyId, undefined, `?appId=${companyId}`)).statusCode, 404);
  });

  it('opens a user who connects an app', async () => {
    const { token } = (await ask(userId)).json();
    assert.equal(claimsOf((await redeem(app, userId, token)).json().access_token)['concur.type'], 'user');
  });

  it('reads the certificate as proxies write it', async () => {
    assert.equal((await ask(companyId, { 'client-cert': encodeURIComponent(PEM) })).statusCode, 200);
  });

  it('refuses whoever shows no certificate, or another one', async () => {
    for (const [headers, words] of [
      [{}, /needs a client certificate/],
      [{ 'client-cert': 'nonsense' }, /needs a client certificate/],
      [{ 'client-cert': ':AAAA:' }, /needs a client certificate/],
    ] as const) {
      const answer = await ask(companyId, headers);
      assert.deepEqual([answer.statusCode, answer.json().status, answer.json().code], [403, 'FAIL', 403]);
      assert.match(answer.json().errormsg, words);
    }
    const direct = await testProgram({ config: { trustProxy: false, appCenterCertificates: fingerprintsOf(PEM) } });
    const unknown = await testProgram({ config: { trustProxy: true } });
    for (const [other, words] of [
      [direct, /needs a client certificate/],
      [unknown, /not one that may call/],
    ] as const) {
      const url = `/profile-service/v1/keys/principals/${companyId}/authtoken/`;
      const answer = await other.app.inject({ method: 'POST', url, headers: { 'client-cert': DER } });
      assert.equal(answer.statusCode, 403);
      assert.match(answer.json().errormsg, words);
      await other.close();
    }
  });

  it('knows nobody by a wrong id, and says where somebody else lives', async () => {
    const nobody = await ask('00000000-0000-4000-8000-000000000000');
    assert.deepEqual([nobody.statusCode, nobody.json().status, nobody.json().code], [400, 'FAIL', 100]);
    assert.equal((await ask('not-an-id')).json().code, 100);
    const abroad = await foundCompany(program, { dataCenter: 'emea' });
    const elsewhere = await ask(abroad.companyId ?? '');
    assert.deepEqual([elsewhere.statusCode, elsewhere.json().code], [400, 16]);
    assert.match(elsewhere.json().geolocation, /emea/);
  });
});
