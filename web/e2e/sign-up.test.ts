import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible } from '../../server/test/browser/accessible.ts';
import { totpCode, totpStep } from '../../server/src/platform/crypto/totp.ts';
import { CLIENT, startProvider, type TestProvider } from '../../server/test/harness/identity-provider.ts';
import { eachVisits, visit, type Stage, type Visitor } from './visit.ts';

const PASSWORD = 'plum tree in march';

describe('signing up, setting up and proving who one is', () => {
  let stage: Stage;
  let visitor: Visitor;
  let page: Page;
  let provider: TestProvider | undefined;
  eachVisits({
    begin: (now) => {
      ({ stage, visitor, page } = now);
    },
  });
  after(() => provider?.stop());

  const button = (name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
  const login = (key: string): string => stage.sandbox.sandbox.users.find((one) => one.key === key)?.login ?? '';

  /** The first link to `path` in a mail to this address. */
  const mailed = async (to: string, path: string): Promise<string> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const box = await (await page.request.get(`${stage.sandbox.baseUrl}/sandbox/mailbox`)).text();
      for (const [, id] of box.matchAll(/\/sandbox\/mailbox\/([0-9a-f-]{36})/g)) {
        const mail = await (await page.request.get(`${stage.sandbox.baseUrl}/sandbox/mailbox/${id}`)).text();
        const found = new RegExp(`href="([^"]*${path}[^"]*)"`).exec(mail)?.[1];
        if (mail.includes(to) && found) return found.replaceAll('&amp;', '&');
      }
      await page.waitForTimeout(100);
    }
    throw new Error(`There is no mail to ${to}`);
  };

  it('goes from the front page to a first call with an own sandbox, then through the wizard', async () => {
    await visitor.open('/');
    await link('Get a sandbox of your own').click();
    await heading('A sandbox of your own').waitFor();
    await button('Make my sandbox').click();
    await page.getByText('Fill this in.').first().waitFor();
    await visitor.assertAccessible();
    await fill('First name', 'Ada');
    await fill('Last name', 'Quill');
    await fill('Company name', 'Quill & Co');
    await fill('Work email', 'ada@quill.example');
    await fill('Password', PASSWORD);
    await button('Make my sandbox').click();
    await heading('Quill & Co is ready').waitFor({ timeout: 60_000 });
    await button('Try it here').click();
    await page.getByText(/^Answer 200 in/).waitFor();
    await page.getByText('"ada@quill.example"').first().waitFor();
    await visitor.assertAccessible();
    await button('I have copied them').click();

    await heading('Set up your company').waitFor();
    await visitor.assertAccessible();
    await button('Next').click();
    await heading('Policies and limits').waitFor();
    const policy = page.getByRole('form', { name: 'Expense Policy' });
    await policy.getByLabel('Receipt needed from').fill('75');
    await policy.getByLabel('Mark expenses above').fill('1500.50');
    await policy.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Saved', { exact: true }).first().waitFor();
    await visitor.assertAccessible();
    await button('Skip').click();
    await page.getByRole('listitem').filter({ hasText: 'Eleanor Vance' }).waitFor();
    await visitor.assertAccessible();
    await button('Next').click();
    await page.getByLabel('Name', { exact: true }).first().waitFor();
    await button('Make it the default: Company Card').click();
    await page.getByRole('form', { name: 'Company Card' }).getByText('Default').waitFor();
    await visitor.assertAccessible();
    await button('Next').click();
    await page.getByRole('switch', { name: 'Business Purpose' }).press('Space');
    await page.getByText('Saved', { exact: true }).first().waitFor();
    await visitor.assertAccessible();
    await page.reload();
    assert.equal(await page.getByRole('switch', { name: 'Business Purpose' }).isChecked(), true);
    await button('Done').click();
    await page.getByText('Your company is set up').waitFor();
    await link('Set up').click();
    await page.getByRole('link', { name: 'Policies and limits skipped' }).click();
    await policy.waitFor();
    assert.equal(await policy.getByLabel('Mark expenses above').inputValue(), '1,500.50');
  });

  it('invites a colleague, who chooses a password by the link in the mail', async () => {
    await visitor.open('/company/people');
    await visitor.signIn('admin');
    await button('Invite somebody').click();
    await page.getByLabel('Work email').waitFor();
    await visitor.assertAccessible();
    await button('Send the invitation').click();
    await page.getByText('Fill this in.').first().waitFor();
    await fill('First name', 'Ines');
    await fill('Last name', 'Roth');
    await fill('Work email', login('manager'));
    await button('Send the invitation').click();
    await page.getByRole('alert').getByText('Somebody has this login already.').waitFor();
    await fill('Work email', 'ines@roth.example');
    await page.getByLabel('Approves').check();
    const approver = page.getByRole('combobox', { name: 'Approver' });
    assert.equal(await approver.inputValue(), 'Priya Raman', 'whoever invites is proposed');
    await approver.fill('okafor');
    await page.getByRole('option', { name: /Daniel Okafor/ }).waitFor();
    await visitor.assertAccessible();
    await approver.press('Enter');
    assert.equal(await approver.inputValue(), 'Daniel Okafor');
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/web/people'));
    await button('Send the invitation').click();
    await page.getByText('The invitation is on its way').waitFor();
    const { approverId } = (await sent).postDataJSON() as { approverId?: string };
    assert.equal(approverId, stage.sandbox.sandbox.users.find(({ key }) => key === 'manager')?.id);
    await page.getByPlaceholder('Find by name or login').fill('ines');
    await page.getByText('1 person').waitFor();
    await button('Send again: Ines Roth').waitFor();
    await visitor.assertAccessible();
    assert.match(page.url(), /search=ines/);
    const invitation = await mailed('ines@roth.example', '/invitation');
    const guest = await visit(stage);
    await guest.page.goto(invitation);
    await assertAccessible(guest.page);
    await guest.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await guest.page.getByLabel('Password again').fill(PASSWORD);
    await guest.page.getByRole('button', { name: 'Begin' }).click();
    await guest.page.getByRole('heading', { name: 'Good day, Ines Roth' }).waitFor();
    await guest.close();
  });

  it('shows the owner of a sandbox the mails of their company, and nobody else’s', async () => {
    await visitor.open('/sign-up');
    await fill('First name', 'Mara');
    await fill('Last name', 'Post');
    await fill('Company name', 'Post & Co');
    await fill('Work email', 'mara@post.example');
    await fill('Password', PASSWORD);
    await button('Make my sandbox').click();
    await heading('Post & Co is ready').waitFor({ timeout: 60_000 });
    await visitor.open('/developer/mailbox');
    await heading('No mail yet').waitFor();
    await page.getByText('in the name of Post & Co').waitFor();
    await visitor.assertAccessible();
    await page.getByRole('main').getByRole('link', { name: 'People' }).click();
    await button('Invite somebody').click();
    await fill('First name', 'Ned');
    await fill('Last name', 'Post');
    await fill('Work email', 'ned@post.example');
    await button('Send the invitation').click();
    await page.getByText('The invitation is on its way').waitFor();
    await link('Mailbox').click();
    const letters = page.getByRole('main').getByRole('listitem');
    await letters.getByRole('link').click();
    await page.getByRole('article').getByRole('link').waitFor();
    assert.equal(await letters.count(), 1);
    await letters.getByText('ned@post.example').waitFor();
    await visitor.assertAccessible();
  });

  it('adds an authenticator app, asks for its code, and an administrator resets it', async () => {
    await visitor.open('/settings/security');
    await visitor.signIn('manager');
    await button('Add an authenticator app').click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await visitor.assertAccessible();
    const key = (
      await page
        .locator('code')
        .filter({ hasText: /^([A-Z2-7]{4} ?){8}$/ })
        .innerText()
    ).replaceAll(' ', '');
    const code = (): string => totpCode(key, totpStep(stage.sandbox.clock.now()));
    await fill('Code from the app', '12');
    await button('Turn it on').click();
    await page.getByText('Type the six digits that the app shows.').waitFor();
    await fill('Code from the app', code());
    await button('Turn it on').click();
    await page.getByText('Keep these recovery codes').waitFor();
    await visitor.assertAccessible();
    const [recovery = ''] = (await page.getByRole('group', { name: 'Recovery codes' }).innerText()).trim().split('\n');
    await button('I have kept them').click();
    await page.getByText('10 recovery codes are left.').waitFor();
    await visitor.assertAccessible();

    const other = await visit(stage);
    const user = stage.sandbox.sandbox.users.find(({ key: one }) => one === 'manager');
    const begin = async (): Promise<void> => {
      await other.open('/settings/security');
      await other.page.getByLabel('Login').fill(user?.login ?? '');
      await other.page.getByLabel('Password', { exact: true }).fill(user?.password ?? '');
      await other.page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await other.page.getByRole('heading', { name: 'Enter your code' }).waitFor();
    };
    await begin();
    await other.assertAccessible();
    await other.page.getByLabel('Code').fill('000000');
    await other.page.getByLabel('Code').press('Enter');
    await other.page.getByRole('alert').getByText('The code is not right').waitFor();
    await other.page.getByLabel('Code').fill(recovery);
    await other.page.getByLabel('Code').press('Enter');
    await other.page.getByText('9 recovery codes are left.').waitFor();

    const admin = await visit(stage);
    await admin.open('/company/people?search=okafor');
    await admin.signIn('admin');
    await admin.page.getByRole('button', { name: 'Reset second factor: Daniel Okafor' }).click();
    await admin.page.getByRole('dialog').getByText('Be sure who asked you.').waitFor();
    await admin.assertAccessible();
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Reset second factor' }).click();
    await admin.page.getByText('Reset; they have been told by mail').waitFor();
    await admin.close();
    await other.page.reload();
    await other.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    await other.signIn('manager');
    await other.page.getByRole('button', { name: 'Add an authenticator app' }).waitFor();
    await other.close();
  });

  it('signs in through the company’s own provider', async () => {
    const back = `${stage.sandbox.baseUrl}/sign-in/sso/callback`;
    provider = await startProvider([back]);
    await visitor.open('/company/single-sign-on');
    await visitor.signIn('admin');
    await page.getByText(back, { exact: true }).waitFor();
    await fill('Issuer', `${provider.issuer}/none`);
    await page.getByLabel('Client ID').fill(CLIENT.clientId);
    await page.getByLabel('Client secret').fill(CLIENT.clientSecret);
    await button('Save changes').click();
    await page
      .getByText(/No OpenID provider answers there/)
      .first()
      .waitFor();
    await fill('Issuer', provider.issuer);
    await button('Save changes').click();
    await page.getByText('Nobody has come in by it yet.', { exact: false }).waitFor();
    await visitor.assertAccessible();

    provider.person = { sub: 'maya', email: login('traveler'), email_verified: true };
    const guest = await visit(stage);
    await guest.open('/settings/sessions');
    await guest.page.getByRole('link', { name: 'Sign in with your company' }).click();
    await guest.page.getByRole('heading', { name: 'Sign in with your company' }).waitFor();
    await assertAccessible(guest.page);
    await guest.page.getByLabel('Login').fill(login('traveler'));
    await guest.page.getByRole('button', { name: 'Continue' }).click();
    await guest.page.getByText('through your company').waitFor();
    assert.equal(new URL(guest.page.url()).pathname, '/settings/sessions');
    await guest.close();
    await page.reload();
    await page.getByText('Somebody last came in by it', { exact: false }).waitFor();
    await button('Remove').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Single sign-on is removed').waitFor();
  });

  it('works by the keyboard alone, in German, on a phone', async () => {
    await visitor.close();
    visitor = await visit(stage, { locale: 'de-DE', viewport: { width: 390, height: 844 } });
    ({ page } = visitor);
    await visitor.open('/sign-up');
    await heading('Ihre eigene Sandbox').waitFor();
    for (const [label, value] of [
      ['Vorname', 'Lena'],
      ['Nachname', 'Groß'],
      ['Name des Unternehmens', 'Groß GmbH'],
      ['Geschäftliche E-Mail-Adresse', 'lena@gross.example'],
      ['Passwort', PASSWORD],
    ] as const) {
      const field = page.getByLabel(label, { exact: true });
      for (let presses = 0; presses < 6 && !(await field.evaluate((node) => node === document.activeElement)); presses += 1)
        await page.keyboard.press('Tab');
      await page.keyboard.type(value);
    }
    await page.keyboard.press('Enter');
    await heading('Groß GmbH ist bereit').waitFor({ timeout: 60_000 });
    await visitor.assertAccessible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(wide, false, 'the page is wider than the phone');
  });
});
