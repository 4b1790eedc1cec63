import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { App } from '../../src/modules/oauth/index.ts';
import type { Caller } from '../../src/platform/context.ts';
import { newId } from '../../src/platform/ids/index.ts';
import { foundCompany, hire } from '../harness/people.ts';
import { assertAccessible } from './accessible.ts';
import { openBrowser } from './chromium.ts';
import { openPartner, type Partner } from './partner.ts';
import { press } from './press.ts';
import { post, type Answer } from './post.ts';
import { serveProgram, type ServedProgram } from './served.ts';

const PASSWORD = 'plum tree in march';
const SCOPES = 'user.read receipts.read';
const SYSTEM: Caller = { actor: { kind: 'system' }, correlationId: 'test' };

describe('the authorization grant in a browser', () => {
  let program: ServedProgram;
  let partner: Partner;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let company: Caller & { companyId: string };
  let app: App;
  let clientSecret = '';
  let login = '';
  let userId = '';

  before(async () => {
    [program, partner, browser] = await Promise.all([serveProgram({ sandbox: true }), openPartner(), openBrowser()]);
    company = await foundCompany(program, { dataCenter: 'emea' });
  });
  after(async () => {
    await browser?.close();
    await partner?.close();
    await program?.close();
  });
  beforeEach(async () => {
    const made = await program.unitOfWork.write(SYSTEM, (ctx) =>
      program.modules.oauth.createApp(ctx, {
        name: 'Ledgerline <Receipts>',
        dataCenter: 'us',
        description: 'Matches card charges with receipts.',
        redirectUris: [partner.redirectUri],
        scopes: ['user.read', 'receipts.read', 'EXPRPT', 'LIST', 'offline_access'],
        legacyKey: `key${newId(program.clock)}`,
      }),
    );
    [app, clientSecret] = [made.app, made.secret];
    const user = await hire(program, company, { name: { givenName: 'Ana', familyName: 'Castellanos' } });
    [login, userId] = [user.userName, user.id];
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId, password: PASSWORD });
    partner.received.length = 0;
    // The pages promise to need no script, so everything is tried without.
    context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
  });
  afterEach(() => context.close());

  const address = (given: Record<string, string> = {}, base = program.origin): string => {
    const query = {
      client_id: app.id,
      redirect_uri: partner.redirectUri,
      scope: SCOPES,
      response_type: 'code',
      state: 'here',
      ...given,
    };
    return `${base}/oauth2/v0/authorize?${new URLSearchParams(query)}`;
  };
  const signIn = async (password = PASSWORD, as = login): Promise<void> => {
    await page.getByLabel('Login').fill(as);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press(page.getByRole('button', { name: 'Sign in' }));
  };
  const back = async (): Promise<Record<string, string>> => {
    await page.waitForURL(`${partner.origin}/**`);
    return Object.fromEntries(partner.received.at(-1) ?? []);
  };
  const heading = (): Promise<string | null> => page.getByRole('heading', { level: 1 }).textContent();

  /** At the router, which the documents name for this grant. */
  const redeem = (code: string): Promise<Answer> =>
    post(`${program.origin}/oauth2/v0/token`, new URL(program.browserHost('glz')).host, {
      client_id: app.id,
      client_secret: clientSecret,
      grant_type: 'authorization_code',
      redirect_uri: partner.redirectUri,
      code,
    });
  const claimsOf = (token: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  const allow = (): Promise<void> => press(page.getByRole('button', { name: 'Allow' }));
  /** Sign-in, consent and the code's redemption, after which the app is connected. */
  const connect = async (): Promise<void> => {
    await page.goto(address());
    await signIn();
    await allow();
    const { code = '' } = await back();
    assert.equal((await redeem(code)).status, 200);
  };

  it('signs in, asks, and comes back with a code that the token endpoint takes once', async () => {
    await page.goto(address());
    assert.equal(await heading(), 'Sign in');
    await assertAccessible(page);
    await signIn();
    assert.equal(await heading(), 'Ledgerline <Receipts> asks for access to your account');
    await assertAccessible(page);
    const asked = await page.getByRole('listitem').allInnerTexts();
    assert.deepEqual(asked, ['See your profile\nuser.read', 'See receipts\nreceipts.read']);
    await allow();
    const { code = '', ...rest } = await back();
    assert.deepEqual(rest, { kept: '1', geolocation: program.sites.geolocationOf('emea', siteHere()), state: 'here' });
    const answer = await redeem(code);
    assert.equal(answer.status, 200);
    const { access_token: token, scope } = JSON.parse(answer.text) as { access_token: string; scope: string };
    assert.equal(claimsOf(token)['sub'], userId);
    assert.equal(scope, SCOPES);
    assert.equal((await redeem(code)).status, 400);
  });

  const siteHere = () => program.sites.siteOf('http', new URL(program.origin).host);

  it('serves on a data centre’s browser host, and names the home of the person', async () => {
    await page.goto(address({}, program.browserHost('us')));
    await signIn();
    await allow();
    assert.equal((await back())['geolocation'], program.sites.all.find(({ code }) => code === 'emea')?.server);
  });

  it('returns the state intact, odd characters included', async () => {
    const state = 'a b+c&d=e%2F%zz?#"\'<é日本🙂>\\/;:,\t';
    await page.goto(address({ state }));
    await signIn('wrong password');
    await signIn();
    await allow();
    assert.equal((await back())['state'], state);
  });

  it('identity 4: comes back with user_denied when the person denies', async () => {
    await page.goto(address());
    await signIn();
    await press(page.getByRole('button', { name: 'Deny' }));
    assert.deepEqual(await back(), {
      kept: '1',
      error_code: 'user_denied',
      error_description: 'The user denied your request.',
      state: 'here',
    });
  });

  it('tells a wrong password and an unknown login alike, then lets in with the right one', async () => {
    await page.goto(address());
    await signIn('wrong');
    const wrong = await page.getByRole('alert').innerText();
    assert.match(wrong, /login or the password is not right/);
    assert.equal(await page.getByLabel('Login').inputValue(), login);
    await assertAccessible(page);
    await signIn('wrong', 'nobody@nowhere.example');
    assert.equal(await page.getByRole('alert').innerText(), wrong);
    await signIn('', '');
    assert.match(await page.getByRole('alert').innerText(), /Type your login\.[^]*Type your password\./);
    await assertAccessible(page);
    await signIn();
    assert.match((await heading()) ?? '', /asks for access/);
  });

  it('asks who is signed in for agreement only, and who agreed before for nothing', async () => {
    await page.goto(address());
    await signIn();
    await page.goto(address());
    assert.match((await heading()) ?? '', /asks for access/, 'signed in, not yet connected');
    await allow();
    const { code = '' } = await back();
    assert.equal((await redeem(code)).status, 200);
    await page.goto(address({ state: 'again' }));
    assert.equal((await back())['state'], 'again', 'connected: no page in between');
    await page.goto(address({ scope: `${SCOPES} EXPRPT` }));
    assert.match((await heading()) ?? '', /asks for access/, 'a wider request is a new one');
    await program.unitOfWork.write(company, (ctx) =>
      program.modules.oauth.disconnect(ctx, { appId: app.id, principalId: userId }),
    );
    await page.goto(address());
    assert.match((await heading()) ?? '', /asks for access/, 'a disconnected app starts anew');
  });

  it('obeys prompt', async () => {
    await page.goto(address({ prompt: 'none' }));
    assert.equal((await back())['error_code'], 'login_required');
    await connect();
    await page.goto(address({ prompt: 'consent' }));
    assert.match((await heading()) ?? '', /asks for access/);
    await page.goto(address({ prompt: 'none', scope: `${SCOPES} LIST` }));
    assert.equal((await back())['error_code'], 'consent_required');
    await page.goto(address({ prompt: 'none', state: 'quiet' }));
    assert.ok((await back())['code']);
    await page.goto(address({ prompt: 'login', state: 'anew' }));
    assert.equal(await heading(), 'Sign in');
    await signIn();
    assert.equal((await back())['state'], 'anew', 'signed in once, and not asked again');
    await page.goto(address({ prompt: 'dance' }));
    assert.equal((await back())['error_code'], '119');
  });

  it('signs out who it is not', async () => {
    await page.goto(address());
    await signIn();
    await press(page.getByRole('button', { name: 'Not you? Sign out' }));
    assert.equal(await heading(), 'Sign in');
    const other = await hire(program, company, { name: { givenName: 'Ben', familyName: 'Okafor' } });
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId: other.id, password: PASSWORD });
    await signIn(PASSWORD, other.userName);
    assert.match(await page.getByText('Signed in as').first().innerText(), /Ben Okafor/);
  });

  it('shows what must not lead back to whoever asked: unknown app, foreign address, grant not allowed', async () => {
    const cases: [Record<string, string>, RegExp][] = [
      [{ client_id: '00000000-0000-4000-8000-000000000000' }, /61[^]*invalid_client/],
      [{ client_id: '' }, /62[^]*invalid_request/],
      [{ redirect_uri: `${partner.origin}/elsewhere` }, /104[^]*invalid_grant/],
      [{ redirect_uri: '' }, /102[^]*invalid_request/],
    ];
    for (const [given, words] of cases) {
      const response = await page.goto(address(given));
      assert.equal(response?.status(), 400);
      assert.match(await page.getByRole('main').innerText(), words);
      await assertAccessible(page);
    }
    const { app: other } = await program.unitOfWork.write(SYSTEM, (ctx) =>
      program.modules.oauth.createApp(ctx, {
        name: 'Night job',
        dataCenter: 'us',
        grants: ['client_credentials'],
        redirectUris: [partner.redirectUri],
      }),
    );
    assert.equal((await page.goto(address({ client_id: other.id })))?.status(), 400);
    assert.match(await page.getByRole('main').innerText(), /60[^]*invalid_grant/);
    assert.equal(partner.received.length, 0);
  });

  it('sends other refusals to the registered address', async () => {
    await page.goto(address({ scope: 'user.read everything' }));
    assert.deepEqual(
      { ...(await back()), error_description: '' },
      { kept: '1', error_code: '54', error_description: '', state: 'here' },
    );
    await program.unitOfWork.write(company, (ctx) => program.modules.oauth.setAppBlocked(ctx, app.id, true));
    await page.goto(address());
    await signIn();
    await allow();
    assert.equal((await back())['error_code'], '53', 'the company keeps its people from this app');
    await program.unitOfWork.write(SYSTEM, (ctx) => program.modules.oauth.setAppEnabled(ctx, app.id, false));
    await page.goto(address());
    assert.equal((await back())['error_code'], '59');
  });

  it('refuses a post that another site forged', async () => {
    await page.goto(address());
    await signIn();
    const request = new URL(address()).search.slice(1).replaceAll('&', '&amp;');
    const trap = partner.serve(
      '/trap',
      `<!doctype html><form method="post" action="${program.origin}/oauth2/v0/authorize"><input name="request" value="${request}">
       <input name="decision" value="allow"><input name="form_token" value="guess"><button>Win a prize</button></form>`,
    );
    await page.goto(trap);
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await press(page.getByRole('button'));
    assert.equal((await answer).status(), 403);
    assert.equal(partner.received.length, 0, 'no code was given');
    // From the right origin, but without the proof.
    await page.goto(address());
    const forged = await page.request.post(`${program.origin}/oauth2/v0/authorize`, {
      form: { request: new URL(address()).search.slice(1), decision: 'allow', form_token: 'guess' },
      headers: { origin: program.origin },
      maxRedirects: 0,
    });
    assert.equal(forged.status(), 403);
    // With the proof, but from another origin.
    const proof = await page.locator('form[action="/oauth2/v0/authorize"] input[name=form_token]').inputValue();
    const foreign = await page.request.post(`${program.origin}/oauth2/v0/authorize`, {
      form: { request: new URL(address()).search.slice(1), decision: 'allow', form_token: proof },
      headers: { origin: partner.origin },
      maxRedirects: 0,
    });
    assert.equal(foreign.status(), 403);
  });

  it('cannot be framed, cached or scripted, and its cookies are out of reach', async () => {
    const response = await page.goto(address());
    const headers = response?.headers() ?? {};
    assert.match(headers['content-security-policy'] ?? '', /default-src 'none';.*frame-ancestors 'none'/);
    assert.ok(headers['content-security-policy']?.includes(`form-action 'self' ${partner.origin};`));
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.equal(headers['cache-control'], 'no-store');
    await signIn();
    const cookies = await context.cookies(program.origin);
    assert.deepEqual(cookies.map(({ name }) => name).sort(), ['perdiem_form', 'perdiem_session']);
    for (const { httpOnly, sameSite } of cookies) assert.deepEqual({ httpOnly, sameSite }, { httpOnly: true, sameSite: 'Lax' });
  });

  it('works the same with scripts on', async () => {
    await context.close();
    context = await browser.newContext();
    page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await connect();
    assert.deepEqual(
      complaints.filter((text) => !text.includes('favicon')),
      [],
    );
  });

  it('goes the way of 2017: comma-separated scopes, code alone', async () => {
    const legacy = (given: Record<string, string> = {}) =>
      `${program.origin}/net2/oauth2/Login.aspx?${new URLSearchParams({ client_id: app.legacyKey ?? '', redirect_uri: partner.redirectUri, scope: 'EXPRPT,LIST', state: 's', ...given })}`;
    await page.goto(legacy());
    await signIn();
    assert.equal(await page.getByRole('listitem').count(), 2);
    await assertAccessible(page);
    await allow();
    const { code = '', ...rest } = await back();
    assert.deepEqual(rest, { kept: '1', state: 's' });
    const answer = await fetch(
      `${program.origin}/net2/oauth2/GetAccessToken.ashx?${new URLSearchParams({ code, client_id: app.legacyKey ?? '', client_secret: clientSecret })}`,
    );
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /<Token>/);
    await page.goto(legacy());
    await press(page.getByRole('button', { name: 'Deny' }));
    assert.equal((await back())['error'], 'access_denied');
  });
});
