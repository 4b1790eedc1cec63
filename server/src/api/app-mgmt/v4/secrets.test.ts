import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { askToken, registerApp, type TestApp } from '../../../../test/harness/apps.ts';
import { foundCompany } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
type Secret = { id: string; status: string; secret: string };

let program: TestProgram;
let app: TestApp;
let token: string;

before(async () => {
  program = await testProgram();
});
after(() => program.close());
beforeEach(async () => {
  app = await registerApp(program);
  token = (await askToken(program, app, { grant_type: 'client_credentials' })).json().access_token as string;
});

const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object, bearer = token) =>
  program.app.inject({
    method,
    url: `/app-mgmt/v4/${path}`,
    headers: { authorization: `Bearer ${bearer}` },
    ...(payload ? { payload } : {}),
  });
const list = async () => (await call('GET', `${app.id}/secrets`)).json() as Secret[];
const make = async () => (await call('POST', `${app.id}/secrets`)).json() as Secret;
const put = (secretId: string, value: string) =>
  call('PATCH', `${app.id}/secrets/${secretId}`, {
    schemas: [PATCH],
    Operations: [{ op: 'replace', path: '/status', value }],
  });
const works = async (secret: string) =>
  (await askToken(program, { ...app, secret }, { grant_type: 'client_credentials' })).statusCode === 200;

describe('the secrets of an app', () => {
  it('are listed without their values', async () => {
    const response = await call('GET', `${app.id}/secrets`);
    assert.equal(response.statusCode, 200);
    assert.deepEqual(response.json(), [
      {
        id: response.json()[0].id,
        status: 'Active',
        createdAt: '2026-03-02T09:00:00.000Z',
        updatedAt: '2026-03-02T09:00:00.000Z',
      },
    ]);
  });

  it('identity 9: rotate: a new one starts inactive, both work, the old one stops, and goes', async () => {
    const [old] = await list();
    assert.ok(old);
    const made = await make();
    assert.equal(made.status, 'Inactive');
    assert.equal(await works(made.secret), false);
    assert.equal((await put(made.id, 'active')).json().status, 'Active');
    assert.deepEqual([await works(made.secret), await works(app.secret)], [true, true]);
    assert.equal((await call('DELETE', `${app.id}/secrets/${old.id}`)).statusCode, 400);
    assert.equal((await put(old.id, 'Inactive')).statusCode, 200);
    assert.deepEqual([await works(made.secret), await works(app.secret)], [true, false]);
    assert.equal((await call('DELETE', `${app.id}/secrets/${old.id}`)).statusCode, 204);
    assert.deepEqual(
      (await list()).map(({ id }) => id),
      [made.id],
    );
  });

  it('are the app’s own: 401 for another app, 404 for an unknown secret', async () => {
    const other = await registerApp(program);
    assert.equal((await call('GET', `${other.id}/secrets`)).statusCode, 401);
    assert.equal((await call('GET', 'nonsense/secrets')).statusCode, 401);
    assert.equal((await put(app.id, 'active')).statusCode, 404);
    assert.equal((await call('DELETE', `${app.id}/secrets/nonsense`)).statusCode, 404);
    assert.equal((await call('GET', `${app.id}/secrets`, undefined, 'nonsense')).statusCode, 401);
  });

  it('are changed by the one documented operation alone', async () => {
    const [secret] = await list();
    const patch = (body: object) => call('PATCH', `${app.id}/secrets/${secret?.id}`, body);
    const operation = { op: 'replace', path: '/status', value: 'inactive' };
    const schemas = [PATCH];
    for (const body of [
      { schemas: ['urn:other'], Operations: [operation] },
      { schemas, Operations: [{ ...operation, op: 'add' }] },
      { schemas, Operations: [{ ...operation, path: '/id' }] },
      { schemas, Operations: [{ ...operation, value: 'gone' }] },
      { schemas, Operations: [] },
      { Operations: [operation] },
    ])
      assert.equal((await patch(body)).statusCode, 400, JSON.stringify(body));
    assert.equal((await patch({ schemas, Operations: [operation] })).statusCode, 200);
  });

  it('need an app token', async () => {
    const company = await foundCompany(program);
    const { accessToken } = await program.modules.oauth.tokensFor(
      { work: program.unitOfWork, caller: company, clock: program.clock },
      { appId: app.id, principalId: company.companyId, place: { dataCenter: 'us', geolocationOf: () => 'http://us' } },
    );
    assert.equal((await call('GET', `${app.id}/secrets`, undefined, accessToken)).statusCode, 401);
  });
});
