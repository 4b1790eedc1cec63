import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { askToken, type TestApp } from '../../../test/harness/apps.ts';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';

const PASSWORD = 'plum tree in march';
const DRAFT = {
  name: 'Ledgerline',
  description: '',
  grants: ['password', 'client_credentials', 'refresh_token'],
  scopes: ['user.read', 'expense.report.read', 'company.read'],
  redirectUris: [],
};

interface Line {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly appId: string;
  readonly appName: string;
  readonly operation: string | null;
  readonly correlationId: string;
  readonly principal: { readonly kind: string; readonly id: string | null; readonly name: string | null };
  readonly proven: boolean;
  readonly refusalCode: string | null;
}
interface Page {
  readonly exchanges: readonly Line[];
  readonly next: string | null;
  readonly kept: boolean;
  readonly dropped: number;
}
interface Whole extends Line {
  readonly scopes: readonly string[];
  readonly request: { readonly headers: readonly { name: string; value: string }[]; readonly body: Body };
  readonly response: { readonly headers: readonly { name: string; value: string }[]; readonly body: Body };
  readonly refusal: {
    code: string;
    message: string;
    anyOf: string[];
    needed: string[];
    given: string | null;
    reason: string | null;
  } | null;
  readonly notReplayable: string | null;
}
interface Body {
  readonly state: string;
  readonly text: string;
  readonly bytes: number;
  readonly hidden: boolean;
}

describe('the request log in the web application', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let developer: WebVisitor;
  let traveler: WebVisitor;
  let stranger: WebVisitor;
  let login = '';
  let travelerId = '';
  let app: TestApp;

  const enter = async (at: Caller, roles: readonly string[]): Promise<[WebVisitor, { id: string; userName: string }]> => {
    const user = await hire(program, at, { roles: roles.map((code) => ({ code })) });
    await program.modules.identity.setPassword(program.unitOfWork, at, { userId: user.id, password: PASSWORD });
    const visitor = new WebVisitor(program);
    assert.equal((await visitor.signIn(user.userName, PASSWORD)).statusCode, 204);
    return [visitor, user];
  };

  before(async () => {
    program = await testProgram({ config: { sandbox: true } });
    company = await foundCompany(program);
    const elsewhere = await foundCompany(program);
    [developer] = await enter(company, ['SHD_WEB_SERVICES_ADMIN']);
    const [visitor, user] = await enter(company, ['EXP_USER']);
    [traveler, login, travelerId] = [visitor, user.userName, user.id];
    [stranger] = await enter(elsewhere, ['SHD_WEB_SERVICES_ADMIN']);
    const made = (await developer.call('POST', '/apps', DRAFT)).json<{ app: { id: string }; secret: string }>();
    app = { ...made.app, secret: made.secret } as unknown as TestApp;
  });
  after(() => program.close());
  beforeEach(async () => {
    await program.recorder?.settled();
    assert.equal((await developer.call('DELETE', '/exchanges')).statusCode, 204);
  });

  const reports = (): string => `/expensereports/v4/users/${travelerId}/context/TRAVELER/reports`;
  const tokenFor = async (grant: Record<string, string>): Promise<string> => {
    const answer = await askToken(program, app, grant);
    return answer.json<{ access_token: string }>().access_token;
  };
  const userToken = (scope?: string) =>
    tokenFor({ grant_type: 'password', username: login, password: PASSWORD, ...(scope ? { scope } : {}) });
  const get = (url: string, token: string, headers: Record<string, string> = {}) =>
    program.app.inject({ url, headers: { authorization: `Bearer ${token}`, ...headers } });
  const list = async (query = '', visitor = developer): Promise<Page> => {
    const answer = await visitor.call('GET', `/exchanges${query}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json<Page>();
  };
  const whole = async (id: string): Promise<Whole> => (await developer.call('GET', `/exchanges/${id}`)).json<Whole>();
  const newest = async (query = ''): Promise<Whole> => whole((await list(query)).exchanges[0]?.id ?? '');

  it('keeps a call with who made it, and what was answered', async () => {
    const token = await userToken();
    const answer = await get(`${reports()}?page=1`, token, {
      'concur-correlationid': 'mine-1',
    });
    assert.equal(answer.statusCode, 200);
    const { exchanges, kept, dropped } = await list('?correlationId=mine-1');
    assert.deepEqual([exchanges.length, kept, dropped], [1, true, 0]);
    const one = await whole(exchanges[0]?.id ?? '');
    assert.deepEqual(
      [one.method, one.path, one.query, one.status, one.operation, one.appName, one.proven],
      ['GET', reports(), 'page=1', 200, 'expense-reports.v4.listReports', 'Ledgerline', true],
    );
    assert.deepEqual([one.principal.kind, one.principal.id, typeof one.principal.name], ['user', travelerId, 'string']);
    assert.deepEqual(one.response.body, { state: 'whole', text: answer.body, bytes: answer.body.length, hidden: false });
    assert.deepEqual(
      one.request.headers.find(({ name }) => name === 'authorization'),
      { name: 'authorization', value: 'Bearer [redacted]' },
    );
    assert.deepEqual([...one.scopes].sort(), [...DRAFT.scopes].sort());
  });

  it('keeps token requests without the secrets in them, granted or not', async () => {
    const token = await userToken();
    await askToken(program, app, { grant_type: 'password', username: login, password: 'a wrong password 1' });
    const { exchanges } = await list();
    assert.deepEqual(
      exchanges.map(({ status, proven, principal, refusalCode }) => [status, proven, principal.kind, refusalCode]),
      [
        [400, false, 'none', 'identity.sign-in.bad-credentials'],
        [200, true, 'user', null],
      ],
    );
    for (const { id } of exchanges) {
      const { body } = await developer.call('GET', `/exchanges/${id}`);
      for (const secret of [PASSWORD, 'a wrong password 1', app.secret, token, encodeURIComponent(PASSWORD)])
        assert.equal(body.includes(secret), false, secret);
      assert.equal((JSON.parse(body) as Whole).notReplayable, 'secrets');
    }
  });

  it('tells which scope, kind of token or role a refusal missed', async () => {
    await get('/expensereports/v4/users/x/context/TRAVELER/reports', await userToken('user.read'));
    const scope = await newest('?status=403');
    assert.deepEqual([scope.refusal?.code, scope.refusal?.anyOf.length !== 0], ['http.scope-missing', true]);
    await get(reports(), await tokenFor({ grant_type: 'client_credentials' }));
    const kind = await newest('?status=401');
    assert.equal(kind.refusal?.code, 'http.wrong-principal');
    assert.equal(kind.refusal.given, 'app');
    assert.equal(kind.principal.kind, 'app');
  });

  it('knows the app behind a token that no longer holds, and says that nothing proved it', async () => {
    const token = await userToken();
    program.clock.advance(2 * 3600_000);
    await get(reports(), token);
    program.clock.advance(-2 * 3600_000);
    const one = await newest('?status=401');
    assert.deepEqual([one.proven, one.principal.id, one.refusal?.reason], [false, travelerId, 'it has expired']);
    assert.equal(one.notReplayable, 'unproven');
  });
  it('keeps calls that fit no operation', async () => {
    await get('/profile/identity/v4/Usres', await userToken());
    const one = await newest('?status=404');
    assert.deepEqual([one.operation, one.refusal?.code, one.notReplayable], [null, 'http.route-not-found', 'no-operation']);
  });

  it('filters, and pages without gap or repetition', async () => {
    const token = await userToken();
    for (let i = 0; i < 7; i++) await get(`${reports()}?size=1${i}`, token);
    for (let i = 0; i < 3; i++) await get(`${reports()}/0000000000000000000${i}`, token);
    const count = async (query: string): Promise<number> => (await list(query)).exchanges.length;
    assert.deepEqual(
      [
        await count('?status=4xx'),
        await count('?status=404'),
        await count('?status=5xx'),
        await count('?method=POST'),
        await count('?search=traveler%20size%3D13'),
        await count('?search=100%25'),
        await count(`?principalId=${travelerId}`),
        await count(`?appId=${travelerId}`),
        await count('?from=2100-01-01T00:00:00Z'),
        await count('?to=2020-01-01T00:00:00Z'),
      ],
      [3, 3, 0, 1, 1, 0, 11, 0, 0, 0],
    );
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Page = await list(`?limit=4${after ? `&after=${after}` : ''}`);
      seen.push(...page.exchanges.map(({ id }) => id));
      after = page.next;
    }
    assert.equal(new Set(seen).size, 11);
    assert.deepEqual(seen, seen.toSorted().reverse());
    for (const bad of ['?status=9xx', '?appId=x', '?limit=0', '?limit=1000', '?from=monday', '?after=1', '?unknown=1'])
      assert.equal((await developer.call('GET', `/exchanges${bad}`)).statusCode, 400, bad);
  });

  it('makes a request again as the same app and person', async () => {
    await get(reports(), await userToken(), { accept: 'application/json', 'x-note': 'n' });
    const first = await newest('?search=reports');
    assert.equal(first.notReplayable, null);
    const answer = await developer.call('POST', `/exchanges/${first.id}/replay`);
    assert.equal(answer.statusCode, 200, answer.body);
    const { status, exchangeId } = answer.json<{ status: number; exchangeId: string }>();
    const again = await whole(exchangeId);
    assert.deepEqual([status, again.path, again.principal, again.status], [200, first.path, first.principal, 200]);
    assert.notEqual(again.correlationId, first.correlationId);
    assert.ok(again.request.headers.some(({ name, value }) => name === 'x-note' && value === 'n'));
  });

  it('makes no request again whose secrets or body are not there', async () => {
    const token = await userToken();
    await get(`${reports()}?access_token=abcdefgh`, token);
    const { exchanges } = await list();
    for (const { id } of exchanges) {
      const answer = await developer.call('POST', `/exchanges/${id}/replay`);
      assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [409, 'exchange-log.exchange.not-replayable']);
    }
  });

  it('shows nothing to other companies and other roles, whatever is asked', async () => {
    await get(reports(), await userToken());
    const { exchanges } = await list();
    const id = exchanges[0]?.id ?? '';
    assert.deepEqual((await list('', stranger)).exchanges, []);
    assert.deepEqual((await list(`?appId=${app.id}`, stranger)).exchanges, []);
    assert.equal((await stranger.call('DELETE', '/exchanges')).statusCode, 204);
    assert.equal((await list()).exchanges.length, exchanges.length);
    for (const [method, path] of [
      ['GET', `/exchanges/${id}`],
      ['POST', `/exchanges/${id}/replay`],
    ] as const)
      assert.equal((await stranger.call(method, path)).statusCode, 404, `${method} ${path}`);
    for (const [method, path] of [
      ['GET', '/exchanges'],
      ['DELETE', '/exchanges'],
      ['GET', '/exchange-apps'],
      ['GET', `/exchanges/${id}`],
      ['POST', `/exchanges/${id}/replay`],
    ] as const) {
      assert.equal((await traveler.call(method, path)).statusCode, 403, `${method} ${path}`);
      assert.equal((await new WebVisitor(program).call(method, path)).statusCode, 401, `${method} ${path}`);
    }
    assert.equal((await developer.call('GET', '/exchange-apps')).body, JSON.stringify([{ id: app.id, name: 'Ledgerline' }]));
    assert.equal((await stranger.call('GET', '/exchange-apps')).body, '[]');
  });
});
