import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMINISTRATOR, APP, visitorWith } from '../../../test/harness/app-center.ts';
import { askToken, registerApp, type TestApp } from '../../../test/harness/apps.ts';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';

const HOUR = 3_600_000;

interface Connected {
  readonly appId: string;
  readonly companySince: string | null;
  readonly connectedBy: string | null;
  readonly people: number;
  readonly lastTokenAt: string | null;
  readonly blocked: boolean;
  readonly own: boolean;
}
interface CompanyToken {
  readonly companyId: string;
  readonly token: string;
  readonly expiresAt: string;
}

describe('connected apps', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let administrator: WebVisitor & { readonly userId: string };
  let traveler: WebVisitor & { readonly userId: string };
  let stranger: WebVisitor;
  let app: TestApp;

  before(async () => {
    program = await testProgram({ config: { sandbox: true, limits: { perApp: 1e9, perAddress: 1e9 } } });
    company = await foundCompany(program);
    const elsewhere = await foundCompany(program);
    administrator = await visitorWith(program, company, ADMINISTRATOR);
    traveler = await visitorWith(program, company, ['EXP_USER']);
    stranger = await visitorWith(program, elsewhere, ADMINISTRATOR);
    app = await registerApp(program, { name: 'Partner' });
  });
  after(() => program.close());

  const connected = async (visitor: WebVisitor = administrator): Promise<Connected[]> =>
    (await visitor.call('GET', '/company/connected-apps')).json<Connected[]>();
  const one = async (): Promise<Connected | undefined> => (await connected()).find(({ appId }) => appId === app.id);
  const makeToken = async (appId = app.id): Promise<CompanyToken> => {
    const answer = await administrator.call('POST', '/company/request-tokens', { appId });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json<CompanyToken>();
  };
  const redeem = (as: TestApp, username: string, password: string) =>
    askToken(program, as, { grant_type: 'password', credtype: 'authtoken', username, password });
  const connectTraveler = async (): Promise<string> => {
    const { userId } = traveler;
    const { token } = await program.unitOfWork.write(company, (ctx) =>
      program.modules.oauth.createRequestToken(ctx, { principalKind: 'user', principalId: userId, appId: app.id }),
    );
    return (await redeem(app, userId, token)).json<{ refresh_token: string }>().refresh_token;
  };
  const refresh = (token: string) => askToken(program, app, { grant_type: 'refresh_token', refresh_token: token });

  it('makes the company request token of an administrator: one app, 24 hours, the newest', async () => {
    const other = await registerApp(program);
    const first = await makeToken();
    const made = await makeToken(app.id.toUpperCase());
    assert.deepEqual(
      [made.companyId, new Date(made.expiresAt).getTime() - program.clock.now().getTime()],
      [company.companyId, 24 * HOUR],
    );
    const refusals = [await redeem(app, company.companyId, first.token), await redeem(other, company.companyId, made.token)];
    assert.deepEqual(
      refusals.map((answer) => answer.json<{ code: number }>().code),
      [5, 136],
    );
    for (let time = 0; time < 2; time += 1) assert.equal((await redeem(app, company.companyId, made.token)).statusCode, 200);
  });

  it('knows no app of another company, and asks for the role', async () => {
    const foreign = await registerApp(program, { ownerCompanyId: company.companyId });
    for (const appId of [foreign.id, 'nothing', '00000000-0000-7000-8000-000000000001']) {
      const answer = await stranger.call('POST', '/company/request-tokens', { appId });
      assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [404, 'oauth.app.not-found']);
    }
    assert.equal((await traveler.call('POST', '/company/request-tokens', { appId: app.id })).statusCode, 403);
  });

  it('tells who connected the company, how many people use it, and when it last asked for a token', async () => {
    const { token } = await makeToken();
    await redeem(app, company.companyId, token);
    const began = program.clock.now();
    program.clock.advance(2 * HOUR);
    const refreshToken = await connectTraveler();
    program.clock.advance(2 * HOUR);
    await refresh(refreshToken);
    const found = await one();
    assert.deepEqual(
      [found?.companySince, found?.connectedBy, found?.people, found?.lastTokenAt, found?.own],
      [began.toISOString(), 'Terry Brown', 1, program.clock.now().toISOString(), false],
    );
    const { people } = (await administrator.call('GET', `/company/connected-apps/${app.id}/people`)).json<{
      people: { userId: string; name: string; connectedAt: string }[];
    }>();
    assert.deepEqual(
      people.map(({ userId, name }) => [userId, name]),
      [[traveler.userId, 'Terry Brown']],
    );
    assert.equal((await connected(stranger)).length, 0);
  });

  it('disconnects one of the people and leaves the company connected, then the company', async () => {
    const refreshToken = await connectTraveler();
    const person = `/company/connected-apps/${app.id}/people/${traveler.userId}`;
    assert.equal((await stranger.call('DELETE', person)).statusCode, 404);
    assert.equal((await refresh(refreshToken)).statusCode, 200);
    assert.equal((await administrator.call('DELETE', person)).statusCode, 204);
    assert.equal((await refresh(refreshToken)).json<{ code: number }>().code, 108);
    assert.equal((await administrator.call('DELETE', person)).statusCode, 404);
    assert.equal((await one())?.people, 0);
    assert.equal((await administrator.call('DELETE', `/company/connected-apps/${app.id}`)).statusCode, 204);
    assert.equal(await one(), undefined);
  });

  it('blocks an app for everybody, and allows it again', async () => {
    const refreshToken = await connectTraveler();
    const path = `/company/connected-apps/${app.id}`;
    assert.equal((await administrator.call('PATCH', path, { blocked: true })).statusCode, 204);
    assert.equal((await refresh(refreshToken)).json<{ code: number }>().code, 53);
    assert.equal((await one())?.blocked, true);
    assert.equal((await administrator.call('PATCH', path, { blocked: false })).statusCode, 204);
    assert.equal((await refresh(refreshToken)).statusCode, 200);
  });

  it('pages through the people of an app', async () => {
    const { oauth } = program.modules;
    for (let number = 0; number < 52; number += 1) {
      const colleague = await hire(program, company);
      const principal = { principalKind: 'user', principalId: colleague.id, appId: app.id } as const;
      await program.unitOfWork.write(company, (ctx) => oauth.connect(ctx, principal));
    }
    const path = `/company/connected-apps/${app.id}/people`;
    type Page = { people: { userId: string }[]; next: string | null };
    const first = (await administrator.call('GET', path)).json<Page>();
    const rest = (await administrator.call('GET', `${path}?after=${first.next}`)).json<Page>();
    assert.deepEqual([first.people.length, rest.next], [50, null]);
    const all = [...first.people, ...rest.people].map(({ userId }) => userId);
    assert.equal(new Set(all).size, all.length);
    assert.ok(all.length >= 52);
  });

  it('is closed to other roles', async () => {
    const path = `/company/connected-apps/${app.id}`;
    for (const [method, url, body] of [
      ['GET', '/company/connected-apps', undefined],
      ['GET', `${path}/people`, undefined],
      ['DELETE', path, undefined],
      ['DELETE', `${path}/people/${traveler.userId}`, undefined],
      ['PATCH', path, { blocked: true }],
    ] as const) {
      const answer = await traveler.call(method, url, body);
      assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [403, 'http.role-missing'], url);
    }
  });

  it('knows an app of another company only while it is connected', async () => {
    const own = (await stranger.call('POST', '/apps', APP)).json<{ app: { id: string } }>().app;
    assert.equal((await administrator.call('GET', `/company/connected-apps/${own.id}/people`)).statusCode, 404);
    assert.equal((await administrator.call('PATCH', `/company/connected-apps/${own.id}`, { blocked: true })).statusCode, 404);
    await program.unitOfWork.write(company, (ctx) =>
      program.modules.oauth.connect(ctx, { principalKind: 'company', principalId: company.companyId, appId: own.id }),
    );
    assert.equal((await administrator.call('DELETE', `/company/connected-apps/${own.id}`)).statusCode, 204);
  });
});
