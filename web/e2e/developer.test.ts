import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { eachVisits, type Stage, type Visitor } from './visit.ts';

describe('the developer portal', () => {
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

  it('leads from the front page to a first call with an app of one’s own', async () => {
    await visitor.open('/');
    await visitor.signIn('developer');
    await page
      .getByRole('main')
      .getByRole('link', { name: /Developer portal/ })
      .click();
    await heading('Your first call in a minute').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Create an app' }).click();
    const { id: clientId, secret } = await visitor.createApp('Ledgerline');
    const answer = await fetch(`${stage.sandbox.baseUrl}/oauth2/v0/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret }),
    });
    assert.equal(answer.status, 200);
    await page.getByRole('link', { name: 'Get started' }).click();
    await page.getByText(clientId).first().waitFor();
    await button('Try it here').click();
    const heard = page.getByRole('group', { name: /^Answer 200 in/ });
    assert.match(await heard.innerText(), /"familyName": "Herrera"/);
    await visitor.assertAccessible();
  });

  it('makes tokens for anybody of the company, decoded with their time', async () => {
    await visitor.open('/developer/apps/new');
    await visitor.signIn('developer');
    await visitor.createApp('Token maker');
    await button('Make a token').click();
    await page.getByText(/5\d minutes left|60 minutes left/).waitFor();
    assert.match(await page.getByRole('group', { name: 'What it says' }).innerText(), /"concur.type": "user"/);
    await page.getByLabel('Whom it is for').fill('maya');
    await page.getByRole('option', { name: /Maya Lindqvist/ }).click();
    await button('Make a token').click();
    await heading('Token of Maya Lindqvist').waitFor();
    const maya = stage.sandbox.sandbox.users.find(({ key }) => key === 'traveler');
    assert.ok((await page.getByRole('group', { name: 'What it says' }).innerText()).includes(maya?.id ?? '?'));
    await visitor.assertAccessible();
  });

  it('keeps the search and the order of the list in the address', async () => {
    await visitor.open('/developer/apps');
    await visitor.signIn('developer');
    await page.getByLabel('Find an app').fill('ledger');
    await page.waitForURL(/q=ledger/);
    assert.equal(await page.locator('tbody tr').count(), 1);
    await page.getByRole('columnheader', { name: 'Changed' }).getByRole('link').click();
    await page.waitForURL(/sort=changed/);
    await page.reload();
    assert.equal(await page.getByLabel('Find an app').inputValue(), 'ledger');
    await visitor.assertAccessible();
    await page.getByLabel('Find an app').fill('nothing like it');
    await heading('No app is called that').waitFor();
    await visitor.assertAccessible();
  });

  it('edits an app, tells faults at their fields and where they are', async () => {
    await visitor.open('/developer/apps?q=ledger');
    await visitor.signIn('developer');
    await page.getByRole('link', { name: 'Ledgerline' }).click();
    await page.getByLabel('Sign-in in a browser').check();
    await page.getByLabel('Redirect addresses').fill('http://evil.example/');
    await button('Save changes').click();
    await page.getByText('Must begin with https; plain http only on this machine.').waitFor();
    assert.equal(await page.getByLabel('Redirect addresses').evaluate((field) => field === document.activeElement), true);
    await visitor.assertAccessible();
    await page.getByLabel('Redirect addresses').fill('https://ledgerline.example/back');
    await page.getByLabel('Find a scope').fill('quick expenses');
    await page.getByLabel('Add quick expenses').check();
    await button('Save changes').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    assert.equal(await page.getByLabel('Redirect addresses').inputValue(), 'https://ledgerline.example/back');
    await page.getByText('5 scopes chosen').waitFor();
  });

  it('rotates secrets', async () => {
    await visitor.open('/developer/apps?q=ledger');
    await visitor.signIn('developer');
    await page.getByRole('link', { name: 'Ledgerline' }).click();
    await page.getByRole('tab', { name: 'Secrets' }).click();
    await button('Make a secret').click();
    await visitor.assertAccessible();
    await button('I have copied it').click();
    await button('Deactivate').first().click();
    await button('Delete').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await button('Delete').waitFor({ state: 'hidden' });
    await button('Deactivate').click();
    await heading('Deactivate the only active secret?').waitFor();
    await visitor.assertAccessible();
  });

  it('keeps the focus of whoever uses the keyboard', async () => {
    const focused = page.locator(':focus');
    await visitor.open('/developer/apps/new');
    await visitor.signIn('developer');
    await visitor.createApp('By hand');
    await page.getByRole('tab', { name: 'Secrets' }).click();
    const closed = (): Promise<void> => page.getByRole('dialog').waitFor({ state: 'hidden' });
    await button('Make a secret').press('Enter');
    await button('I have copied it').press('Enter');
    await closed();
    assert.equal(await focused.innerText(), 'Make a secret');

    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await page.route('**/web/apps/*/secrets/*', async (route) => {
      await held;
      await route.continue();
    });
    await button('Deactivate').first().press('Enter');
    await page.locator('main button[data-loading]').waitFor();
    goOn();
    await button('Activate').waitFor();
    await page.locator('main button[data-loading]').waitFor({ state: 'hidden' });
    assert.equal(await focused.innerText(), 'Activate');
    await button('Delete').first().press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter');
    await closed();
    // The row is gone, and its buttons with it.
    assert.equal(await focused.getAttribute('id'), 'content');

    await page.getByRole('link', { name: 'Guides' }).focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await closed();
    assert.equal(await focused.innerText(), 'Guides');
  });

  it('finds apps and places by name from anywhere', async () => {
    await visitor.open('/settings/sessions');
    await visitor.signIn('developer');
    await heading('Sessions').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill('ledger');
    await page.getByRole('dialog').getByText('Ledgerline').waitFor();
    await visitor.assertAccessible();
    await page.keyboard.press('Enter');
    await heading('Ledgerline').waitFor();
  });

  it('is closed to others: neither shown nor answered', async () => {
    await visitor.open('/developer/apps');
    await visitor.signIn('traveler');
    await heading('You need another role for this').waitFor();
    assert.equal((await page.request.get(new URL('/web/apps', page.url()).href)).status(), 403);
    assert.equal(await page.getByRole('link', { name: 'My apps' }).count(), 0);
    await visitor.assertAccessible();
  });
});
