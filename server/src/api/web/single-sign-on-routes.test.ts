import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { CLIENT, startProvider, type TestProvider } from '../../../test/harness/identity-provider.ts';
import { auditOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';

const PASSWORD = 'plum tree in march';
const CALLBACK = 'http://127.0.0.1:8080/sign-in/sso/callback';
interface Refusal {
  readonly code: string;
  readonly validationErrors?: readonly { readonly source: string }[];
}
interface Shown {
  readonly provider: { readonly provenAt: string | null } | null;
  readonly only: boolean;
  readonly redirectUri: string;
}

describe('single sign-on of a company', () => {
  let program: TestProgram;
  let provider: TestProvider;
  let company: Caller & { companyId: string };
  let admin: WebVisitor;
  let ann: { id: string; userName: string };
  before(async () => {
    provider = await startProvider([CALLBACK]);
    program = await testProgram({ config: { sandbox: true } });
  });
  after(async () => {
    await program.close();
    await provider.stop();
  });

  const enter = async (at: Caller, role: string): Promise<WebVisitor> => {
    const user = await hire(program, at, { roles: [{ code: role }] });
    await program.modules.identity.setPassword(program.unitOfWork, at, { userId: user.id, password: PASSWORD });
    const visitor = new WebVisitor(program);
    assert.equal((await visitor.signIn(user.userName, PASSWORD)).statusCode, 204);
    return visitor;
  };
  const setting = (over: object = {}) => ({
    issuer: provider.issuer,
    ...CLIENT,
    matchBy: 'email',
    enabled: true,
    only: false,
    ...over,
  });
  const set = (over: object = {}, by = admin) => by.call('PUT', '/single-sign-on', setting(over));
  const signedIn = async (visitor: WebVisitor): Promise<string | undefined> =>
    (await visitor.call('GET', '/session')).json<{ signedIn: { login: string } | null }>().signedIn?.login;

  beforeEach(async () => {
    program.clock.advance(16 * 60_000);
    company = await foundCompany(program);
    admin = await enter(company, 'CompanyAdmin');
    ann = await hire(program, company, {});
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId: ann.id, password: PASSWORD });
    provider.person = { sub: 'ann-1', email: ann.userName, email_verified: true, preferred_username: ann.userName };
  });

  /** From our page to the provider, as a browser goes there. */
  const leave = async (visitor: WebVisitor, who = ann.userName): Promise<string> => {
    const page = await visitor.page(`/sign-in/sso?login=${encodeURIComponent(who)}&return_to=%2Fsettings%2Fsessions`);
    return /url=(.+)$/.exec(page.headers['refresh'] ?? '')?.[1] ?? '';
  };
  /** Through the provider's pages, up to the address at which it sends the browser back. */
  const passProvider = async (url: string): Promise<string> => {
    const jar = new Map<string, string>();
    let next = url;
    for (let hops = 0; hops < 10 && !next.startsWith(CALLBACK); hops++) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      next = new URL(answer.headers.get('location') ?? '', next).href;
    }
    return next.slice('http://127.0.0.1:8080'.length);
  };
  const come = async (visitor = new WebVisitor(program)) => ({
    visitor,
    answer: await visitor.page(await passProvider(await leave(visitor))),
  });

  it('signs in whom the provider vouches for, by the code flow with PKCE, state and nonce', async () => {
    const saved = await set();
    assert.equal(saved.statusCode, 200, saved.body);
    assert.equal(saved.body.includes(CLIENT.clientSecret), false);
    assert.equal(saved.json<Shown>().redirectUri, CALLBACK);
    const { visitor, answer } = await come();
    assert.deepEqual([answer.statusCode, answer.headers['location']], [303, '/settings/sessions'], answer.body);
    assert.equal(await signedIn(visitor), ann.userName);
    const asked = provider.asked.at(-1)?.searchParams;
    assert.deepEqual(
      ['code_challenge_method', 'response_type', 'login_hint', 'redirect_uri'].map((name) => asked?.get(name)),
      ['S256', 'code', ann.userName, CALLBACK],
    );
    for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((asked?.get(name) ?? '').length > 20, name);
    assert.ok((await admin.call('GET', '/single-sign-on')).json<Shown>().provider?.provenAt);
    const sessions = (await visitor.call('GET', '/sessions')).json<{ method: string }[]>();
    assert.deepEqual(
      sessions.map(({ method }) => method),
      ['sso'],
    );
    const kept = await program.unitOfWork.read(company, (ctx) =>
      sql<{ row: string }>`select row_to_json(p)::text as row from identity_provider p`.execute(ctx.tx),
    );
    assert.equal(JSON.stringify(kept.rows).includes(CLIENT.clientSecret), false);
  });

  it('takes a way back once, on the browser that began it, within ten minutes', async () => {
    await set();
    const began = new WebVisitor(program);
    const back = await passProvider(await leave(began));
    const other = new WebVisitor(program);
    assert.equal((await other.page(back)).statusCode, 403);
    await leave(other);
    assert.equal((await other.page(back)).statusCode, 403);
    assert.equal(await signedIn(other), undefined);
    assert.equal((await began.page(back)).statusCode, 303);
    const again = new WebVisitor(program);
    const late = await passProvider(await leave(again));
    program.clock.advance(10 * 60_000);
    assert.match((await again.page(late)).body, /took too long/);
    assert.equal((await began.page('/sign-in/sso/callback')).statusCode, 403);
    const forged = new WebVisitor(program);
    const url = new URL(await passProvider(await leave(forged)), 'http://127.0.0.1:8080');
    url.searchParams.set('state', 'mine');
    assert.equal((await forged.page(url.pathname + url.search)).statusCode, 403);
    assert.equal(await signedIn(forged), undefined);
  });

  it('finds a person by a verified address or by the login, of the own company alone', async () => {
    await set();
    provider.person = { sub: 'ann-1', email: ann.userName, email_verified: false };
    assert.match((await come()).answer.body, /vouches for/);
    const stranger = await hire(program, await foundCompany(program));
    provider.person = { sub: 'x', email: stranger.userName, email_verified: true };
    assert.match((await come()).answer.body, /Nobody at your company/);
    const mail = 'shared@people.example';
    const one = await hire(program, company, { emails: [{ type: 'work', value: mail }] });
    provider.person = { sub: 'one', email: mail.toUpperCase(), email_verified: true };
    assert.equal(await signedIn((await come()).visitor), one.userName);
    await hire(program, company, { emails: [{ type: 'work', value: mail }] });
    assert.match((await come()).answer.body, /Nobody at your company/);
    await set({ matchBy: 'login' });
    provider.person = { sub: 'ann-1', preferred_username: ann.userName };
    assert.equal(await signedIn((await come()).visitor), ann.userName);
    await program.unitOfWork.write(company, (ctx) =>
      program.modules.identity.updateUser(ctx, { userId: ann.id, patch: { active: false } }),
    );
    assert.match((await come()).answer.body, /disabled/);
  });

  it('becomes the only way in once it has worked; administrators keep the link by mail', async () => {
    const early = await set({ only: true });
    assert.deepEqual([early.statusCode, early.json<Refusal>().code], [409, 'signin.sso.unproven']);
    await set();
    await come();
    const { clientSecret: _kept, ...same } = setting({ only: true });
    assert.equal((await admin.call('PUT', '/single-sign-on', same)).json<Shown>().only, true);
    const password = await new WebVisitor(program).signIn(ann.userName, PASSWORD);
    assert.equal(password.json<Refusal>().code, 'identity.sign-in.sso-only');
    const page = await new WebVisitor(program).post('/sign-in', { login: ann.userName, password: PASSWORD });
    assert.match(page.body, /href="\/sign-in\/sso\?login=/);
    const mailed = async (login: string): Promise<string> => {
      const before = program.enqueued.length;
      await new WebVisitor(program).call('POST', '/sign-in-links', { login, returnTo: '/' });
      return String(program.enqueued[before]?.data['text']);
    };
    assert.match(await mailed(ann.userName), /there is none/);
    assert.match(await mailed((await signedIn(admin)) ?? ''), /sign-in\/link\?token=/);
    const before = program.enqueued.length;
    const invitee = { email: `new-${ann.userName}`, givenName: 'Nina', familyName: 'New', duties: [] };
    assert.equal((await admin.call('POST', '/people', invitee)).statusCode, 201);
    const token = /token=([\w-]+)/.exec(String(program.enqueued[before]?.data['text']))?.[1] ?? '';
    const finder = new WebVisitor(program);
    const words = { new_password: PASSWORD, new_password_again: PASSWORD };
    for (const answer of [await finder.page(`/invitation?token=${token}`), await finder.post('/invitation', { token, ...words })])
      assert.deepEqual([answer.statusCode, answer.headers['location']], [303, `/sign-in/sso?company=${company.companyId}`]);
    assert.equal(await signedIn(finder), undefined);
    assert.equal((await come()).answer.statusCode, 303);
    const changed = await set({ clientId: 'another', only: true });
    assert.equal(changed.json<Refusal>().code, 'signin.sso.unproven');
    assert.equal((await admin.call('DELETE', '/single-sign-on')).statusCode, 204);
    assert.equal((await new WebVisitor(program).signIn(ann.userName, PASSWORD)).statusCode, 204);
    assert.ok((await auditOf(program, company)).includes('company single-sign-on-removed'));
  });

  it('refuses a provider that is none, and a secret for another than it was given for', async () => {
    const sources = async (over: object): Promise<string[]> => {
      const answer = await set(over);
      assert.equal(answer.statusCode, 400, answer.body);
      return (answer.json<Refusal>().validationErrors ?? []).map(({ source }) => source);
    };
    assert.deepEqual(await sources({ issuer: 'nothing', clientId: ' ' }), ['issuer', 'clientId']);
    for (const issuer of [`${provider.issuer}/none`, 'http://127.0.0.1:1', 'https://169.254.169.254', 'ftp://x.example'])
      assert.deepEqual(await sources({ issuer }), ['issuer'], issuer);
    const talker = createServer((_request, response) => {
      // In parts, so that no header says how much there will be.
      response.writeHead(200, { 'content-type': 'application/json' }).write('{}');
      response.end(' '.repeat(1_000_000));
    }).listen(0, '127.0.0.1');
    await once(talker, 'listening');
    const long = await set({ issuer: `http://127.0.0.1:${(talker.address() as AddressInfo).port}` });
    talker.closeAllConnections();
    talker.close();
    assert.match(long.body, /too long/);
    await set();
    const { clientSecret: _kept, ...without } = setting({ issuer: 'https://elsewhere.example', enabled: false });
    const moved = await admin.call('PUT', '/single-sign-on', without);
    assert.deepEqual(
      moved.json<Refusal>().validationErrors?.map(({ source }) => source),
      ['clientSecret'],
    );
    await set({ clientSecret: 'wrong' });
    const { visitor, answer } = await come();
    assert.deepEqual([answer.statusCode, await signedIn(visitor)], [403, undefined]);
    assert.match(answer.body, /did not work out/);
  });

  it('is counted by address, whatever logins are typed where links are mailed', async () => {
    await set();
    for (let times = 0; times < 31; times++)
      await new WebVisitor(program).call('POST', '/sign-in-links', { login: 'single sign-on 127.0.0.1', returnTo: '/' });
    assert.equal((await come()).answer.statusCode, 303);
  });

  it('is nobody else’s to set, and leads nowhere where there is none', async () => {
    const other = await enter(company, 'SHD_CONFIG_ADMIN');
    for (const [method, body] of [['GET'], ['PUT', setting()], ['DELETE']] as const)
      assert.equal((await other.call(method, '/single-sign-on', body)).statusCode, 403, method);
    const stranger = await enter(await foundCompany(program), 'CompanyAdmin');
    await set();
    assert.equal((await stranger.call('GET', '/single-sign-on')).json<Shown>().provider, null);
    await set({ enabled: false });
    for (const who of [ann.userName, 'nobody@nowhere.example', company.companyId]) {
      const page = await new WebVisitor(program).page(`/sign-in/sso?login=${encodeURIComponent(who)}`);
      assert.equal(page.statusCode, 403);
      assert.match(page.body, /know of no single sign-on/);
    }
    assert.equal((await new WebVisitor(program).page('/sign-in/sso')).statusCode, 200);
  });
});

describe('an identity provider on the machine of a program that is no sandbox', () => {
  it('is not called', async () => {
    const provider = await startProvider([CALLBACK]);
    const program = await testProgram();
    const company = await foundCompany(program);
    const set = program.modules.signin.setSingleSignOn(program.unitOfWork, company, {
      issuer: provider.issuer,
      ...CLIENT,
      matchBy: 'email',
      enabled: true,
      only: false,
    });
    await assert.rejects(set, { code: 'signin.sso.invalid' });
    await program.close();
    await provider.stop();
  });
});
