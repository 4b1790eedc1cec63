import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openPartner, type Partner } from './partner.ts';
import { eachVisits, visit, type Stage, type Visitor } from './visit.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the App Center', () => {
  let stage: Stage;
  let partner: Partner;
  let visitor: Visitor;
  let page: Page;
  after(() => partner?.close());
  eachVisits({
    prepare: async ({ sandbox }) => {
      partner = await openPartner(sandbox.baseUrl);
    },
    begin: (now) => {
      ({ stage, visitor, page } = now);
    },
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const describeApp = async (installation: RegExp): Promise<void> => {
    await page.getByLabel('In one line').fill('Matches receipts with your ledger');
    await page.getByLabel('Description', { exact: true }).fill('Reads approved reports and posts them where they belong.');
    await page.getByRole('combobox', { name: 'Categories' }).click();
    await page.getByRole('option', { name: 'Accounting' }).click();
    await page.keyboard.press('Escape');
    for (const [label, path] of [
      ['Support page', 'help'],
      ['Privacy policy', 'privacy'],
      ['Terms and conditions', 'terms'],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(`https://ledgerline.example/${path}`);
    await page.getByRole('radio', { name: installation }).check();
    await page.getByLabel('Connect address').fill(partner.connectUri);
  };
  const answerAll = async (): Promise<void> => {
    for (const section of await page.getByRole('button', { name: /of \d+ met$/ }).all())
      if ((await section.getAttribute('aria-expanded')) === 'false') await section.click();
    await page.getByText('Posts receipts or quick expenses in the data centre us').waitFor();
    for (const met of await page.getByRole('radiogroup').getByText('Met', { exact: true }).all()) await met.click();
  };
  const publish = async (): Promise<void> => {
    for (const [step, state] of [
      ['Submit for certification', /being reviewed/],
      ['Certify', /passed the review/],
      ['Publish', /Companies find it/],
    ] as const) {
      await button(step).click();
      await page.getByText(state).waitFor();
    }
  };
  /** Agrees, and finishes in the window of the partner. */
  const agree = async (): Promise<void> => {
    await button('Connect').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await visitor.assertAccessible();
    await page.waitForFunction(() => document.activeElement?.textContent === 'I agree');
    const [landing] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('Enter')]);
    await page.getByText('Waiting for').waitFor();
    await visitor.assertAccessible();
    await landing.getByRole('button', { name: 'Finish' }).click();
    await landing.getByText('You can close this window').waitFor();
    await landing.close();
    await page.getByText(/Connected since/).waitFor();
  };
  const disconnect = async (): Promise<void> => {
    await button('Disconnect').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await button('Connect').waitFor();
  };

  it('publishes a listing, by its checklist', async () => {
    await visitor.open('/developer/apps/new');
    await visitor.signIn('developer');
    partner.client = await visitor.createApp('Ledgerline');
    await page.getByRole('tab', { name: 'App Center' }).click();
    await describeApp(/An administrator/);
    await visitor.assertAccessible();
    await button('Save the listing').click();
    await button('Submit for certification').click();
    await page.getByText('26 requirements are open').waitFor();
    await visitor.assertAccessible();
    await answerAll();
    await visitor.assertAccessible();
    await button('Save the listing').click();
    await page.getByText('Listing saved').first().waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PIXEL });
    await button('Remove the logo').waitFor();
    await publish();
    await visitor.assertAccessible();
  });

  it('connects the company, shows it, and disconnects it', async () => {
    await visitor.open('/app-center');
    await visitor.signIn('developer');
    await page.getByLabel('Find an app').fill('ledger');
    await page.waitForURL(/q=ledger/);
    await visitor.assertAccessible();
    await page.getByRole('link', { name: 'Ledgerline' }).click();
    await heading('Ledgerline').waitFor();
    await visitor.assertAccessible();
    await agree();
    const { sandbox } = stage.sandbox;
    const developer = sandbox.users.find(({ key }) => key === 'developer');
    assert.deepEqual([partner.came['id'], partner.came['userId']], [sandbox.company.id, developer?.id]);
    assert.equal((await partner.refresh()).status, 200);

    await page.getByRole('link', { name: 'Connected apps' }).click();
    const row = page.getByRole('row', { name: /Ledgerline/ });
    await row.getByText(/^Since/).waitFor();
    await row.getByText(/^by /).waitFor();
    await visitor.assertAccessible();
    await row.getByRole('link', { name: 'Ledgerline' }).click();
    await heading('Ledgerline').waitFor();
    await visitor.assertAccessible();

    await visitor.open(`/app-center/${partner.client?.id ?? ''}`);
    await disconnect();
    assert.deepEqual(await partner.refresh(), { status: 400, code: 108 });
  });

  it('lets nobody else of the company connect it', async () => {
    await visitor.open(`/app-center/${partner.client?.id ?? ''}`);
    await visitor.signIn('traveler');
    await page.getByText(/An administrator of your company/).waitFor();
    assert.equal(await button('Connect').isDisabled(), true);
    assert.equal(await page.getByRole('link', { name: 'Connected apps' }).count(), 0);
    await visitor.assertAccessible();
  });

  it('connects people with their own account, and disconnects them', async () => {
    await visitor.open('/developer/apps/new');
    await visitor.signIn('developer');
    partner.client = await visitor.createApp('Tripline');
    await page.getByRole('tab', { name: 'App Center' }).click();
    await describeApp(/Each person/);
    await answerAll();
    await button('Save the listing').click();
    await page.getByText('Listing saved').first().waitFor();
    await publish();
    const traveler = await visit(stage);
    [visitor, page] = [traveler, traveler.page];
    await visitor.open('/app-center');
    await visitor.signIn('traveler');
    await page.getByRole('link', { name: 'Tripline' }).click();
    delete partner.came['userId'];
    await agree();
    const person = stage.sandbox.sandbox.users.find(({ key }) => key === 'traveler');
    assert.deepEqual([partner.came['id'], partner.came['userId']], [person?.id, undefined]);
    await page.getByRole('link', { name: 'My connections' }).click();
    await page.getByText('Tripline').waitFor();
    await visitor.assertAccessible();
    await page.getByRole('button', { name: 'Disconnect Tripline' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('No app is connected with you').waitFor();
    assert.deepEqual(await partner.refresh(), { status: 400, code: 108 });
    await visitor.assertAccessible();
  });

  it('has apps of a partner to connect from the start', async () => {
    await visitor.open('/app-center?q=fjordline');
    await visitor.signIn('admin');
    await page.getByRole('link', { name: /Fjordline Pickup/ }).waitFor();
    await page.getByRole('link', { name: /Fjordline Receipts/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Fjordline Receipts' }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Connect', exact: true }).waitFor();
    await visitor.assertAccessible();
  });

  it('makes a company request token for one app', async () => {
    await visitor.open('/company/request-token');
    await visitor.signIn('developer');
    await button('Make the token').click();
    await page.getByText('Type the app id.').waitFor();
    await page.getByLabel('App id').fill('no app');
    await button('Make the token').click();
    await page.getByText('There is no such app').waitFor();
    await page.getByLabel('App id').fill(partner.client?.id ?? '');
    await button('Make the token').click();
    await page.getByText('Copy both now').waitFor();
    await visitor.assertAccessible();
    const [companyId = '', token = ''] = await page.getByRole('main').locator('code').allInnerTexts();
    const answer = await fetch(`${stage.sandbox.baseUrl}/oauth2/v0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        credtype: 'authtoken',
        client_id: partner.client?.id ?? '',
        client_secret: partner.client?.secret ?? '',
        username: companyId,
        password: token,
      }),
    });
    assert.equal(answer.status, 200);
  });

  it('shows, narrows and exports the audit log', async () => {
    await visitor.open('/company/audit?kind=app-listing');
    await visitor.signIn('developer');
    await page.getByRole('cell', { name: 'Published' }).first().waitFor();
    await visitor.assertAccessible();
    await page
      .getByRole('button', { name: /^Details of Published/ })
      .first()
      .click();
    await page.getByText('Correlation id').waitFor();
    await visitor.assertAccessible();
    await page.getByRole('combobox', { name: 'What was done' }).click();
    await page.getByRole('option', { name: 'Certified' }).click();
    await page.waitForURL(/action=certified/);
    await page.getByRole('cell', { name: 'Published' }).first().waitFor({ state: 'hidden' });
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export as CSV' }).click()]);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    assert.match(lines[0] ?? '', /^time,/);
    assert.equal(lines.length, 3);
    assert.ok(lines.slice(1).every((line) => line.includes('app-listing') && line.includes('certified')));
    await page
      .getByRole('link', { name: /^Only what/ })
      .first()
      .click();
    await page.getByText(/^By /).waitFor();
    await page.getByRole('button', { name: /^Clear the filter/ }).click();
    await page.getByText(/^By /).waitFor({ state: 'hidden' });
  });

  it('shows events with their facts', async () => {
    await visitor.open('/developer/events');
    await visitor.signIn('developer');
    await page
      .getByRole('button', { name: /^Details of/ })
      .first()
      .click();
    await page.getByRole('group', { name: 'Facts' }).waitFor();
    await visitor.assertAccessible();
    await page.getByLabel('Subject id').fill('nothing like this');
    await page.getByText('Nothing fits these filters').waitFor();
    await visitor.assertAccessible();
  });

  it('is all there in German, and on a phone', async () => {
    await visitor.close();
    visitor = await visit(stage, { locale: 'de-DE', viewport: { width: 390, height: 780 } });
    ({ page } = visitor);
    await visitor.open('/');
    const developer = stage.sandbox.sandbox.users.find(({ key }) => key === 'developer');
    await page.getByLabel('Anmeldename').fill(developer?.login ?? '');
    await page.getByLabel('Passwort', { exact: true }).fill(developer?.password ?? '');
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await page.getByRole('banner').waitFor();
    for (const [path, name] of [
      ['/app-center', 'App Center'],
      [`/app-center/${partner.client?.id ?? ''}`, 'Tripline'],
      ['/company/apps', 'Verbundene Apps'],
      ['/company/request-token', 'Anforderungstoken des Unternehmens'],
      ['/company/audit', 'Protokoll'],
      ['/developer/events', 'Ereignisse'],
      ['/settings/connections', 'Meine Verbindungen'],
      [`/developer/apps/${partner.client?.id ?? ''}?tab=listing`, 'Tripline'],
    ] as const) {
      await visitor.open(path);
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      await page.getByText('Wird geladen').waitFor({ state: 'hidden' });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 390, `${path} is ${width} wide`);
      await visitor.assertAccessible();
    }
  });
});
