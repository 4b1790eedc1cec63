import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { UserPatch } from '../../src/modules/identity/index.ts';
import type { Caller } from '../../src/platform/context.ts';
import { foundCompany, hire } from '../harness/people.ts';
import { assertAccessible } from './accessible.ts';
import { openBrowser } from './chromium.ts';
import { openPartner, type Partner } from './partner.ts';
import { press } from './press.ts';
import { serveProgram, type ServedProgram } from './served.ts';

const PASSWORD = 'plum tree in march';
const NEW_PASSWORD = 'pear tree in april';
const SYSTEM: Caller = { actor: { kind: 'system' }, correlationId: 'test' };
const MINUTE = 60_000;

describe('signing in with a browser', () => {
  let program: ServedProgram;
  let partner: Partner;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let company: Caller & { companyId: string };
  let login = '';
  let userId = '';

  before(async () => {
    [program, partner, browser] = await Promise.all([serveProgram({ sandbox: true }), openPartner(), openBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await partner?.close();
    await program?.close();
  });
  beforeEach(async () => {
    company = await foundCompany(program);
    const user = await hire(program, company, { name: { givenName: 'Ana', familyName: 'Castellanos' } });
    [login, userId] = [user.userName, user.id];
    await givePassword();
    [context, page] = await openWindow();
  });
  afterEach(() => context.close());

  const openWindow = async (): Promise<[BrowserContext, Page]> => {
    const window = await browser.newContext({ javaScriptEnabled: false });
    window.setDefaultTimeout(20_000);
    return [window, await window.newPage()];
  };
  const givePassword = (mustChange = false): Promise<void> =>
    program.modules.identity.setPassword(program.unitOfWork, company, { userId, password: PASSWORD, mustChange });
  const update = (patch: UserPatch) =>
    program.unitOfWork.write(company, (ctx) => program.modules.identity.updateUser(ctx, { userId, patch }));
  const heading = (): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
  const alarm = (): Promise<string> => page.getByRole('alert').innerText();
  const signIn = async (password = PASSWORD): Promise<void> => {
    await page.goto(`${program.origin}/sign-in?return_to=/account`);
    await page.getByLabel('Login').fill(login);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press(page.getByRole('button', { name: 'Sign in' }));
  };
  /** The mails of this program so far. */
  const mails = async () => {
    await program.jobs.drain();
    return program.unitOfWork.read(SYSTEM, (ctx) => program.mailbox.list(ctx, { to: login }));
  };

  it('begins and ends at the front page', async () => {
    await page.goto(program.origin);
    await assertAccessible(page);
    await press(page.getByRole('banner').getByRole('link', { name: 'Sign in' }));
    await page.getByLabel('Login').fill(login);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await press(page.getByRole('button', { name: 'Sign in' }));
    await page.getByRole('banner').getByText('Ana Castellanos').waitFor();
    await assertAccessible(page);
    await press(page.getByRole('button', { name: 'Sign out' }));
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
    assert.deepEqual(
      (await context.cookies()).map(({ name }) => name),
      ['perdiem_form'],
    );
  });

  it('says why somebody cannot come in', async () => {
    await update({ active: false });
    await signIn();
    assert.match(await alarm(), /account is disabled/);
    await update({ active: true, signInDenied: true });
    await signIn();
    assert.match(await alarm(), /Signing in is closed/);
    await update({ signInDenied: false });
    for (let times = 0; times < 5; times++) await signIn('wrong');
    await signIn();
    assert.match(await alarm(), /locked\. Try again in 30 minutes/);
    await assertAccessible(page);
    program.clock.advance(30 * MINUTE);
    await signIn();
    assert.equal(await heading(), 'Ana Castellanos');
  });

  it('shows people of a company with an identity provider the ways there and by mail', async () => {
    await program.unitOfWork.write(company, (ctx) => program.modules.company.updateCompany(ctx, { ssoOnly: true }));
    await signIn();
    assert.match(await alarm(), /own identity provider/);
    const ways = page.getByRole('alert').getByRole('link');
    await press(ways.nth(0));
    assert.equal(await heading(), 'Sign in with your company');
    assert.match(await alarm(), /know of no single sign-on/);
    await assertAccessible(page);
    await signIn();
    await press(ways.nth(1));
    assert.equal(await heading(), 'Sign in with a link');
  });

  it('has a password changed that must be, and means it', async () => {
    await givePassword(true);
    await signIn();
    assert.equal(await heading(), 'Choose a new password');
    await assertAccessible(page);
    const change = async (before: string, chosen: string, again = chosen): Promise<void> => {
      await page.getByLabel('Current password').fill(before);
      await page.getByLabel('New password', { exact: true }).fill(chosen);
      await page.getByLabel('New password again').fill(again);
      await press(page.getByRole('button', { name: 'Change it and sign in' }));
    };
    await change(PASSWORD, NEW_PASSWORD, 'another');
    assert.match(await alarm(), /not the same/);
    await change(PASSWORD, 'short');
    assert.match(await alarm(), /too weak/);
    await assertAccessible(page);
    await change(PASSWORD, PASSWORD);
    assert.match(await alarm(), /other than the current one/);
    await change('wrong', NEW_PASSWORD);
    assert.match(await alarm(), /not right/);
    await change(PASSWORD, NEW_PASSWORD);
    assert.equal(await heading(), 'Ana Castellanos');
    await press(page.getByRole('button', { name: 'Sign out of' }));
    await signIn(PASSWORD);
    assert.match(await alarm(), /not right/);
    await signIn(NEW_PASSWORD);
    assert.equal(await heading(), 'Ana Castellanos');
  });

  it('signs other browsers out: one from the list, all by a new password', async () => {
    await signIn();
    const [other, there] = await openWindow();
    const mine = page;
    page = there;
    await signIn();
    await mine.reload();
    assert.equal(await mine.getByRole('listitem').count(), 2);
    assert.match(await mine.getByRole('listitem').filter({ hasText: 'this browser' }).innerText(), /Chrome on Linux/);
    await assertAccessible(mine);
    await press(mine.getByRole('listitem').filter({ hasNotText: 'this browser' }).getByRole('button'));
    assert.equal(await mine.getByRole('listitem').count(), 1);
    await there.reload();
    assert.equal(await heading(), 'Sign in', 'the other is out');
    await signIn();
    await press(mine.getByRole('link', { name: 'Change the password' }));
    await mine.getByLabel('Current password').fill(PASSWORD);
    await mine.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
    await mine.getByLabel('New password again').fill(NEW_PASSWORD);
    await press(mine.getByRole('button', { name: 'Change it' }));
    assert.equal(await mine.getByRole('listitem').count(), 1);
    await there.reload();
    assert.equal(await heading(), 'Sign in');
    await other.close();
  });

  it('closes the door behind a session when the account is closed', async () => {
    await signIn();
    await update({ active: false });
    await page.reload();
    assert.equal(await heading(), 'Sign in');
  });

  const askForLink = async (as: string): Promise<string> => {
    await page.goto(`${program.origin}/sign-in?return_to=/account`);
    await press(page.getByRole('link', { name: 'Send me a link by mail' }));
    await page.getByLabel('Login').fill(as);
    await press(page.getByRole('button', { name: 'Send the link' }));
    return (await page.getByRole('main').innerText()).replace(as, 'LOGIN');
  };

  it('signs in by a link from the mailbox, once', async () => {
    await askForLink(login);
    await assertAccessible(page);
    await program.jobs.drain();
    await press(page.getByRole('link', { name: 'mailbox' }));
    await assertAccessible(page);
    await press(page.getByRole('link', { name: 'Your link to sign in' }).first());
    await assertAccessible(page);
    const link = page.getByRole('main').getByRole('link', { name: /sign-in\/link/ });
    const address = (await link.getAttribute('href')) ?? '';
    await press(link);
    assert.equal(await heading(), 'Sign in as Ana Castellanos?');
    await assertAccessible(page);
    await page.goto(address);
    await press(page.getByRole('button', { name: 'Sign in' }));
    assert.equal(await heading(), 'Ana Castellanos');
    assert.equal((await page.goto(address))?.status(), 410);
    assert.equal(await heading(), 'This link does not work any more');
    await assertAccessible(page);
  });

  it('answers the same to an address that nobody has, and forgets a link after a quarter of an hour', async () => {
    const known = await askForLink(login);
    assert.equal(await askForLink('nobody@nowhere.example'), known);
    const [mail] = await mails();
    const address = /http\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    program.clock.advance(15 * MINUTE);
    assert.equal((await page.goto(address))?.status(), 410);
  });

  it('carries an app’s request through the mail to the consent, in whichever browser opens the link', async () => {
    const { app } = await program.unitOfWork.write(SYSTEM, (ctx) =>
      program.modules.oauth.createApp(ctx, {
        name: 'Ledgerline',
        dataCenter: 'us',
        redirectUris: [partner.redirectUri],
        scopes: ['user.read'],
      }),
    );
    const query = new URLSearchParams({
      client_id: app.id,
      redirect_uri: partner.redirectUri,
      response_type: 'code',
      state: 'a&b c',
    });
    await page.goto(`${program.origin}/oauth2/v0/authorize?${query}`);
    await press(page.getByRole('link', { name: 'Send me a link by mail' }));
    assert.match(await page.getByRole('main').innerText(), /continue to Ledgerline/);
    await page.getByLabel('Login').fill(login);
    await press(page.getByRole('button', { name: 'Send the link' }));
    const [mail] = await mails();
    assert.match(mail?.text ?? '', /continue to Ledgerline/);
    await context.close();
    [context, page] = await openWindow();
    await page.goto(/http\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    await press(page.getByRole('button', { name: 'Sign in' }));
    assert.equal(await heading(), 'Ledgerline asks for access to your account');
    await press(page.getByRole('button', { name: 'Allow' }));
    await page.waitForURL(`${partner.origin}/**`);
    assert.equal(partner.received.at(-1)?.get('state'), 'a&b c');
    assert.ok(partner.received.at(-1)?.get('code'));
  });

  it('signs nobody in by another site’s form', async () => {
    const trap = partner.serve(
      '/trap',
      `<!doctype html><form method="post" action="${program.origin}/sign-in"><input name="login" value="${login}">
       <input name="password" value="${PASSWORD}"><input name="form_token" value="x"><button>Go</button></form>`,
    );
    await page.goto(trap);
    await press(page.getByRole('button'));
    assert.equal(await heading(), 'This form is out of date');
    await assertAccessible(page);
    assert.deepEqual(await context.cookies(), []);
  });

  it('leads nowhere else after signing in', async () => {
    await page.goto(`${program.origin}/sign-in?return_to=//evil.example/`);
    await page.getByLabel('Login').fill(login);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await press(page.getByRole('button', { name: 'Sign in' }));
    await page.getByRole('banner').getByText('Ana Castellanos').waitFor();
    assert.equal(page.url(), `${program.origin}/`);
  });

  it('fits a phone', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ['/', '/sign-in', '/sign-in/mail', '/sandbox/mailbox']) {
      await page.goto(program.origin + path);
      const { width } = (await page.locator('html').boundingBox()) ?? { width: 0 };
      const wide = await page
        .locator('main, header, footer')
        .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
      assert.deepEqual({ path, width, wide }, { path, width: 320, wide: 0 });
    }
  });
});
