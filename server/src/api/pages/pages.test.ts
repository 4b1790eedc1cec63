import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller } from '../../platform/context.ts';

const PASSWORD = 'plum tree in march';

describe('pages without a browser', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let login = '';

  before(async () => {
    program = await testProgram({ config: { sandbox: false, trustProxy: true } });
    company = await foundCompany(program);
    const user = await hire(program, company);
    login = user.userName;
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId: user.id, password: PASSWORD });
  });
  after(() => program.close());

  const get = (url: string, headers: Record<string, string> = {}) => program.app.inject({ method: 'GET', url, headers });
  /** Opens a form and sends it with these fields, as a browser at `host` would. */
  async function send(form: string, path: string, fields: Record<string, string>, over: { host: string; proto: string }) {
    const headers = { host: over.host, 'x-forwarded-proto': over.proto };
    const opened = await get(form, headers);
    const cookie = [opened.headers['set-cookie']].flat()[0]?.split(';')[0] ?? '';
    const proof = /name="form_token" value="([^"]+)"/.exec(opened.body)?.[1] ?? '';
    return program.app.inject({
      method: 'POST',
      url: path,
      headers: {
        ...headers,
        origin: `${over.proto}://${over.host}`,
        cookie,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ form_token: proof, ...fields }).toString(),
    });
  }
  const credentials = () => ({ login, password: PASSWORD });

  it('binds the cookies of a host under TLS to it', async () => {
    const answer = await send('/sign-in', '/sign-in', credentials(), { host: 'expense.example', proto: 'https' });
    assert.equal(answer.statusCode, 303);
    assert.match(
      String(answer.headers['set-cookie']),
      /^__Host-perdiem_session=[\w-]{64}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    const plain = await send('/sign-in', '/sign-in', credentials(), { host: '10.0.0.5:8080', proto: 'http' });
    assert.match(String(plain.headers['set-cookie']), /^perdiem_session=[\w-]{64}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('mails links to its own hosts whatever Host a request names', async () => {
    const linkFrom = async (host: string): Promise<string> => {
      program.enqueued.length = 0;
      program.clock.advance(16 * 60_000);
      const answer = await send('/sign-in/mail', '/sign-in/mail', { login }, { host, proto: 'http' });
      assert.equal(answer.statusCode, 200);
      return /http:\/\/[^/]+/.exec(String(program.enqueued[0]?.data['text']))?.[0] ?? '';
    };
    assert.equal(await linkFrom('www-emea.localhost:8080'), 'http://www-emea.localhost:8080');
    assert.equal(await linkFrom('127.0.0.1:9000'), 'http://127.0.0.1:9000');
    assert.equal(await linkFrom('evil.example'), 'http://www-us.localhost:8080');
    assert.equal(await linkFrom('localhost.evil.example'), 'http://www-us.localhost:8080');
  });

  it('refuses a post without Origin, from another, or without the browser’s proof', async () => {
    const opened = await get('/sign-in', { host: 'a.example' });
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    const proof = /name="form_token" value="([^"]+)"/.exec(opened.body)?.[1] ?? '';
    const post = (headers: Record<string, string>, token = proof) =>
      program.app.inject({
        method: 'POST',
        url: '/sign-in',
        headers: { host: 'a.example', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams({ form_token: token, ...credentials() }).toString(),
      });
    const origin = 'http://a.example';
    assert.equal((await post({ cookie, origin })).statusCode, 303);
    for (const refused of [
      post({ cookie }),
      post({ cookie, origin: 'null' }),
      post({ cookie, origin: 'https://a.example' }),
      post({ cookie, origin: 'http://b.example' }),
      post({ origin }),
      post({ cookie: 'perdiem_form=', origin }),
      post({ cookie, origin }, ''),
      post({ cookie, origin }, 'x'),
    ])
      assert.equal((await refused).statusCode, 403);
  });

  it('answers refusals as pages, and shows the mailbox in a sandbox only', async () => {
    const twice = await get('/oauth2/v0/authorize?client_id=a&client_id=b');
    assert.equal(twice.statusCode, 400);
    assert.match(String(twice.headers['content-type']), /text\/html/);
    assert.match(twice.body, /<h1>That cannot be done<\/h1>/);
    assert.equal(twice.headers['x-frame-options'], 'DENY');
    assert.equal((await get('/sandbox/mailbox')).statusCode, 404);
    assert.doesNotMatch((await get('/')).body, /mailbox/);
  });

  it('answers what is below or beside the pages with a page, and programs that want none without', async () => {
    for (const [url, accept] of [
      ['/sign-in/link/nonsense', 'application/json'],
      ['/sign-in/link/nonsense', 'text/html'],
      ['/invitation/a/b', '*/*'],
      ['/nowhere', 'text/html,application/xhtml+xml'],
      ['/sign-in/%zz', 'text/html'],
    ] as const) {
      const answer = await get(url, { accept });
      assert.match(String(answer.headers['content-type']), /text\/html/, url);
      assert.ok([400, 404].includes(answer.statusCode), url);
      assert.match(answer.body, /<h1>/, url);
    }
    const program = await get('/nowhere', { accept: 'application/json' });
    assert.match(String(program.headers['content-type']), /application\/json/);
    const api = await get('/profile/v1/nowhere', { accept: 'text/html' });
    assert.doesNotMatch(String(api.headers['content-type']), /text\/html/);
  });

  it('gives the style a name that changes with it', async () => {
    const link = /href="(\/pages\/style\.css\?\w+)"/.exec((await get('/')).body)?.[1] ?? '';
    const style = await get(link, { accept: 'text/css,*/*;q=0.1' });
    assert.equal(style.statusCode, 200);
    assert.equal(style.headers['content-type'], 'text/css; charset=utf-8');
    assert.match(String(style.headers['cache-control']), /immutable/);
  });
});
