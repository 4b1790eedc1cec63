import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';

const PASSWORD = 'plum tree in march';
const wish = (email: string, over: object = {}) => ({
  email,
  givenName: 'Ada',
  familyName: 'Quill',
  companyName: 'Quill & Søn',
  password: PASSWORD,
  ...over,
});
interface Welcome {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accessToken: string;
  readonly login: string;
  readonly companyName: string;
}
interface Refusal {
  readonly code: string;
  readonly validationErrors: readonly { readonly source: string; readonly rule?: string; readonly facts?: object }[];
}

describe('signing up for a sandbox', () => {
  let program: TestProgram;
  let ada: WebVisitor;
  let adas: Welcome;
  before(async () => {
    program = await testProgram({ config: { sandbox: true, signUp: 'direct' } });
    ada = new WebVisitor(program);
    const answer = await ada.call('POST', '/sign-ups', wish('Ada@Quill.example '));
    assert.equal(answer.statusCode, 201, answer.body);
    adas = answer.json<Welcome>();
  });
  after(() => program.close());

  const asOwner = async (path: string, { accessToken }: Welcome) =>
    program.app.inject({
      url: path,
      headers: { accept: 'application/json', authorization: `Bearer ${accessToken}`, host: 'us.localhost:8080' },
    });

  it('gives a company with history, an app that works and its first token, and signs in', async () => {
    assert.deepEqual([adas.login, adas.companyName], ['ada@quill.example', 'Quill & Søn']);
    const { signedIn } = (await ada.call('GET', '/session')).json<{ signedIn: { name: string; may: object } }>();
    assert.deepEqual(signedIn.may, {
      manageApps: true,
      moveSandbox: false,
      readTrail: true,
      configure: true,
      administerPeople: true,
      readCompanyMail: true,
    });
    assert.equal((await asOwner('/profile/v1/me', adas)).statusCode, 200);
    const people = (await ada.call('GET', '/people')).json<{ total: number }>();
    assert.ok(people.total > 30);
    const reports = await asOwner('/api/v3.0/expense/reports?user=ALL&limit=100', adas);
    assert.equal(reports.statusCode, 200, reports.body);
    assert.ok(reports.json<{ Items: object[] }>().Items.length >= 40, reports.body);
    const body = new URLSearchParams({
      client_id: adas.clientId,
      client_secret: adas.clientSecret,
      grant_type: 'password',
      username: adas.login,
      password: PASSWORD,
    });
    const token = await program.app.inject({
      method: 'POST',
      url: '/oauth2/v0/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'us.localhost:8080' },
      payload: body.toString(),
    });
    assert.equal(token.statusCode, 200, token.body);
  });

  it('makes the app and its secret now, not where the history begins', async () => {
    const dates = async (path: string) => {
      const found = (await ada.call('GET', path)).json<Record<'createdAt' | 'updatedAt', string>[]>();
      return found.map(({ createdAt, updatedAt }) => createdAt ?? updatedAt);
    };
    const now = program.clock.now().toISOString();
    assert.deepEqual([await dates('/apps'), await dates(`/apps/${adas.clientId}/secrets`)], [[now], [now]]);
  });

  it('keeps each owner in the own company', async () => {
    const ben = new WebVisitor(program);
    const bens = (await ben.call('POST', '/sign-ups', wish('ben@quill.example'))).json<Welcome>();
    const seen = async (visitor: WebVisitor, path: string) => (await visitor.call('GET', path)).body;
    assert.ok((await seen(ben, '/apps')).includes(bens.clientId));
    assert.equal((await seen(ben, '/apps')).includes(adas.clientId), false);
    assert.equal((await ben.call('GET', `/apps/${adas.clientId}/secrets`)).statusCode, 404);
    assert.equal((await seen(ben, '/people')).includes('ada@quill.example'), false);
    const adaId = (await ada.call('GET', '/session')).json<{ signedIn: { userId: string } }>().signedIn.userId;
    assert.equal((await ben.call('POST', `/people/${adaId}/invitations`)).statusCode, 404);
    assert.equal((await ben.call('DELETE', `/people/${adaId}/second-factor`)).statusCode, 404);
    assert.equal((await ben.call('POST', `/apps/${bens.clientId}/tokens`, { principalId: adaId })).statusCode, 404);
    const path = `/expensereports/v4/users/${adaId}/context/TRAVELER/reports`;
    const [own, foreignReports] = [await asOwner(path, adas), await asOwner(path, bens)];
    assert.deepEqual([own.statusCode, foreignReports.statusCode], [200, 404], foreignReports.body);
    const foreign = await program.app.inject({
      method: 'POST',
      url: '/oauth2/v0/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'us.localhost:8080' },
      payload: new URLSearchParams({
        client_id: bens.clientId,
        client_secret: bens.clientSecret,
        grant_type: 'password',
        username: 'ada@quill.example',
        password: PASSWORD,
      }).toString(),
    });
    assert.notEqual(foreign.statusCode, 200);
  });

  it('says at each field what is wrong, and that a login is taken', async () => {
    const visitor = new WebVisitor(program);
    const answer = await visitor.call('POST', '/sign-ups', {
      email: 'nobody',
      givenName: ' ',
      familyName: '',
      companyName: 'a\nb',
      password: '',
    });
    assert.equal(answer.statusCode, 400);
    assert.deepEqual(
      answer.json<Refusal>().validationErrors.map(({ source }) => source),
      ['email', 'givenName', 'familyName', 'companyName', 'password'],
    );
    const weak = await visitor.call('POST', '/sign-ups', wish('cy@quill.example', { password: 'short' }));
    assert.deepEqual(
      weak.json<Refusal>().validationErrors.map(({ source }) => source),
      ['password'],
    );
    const taken = await visitor.call('POST', '/sign-ups', wish('ADA@quill.example'));
    assert.equal(taken.json<Refusal>().code, 'directory.login.taken');
    assert.equal(visitor.cookies.has('perdiem_session'), false);
    assert.equal((await visitor.call('POST', '/sign-ups', wish('x@y.example'), { 'x-perdiem-proof': 'x' })).statusCode, 403);
  });

  it('refuses at once what an owner or an app could not be called, and makes the longest that they can', async () => {
    const visitor = new WebVisitor(program);
    const long = { givenName: 'ä'.repeat(33), familyName: 'ö'.repeat(33), companyName: 'ü'.repeat(91) };
    const refused = (await visitor.call('POST', '/sign-ups', wish('cy+sandbox@quill.example', long))).json<Refusal>();
    assert.deepEqual(
      refused.validationErrors.map(({ source, rule, facts }) => [source, rule, facts]),
      [
        ['email', 'not-in-a-login', { value: '+' }],
        ['givenName', 'too-long', { limit: 32 }],
        ['familyName', 'too-long', { limit: 32 }],
        ['companyName', 'too-long', { limit: 90 }],
      ],
    );
    const longest = { givenName: 'ä'.repeat(32), familyName: 'ö'.repeat(32), companyName: 'ü'.repeat(90) };
    const made = await visitor.call('POST', '/sign-ups', wish('cy@quill.example', longest));
    assert.equal(made.statusCode, 201, made.body);
  });

  it('is counted by address', async () => {
    const visitor = new WebVisitor(program);
    let answer = await visitor.call('POST', '/sign-ups', wish('ada@quill.example'));
    for (let tries = 0; tries < 5 && answer.statusCode !== 429; tries++)
      answer = await visitor.call('POST', '/sign-ups', wish('ada@quill.example'));
    assert.deepEqual([answer.statusCode, answer.json<Refusal>().code], [429, 'onboarding.sign-up.too-many']);
    program.clock.advance(16 * 60_000);
    assert.notEqual((await visitor.call('POST', '/sign-ups', wish('ada@quill.example'))).statusCode, 429);
  });
});

describe('signing up by mail', () => {
  let program: TestProgram;
  before(async () => {
    program = await testProgram({ config: { sandbox: true, signUp: 'mail' } });
  });
  after(() => program.close());

  const ask = async (email: string): Promise<string> => {
    const before = program.enqueued.length;
    const answer = await new WebVisitor(program).call('POST', '/sign-ups', wish(email));
    assert.equal(answer.statusCode, 204, answer.body);
    const [mail, ...more] = program.enqueued.slice(before);
    assert.deepEqual([mail?.data['to'], more.length], [email, 0]);
    return String(mail?.data['text']);
  };
  const confirm = (token: string) => new WebVisitor(program).call('POST', '/sign-ups/confirmation', { token });
  const tokenIn = (text: string): string => /\/sign-up\/confirm\?token=([\w-]+)/.exec(text)?.[1] ?? '';

  it('makes nothing before the link is used, and then once', async () => {
    const token = tokenIn(await ask('dora@quill.example'));
    assert.equal((await new WebVisitor(program).signIn('dora@quill.example', PASSWORD)).statusCode, 403);
    const made = await confirm(token);
    assert.equal(made.statusCode, 201, made.body);
    assert.equal((await new WebVisitor(program).signIn('dora@quill.example', PASSWORD)).statusCode, 204);
    assert.deepEqual(
      [(await confirm(token)).json<Refusal>().code, (await confirm('nothing')).statusCode],
      ['onboarding.sign-up.link-useless', 410],
    );
    assert.match(await ask('dora@quill.example'), /has an account already/);
  });

  it('keeps the link where the making fails, and leaves nothing behind', async () => {
    const token = tokenIn(await ask('finn@quill.example'));
    const { root } = program.database;
    const count = async () => (await sql<{ n: number }>`select count(*)::int as n from company`.execute(root)).rows[0]?.n ?? 0;
    const before = await count();
    // The last that is made is the owner: a fault there comes after everything else.
    await sql`alter table "user" add constraint no_owner check (employee_number <> 'OWNER') not valid`.execute(root);
    assert.equal((await confirm(token)).statusCode, 500);
    assert.equal(await count(), before);
    await sql`alter table "user" drop constraint no_owner`.execute(root);
    const made = await confirm(token);
    assert.equal(made.statusCode, 201, made.body);
    assert.equal(await count(), before + 1);
  });

  it('says each time that a login was taken meanwhile', async () => {
    program.clock.advance(16 * 60_000);
    const [first, second] = [tokenIn(await ask('gus@quill.example')), tokenIn(await ask('gus@quill.example'))];
    assert.equal((await confirm(first)).statusCode, 201);
    const codes = [await confirm(second), await confirm(second)].map((answer) => answer.json<Refusal>().code);
    assert.deepEqual(codes, ['directory.login.taken', 'directory.login.taken']);
  });

  it('forgets a link after a day', async () => {
    const token = tokenIn(await ask('late@quill.example'));
    program.clock.advance(24 * 3_600_000);
    assert.equal((await confirm(token)).statusCode, 410);
  });
});

describe('a program that is no sandbox', () => {
  it('knows no sign-up', async () => {
    const program = await testProgram();
    const visitor = new WebVisitor(program);
    assert.equal((await visitor.call('POST', '/sign-ups', wish('x@y.example'))).statusCode, 404);
    assert.equal((await visitor.call('GET', '/session')).json<{ signUp: string }>().signUp, 'off');
    await program.close();
  });
});
