import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askToken, claimsOf, registerApp, type TestApp } from '../../../test/harness/apps.ts';
import { auditOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';

const PASSWORD = 'plum tree in march';
const DRAFT = {
  name: 'Ledgerline',
  description: 'Matches receipts.',
  grants: ['password', 'client_credentials', 'refresh_token'],
  scopes: ['user.read', 'expense.report.read'],
  redirectUris: [],
};

interface Made {
  readonly app: { readonly id: string; readonly name: string; readonly enabled: boolean };
  readonly secret: string;
}
interface Refusal {
  readonly code: string;
  readonly validationErrors: readonly { readonly source: string }[];
}

describe('my apps in the web application', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let developer: WebVisitor;
  let traveler: WebVisitor;
  let stranger: WebVisitor;
  let travelerId = '';
  let strangerId = '';

  const enter = async (at: Caller, roles: readonly string[]): Promise<[WebVisitor, string]> => {
    const user = await hire(program, at, { roles: roles.map((code) => ({ code })) });
    await program.modules.identity.setPassword(program.unitOfWork, at, { userId: user.id, password: PASSWORD });
    const visitor = new WebVisitor(program);
    assert.equal((await visitor.signIn(user.userName, PASSWORD)).statusCode, 204);
    return [visitor, user.id];
  };

  before(async () => {
    program = await testProgram({ config: { sandbox: true } });
    company = await foundCompany(program);
    const elsewhere = await foundCompany(program);
    [developer] = await enter(company, ['SHD_WEB_SERVICES_ADMIN']);
    [traveler, travelerId] = await enter(company, ['EXP_USER']);
    [stranger, strangerId] = await enter(elsewhere, ['SHD_WEB_SERVICES_ADMIN', 'CompanyAdmin']);
  });
  after(() => program.close());

  const make = async (over: object = {}): Promise<Made> => {
    const answer = await developer.call('POST', '/apps', { ...DRAFT, ...over });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json<Made>();
  };
  const asApp = ({ app, secret }: Made): TestApp => ({ ...app, secret }) as unknown as TestApp;
  const clientToken = (made: Made) => askToken(program, asApp(made), { grant_type: 'client_credentials' });

  it('says every scope, and every browser, in the language of the call', async () => {
    const said = async (language: string): Promise<unknown[]> => {
      const headers = { 'accept-language': language };
      const scopes = (await developer.call('GET', '/scopes', undefined, headers)).json<{ name: string; description: string }[]>();
      const [session] = (await developer.call('GET', '/sessions', undefined, headers)).json<{ browser: string }[]>();
      return [scopes.find(({ name }) => name === 'EXPRPT')?.description, session?.browser];
    };
    const english = ['See, add, change and approve expense reports', 'A browser'];
    assert.deepEqual(await said('de-CH'), ['Spesenabrechnungen sehen, hinzufügen, ändern und genehmigen', 'Ein Browser']);
    assert.deepEqual(await said('fr'), english);
    // The choice of a browser is for pages: what the application asks for is its own.
    developer.cookies.set('perdiem_language', 'de');
    assert.deepEqual(await said('en'), english);
  });

  it('makes an app whose secret works, and shows the secret once', async () => {
    const made = await make();
    assert.equal((await clientToken(made)).statusCode, 200);
    const listed = await developer.call('GET', '/apps');
    assert.ok(listed.json<{ id: string }[]>().some(({ id }) => id === made.app.id));
    const secrets = await developer.call('GET', `/apps/${made.app.id}/secrets`);
    for (const { body } of [listed, secrets]) assert.equal(body.includes(made.secret), false);
  });

  it('tells what is wrong with an app at its field', async () => {
    const answer = await developer.call('POST', '/apps', {
      ...DRAFT,
      name: ' ',
      redirectUris: ['http://evil.example/'],
      scopes: ['none'],
    });
    assert.equal(answer.statusCode, 400);
    const { code, validationErrors } = answer.json<Refusal>();
    assert.equal(code, 'oauth.app.invalid');
    assert.deepEqual(
      validationErrors.map(({ source }) => source),
      ['name', 'scopes', 'redirectUris.0'],
    );
    assert.equal((await developer.call('POST', '/apps', { ...DRAFT, ownerCompanyId: strangerId })).statusCode, 400);
  });

  it('changes what is given and keeps the rest; one that is switched off gets no token', async () => {
    const made = await make();
    const path = `/apps/${made.app.id}`;
    const renamed = await developer.call('PATCH', path, { name: 'Other' });
    assert.deepEqual({ ...renamed.json<object>(), updatedAt: '' }, { ...made.app, name: 'Other', updatedAt: '' });
    await developer.call('PATCH', path, { enabled: false });
    assert.notEqual((await clientToken(made)).statusCode, 200);
    assert.ok((await auditOf(program, company)).includes('app updated'));
  });

  it('keeps how far along an app is, and of which type', async () => {
    const made = await make({ stage: 'test' });
    const path = `/apps/${made.app.id}`;
    const of = async () => (await developer.call('GET', path)).json<{ stage: string; kind: string }>();
    assert.deepEqual([(await of()).stage, (await of()).kind], ['test', 'web-services']);
    await developer.call('PATCH', path, { stage: 'production', kind: 'concur-solutions' });
    assert.deepEqual([(await of()).stage, (await of()).kind], ['production', 'concur-solutions']);
    assert.equal((await developer.call('PATCH', path, { stage: 'retired' })).statusCode, 400);
  });

  it('rotates secrets: an inactive one stops at once, an active one is not deleted', async () => {
    const made = await make();
    const path = `/apps/${made.app.id}/secrets`;
    const fresh = (await developer.call('POST', path)).json<{ id: string; secret: string }>();
    assert.equal((await clientToken({ ...made, secret: fresh.secret })).statusCode, 200);
    const [first] = (await developer.call('GET', path)).json<{ id: string }[]>();
    const old = `${path}/${first?.id ?? ''}`;
    assert.equal((await developer.call('DELETE', old)).json<Refusal>().code, 'oauth.secret.still-active');
    assert.equal((await developer.call('PATCH', old, { status: 'inactive' })).statusCode, 200);
    assert.notEqual((await clientToken(made)).statusCode, 200);
    assert.equal((await developer.call('DELETE', old)).statusCode, 204);
    assert.equal((await developer.call('GET', path)).json<object[]>().length, 1);
  });

  it('makes a token for a colleague, the company and the app; for nobody of another company', async () => {
    const made = await make();
    const path = `/apps/${made.app.id}/tokens`;
    const claims = async (principalId?: string) => {
      const answer = await developer.call('POST', path, principalId ? { principalId } : {});
      assert.equal(answer.statusCode, 201, answer.body);
      return claimsOf(answer.json<{ accessToken: string }>().accessToken);
    };
    assert.deepEqual(
      [(await claims(travelerId))['sub'], (await claims(travelerId))['concur.scopes']],
      [travelerId, DRAFT.scopes],
    );
    assert.equal((await claims(company.companyId))['concur.type'], 'company');
    assert.equal((await claims())['concur.type'], 'app');
    for (const principalId of [strangerId, 'nobody']) {
      const answer = await developer.call('POST', path, { principalId });
      assert.deepEqual([answer.statusCode, answer.json<Refusal>().code], [404, 'oauth.principal.not-found']);
    }
    const beyond = await developer.call('POST', path, { principalId: travelerId, scopes: ['company.write'] });
    assert.deepEqual([beyond.statusCode, beyond.json<Refusal>().code], [400, 'oauth.grant.refused']);
    const people = await developer.call('GET', '/principals?search=brown');
    assert.ok(people.body.includes(travelerId) && !people.body.includes(strangerId));
  });

  it('is closed to other roles and other companies, whatever is asked', async () => {
    const { app } = await make();
    const foreign = await registerApp(program, { name: 'A partner’s' });
    const calls = (id: string) =>
      [
        ['GET', `/apps/${id}`],
        ['PATCH', `/apps/${id}`, { name: 'Mine' }],
        ['GET', `/apps/${id}/secrets`],
        ['POST', `/apps/${id}/secrets`],
        ['PATCH', `/apps/${id}/secrets/${id}`, { status: 'inactive' }],
        ['DELETE', `/apps/${id}/secrets/${id}`],
        ['POST', `/apps/${id}/tokens`, {}],
      ] as const;
    for (const [method, path, body] of [
      ...calls(app.id),
      ['GET', '/apps'],
      ['POST', '/apps', DRAFT],
      ['GET', '/place'],
      ['GET', '/principals'],
    ] as const) {
      const answer = await traveler.call(method, path, body);
      assert.deepEqual([answer.statusCode, answer.json<Refusal>().code], [403, 'http.role-missing'], `${method} ${path}`);
      assert.equal((await new WebVisitor(program).call(method, path, body)).statusCode, 401, `${method} ${path}`);
    }
    for (const [visitor, id] of [
      [stranger, app.id],
      [developer, foreign.id],
      [developer, 'nothing'],
    ] as const)
      for (const [method, path, body] of calls(id))
        assert.equal((await visitor.call(method, path, body)).statusCode, 404, `${method} ${path}`);
    assert.equal((await stranger.call('GET', '/apps')).body.includes(app.id), false);
  });
});
