import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { eachVisits, visit, type Stage, type Visitor } from './visit.ts';

const HOUR = 3_600_000;

describe('the shell', () => {
  let stage: Stage;
  let visitor: Visitor;
  let page: Page;
  eachVisits({
    begin: (now) => {
      ({ stage, visitor, page } = now);
    },
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });

  it('asks to sign in and says what was wrong', async () => {
    await visitor.open('/');
    await heading('Sign in').waitFor();
    await visitor.assertAccessible();
    await button('Sign in').click();
    await page.getByText('Type your login.').waitFor();
    await page.getByLabel('Login').fill('nobody@nowhere.example');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await button('Sign in').click();
    await page.getByRole('alert').getByText('The login or the password is not right.').waitFor();
    await visitor.assertAccessible();
  });

  it('signs in with a mailed link, back at the same place', async () => {
    await visitor.open('/settings/sessions?from=mail');
    await button('Send me a link by mail').click();
    await page.getByLabel('Login').fill(stage.sandbox.sandbox.users.find(({ key }) => key === 'manager')?.login ?? '');
    await button('Send the link').click();
    await page.getByText('Check your mail').waitFor();
    await visitor.assertAccessible();
    let link: string | undefined;
    for (let tries = 0; link === undefined && tries < 100; tries += 1) {
      const answer = await page.request.get(`${stage.sandbox.baseUrl}/sandbox/mailbox`);
      const id = /\/sandbox\/mailbox\/([0-9a-f-]{36})/.exec(await answer.text())?.[1];
      if (id === undefined) await page.waitForTimeout(100);
      else
        link = /href="([^"]*sign-in\/link[^"]*)"/.exec(
          await (await page.request.get(`${stage.sandbox.baseUrl}/sandbox/mailbox/${id}`)).text(),
        )?.[1];
    }
    await page.goto(link?.replaceAll('&amp;', '&') ?? '');
    await button('Sign in').click();
    await page.waitForURL(/\/settings\/sessions\?from=mail$/);
    await page.getByText('with a link by mail').waitFor();
  });

  it('lists sessions and ends another one', async () => {
    const other = await visit(stage);
    await other.open('/settings/sessions');
    await other.signIn('processor');
    await visitor.open('/settings/sessions');
    await visitor.signIn('processor');
    await page.getByText('This browser').waitFor();
    await visitor.assertAccessible();
    await page.getByRole('listitem').filter({ hasNotText: 'This browser' }).getByRole('button').click();
    await page.getByText('Signed out there').waitFor();
    await other.page.reload();
    await other.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await other.close();
  });

  it('returns to the same place after a session that ran out', async () => {
    await visitor.open('/developer/apps?q=x');
    await visitor.signIn('developer');
    await heading('My apps').waitFor();
    await stage.sandbox.clock.advance(9 * HOUR);
    await page.getByRole('link', { name: 'Sessions' }).click();
    await page.getByText('Your session is over.').waitFor();
    await visitor.assertAccessible();
    await visitor.signIn('developer');
    await heading('Sessions').waitFor();
    assert.equal(new URL(page.url()).pathname, '/settings/sessions');
    await stage.sandbox.clock.reset();
  });

  it('gives back what was typed when a session ran out under a form', async () => {
    const name = page.getByLabel('Name', { exact: true });
    await visitor.open('/developer/apps/new');
    await visitor.signIn('developer');
    await name.fill('Half an app');
    await stage.sandbox.clock.advance(9 * HOUR);
    await page.getByRole('button', { name: 'Create the app' }).click();
    await page.getByText('Your session is over.').waitFor();
    await visitor.signIn('developer');
    await name.waitFor();
    assert.equal(await name.inputValue(), 'Half an app');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await visitor.signIn('developer');
    await name.waitFor();
    assert.equal(await name.inputValue(), '');
    await stage.sandbox.clock.reset();
  });

  it('signs out in every window of the browser at once', async () => {
    await visitor.open('/settings/sessions');
    await visitor.signIn('developer');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: /^Account of/ }).click();
    await other.getByRole('button', { name: 'Sign out', exact: true }).click();
    await heading('Sign in').waitFor();
    await other.close();
  });

  it('shows why a long form was refused, though it is sent from its foot', async () => {
    await visitor.open('/developer/apps/new');
    await visitor.signIn('developer');
    await page.getByLabel('Name', { exact: true }).fill('Far away');
    await page.route('**/web/apps', (route) => route.fulfill({ status: 503, body: '' }));
    await page.getByRole('button', { name: 'Create the app' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const { y } = (await alert.boundingBox()) ?? { y: -1 };
    assert.ok(y > 0 && y < 800, `${y}`);
  });

  it('signs out', async () => {
    await visitor.open('/');
    await visitor.signIn('traveler');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await visitor.assertAccessible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await heading('Sign in').waitFor();
    assert.equal(await page.getByText('Your session is over.').count(), 0);
    await page.reload();
    await heading('Sign in').waitFor();
  });

  it('says when the server is not reached, and goes on when it is', async () => {
    await visitor.open('/');
    await visitor.signIn('developer');
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'My apps' }).click();
    await page.getByText('No connection to the server').waitFor();
    await page.context().setOffline(false);
    await page.getByText('No connection to the server').waitFor({ state: 'hidden' });
    await heading('My apps').waitFor();
    await page.getByText('This could not be loaded').waitFor({ state: 'hidden' });
  });

  it('speaks German when asked to, and goes on doing so', async () => {
    await visitor.open('/settings/sessions');
    await visitor.signIn('traveler');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByText('Deutsch').click();
    await page.getByRole('heading', { name: 'Sitzungen' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sitzungen' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await visitor.assertAccessible();
  });

  it('loads less than 200 KB of script before one can sign in', async () => {
    const protocol = await page.context().newCDPSession(page);
    let bytes = 0;
    protocol.on('Network.responseReceived', ({ type, response }) => {
      if (type === 'Script') bytes += Number(response.headers['content-length']);
    });
    await protocol.send('Network.enable');
    await visitor.open('/');
    await heading('Sign in').waitFor();
    await page.waitForLoadState('networkidle');
    assert.ok(bytes > 50_000 && bytes < 200_000, `${bytes} bytes`);
  });

  it('fits a phone, its menu behind a button', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await visitor.open('/developer');
    await visitor.signIn('developer');
    await heading('Your first call in a minute').waitFor();
    for (const path of [
      '/',
      '/developer',
      '/developer/apps',
      '/developer/apps/new',
      '/developer/sandbox',
      '/developer/mailbox',
      '/settings/sessions',
    ]) {
      await visitor.open(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(excess <= 0, `${path} is ${excess} pixels too wide`);
      await visitor.assertAccessible();
    }
    await page.getByRole('button', { name: 'Menu' }).click();
    await visitor.assertAccessible();
    await page.getByRole('link', { name: 'My apps' }).click();
    await heading('My apps').waitFor();
  });

  it('shows an administrator all places without scrolling', async () => {
    await visitor.open('/company/people');
    await visitor.signIn('admin');
    const navigation = page.getByRole('navigation', { name: 'Main navigation' });
    assert.equal(await navigation.locator('[aria-current=page]').innerText(), 'People');
    assert.ok(await navigation.evaluate((nav) => nav.scrollHeight <= nav.clientHeight));
  });

  it('shows a page where there is none, and leaves the APIs their paths', async () => {
    await visitor.open('/developer/nothing');
    await visitor.signIn('developer');
    await heading('There is nothing here').waitFor();
    await visitor.assertAccessible();
    const navigation = page.getByRole('navigation', { name: 'Main navigation' });
    assert.equal(await navigation.locator('[aria-current]').count(), 0);
    for (const path of ['/profile/v1/me', '/expensereports/v4/nothing', '/developers', '/assets/none.js'])
      assert.ok((await page.request.get(stage.sandbox.baseUrl + path)).status() >= 400, path);
  });
});
