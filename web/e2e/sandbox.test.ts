import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { eachVisits, visit, type Stage, type Visitor } from './visit.ts';

const DAY = 86_400_000;

describe('the levers of the sandbox', () => {
  let stage: Stage;
  let visitor: Visitor;
  let page: Page;
  eachVisits({
    begin: (now) => {
      ({ stage, visitor, page } = now);
    },
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  it('moves the clock, stays signed in, and reminds of it on every page', async () => {
    await visitor.open('/developer/sandbox');
    await visitor.signIn('developer');
    await page.getByText('Real time', { exact: true }).waitFor();
    await visitor.assertAccessible();
    const before = stage.sandbox.clock.now().getTime();
    await button('+ 1 week').click();
    await page.getByText('Moved', { exact: true }).waitFor();
    assert.ok(stage.sandbox.clock.now().getTime() - before >= 7 * DAY - 60_000);
    await button('Stop').click();
    await page.getByText('Stopped', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Sessions' }).click();
    await page.getByRole('link', { name: /^Sandbox time/ }).click();
    await visitor.assertAccessible();
    await button('Set').click();
    await page.getByText('Choose a day and a time.').waitFor();
    await page.getByLabel('Set to').fill('2031-05-04T10:00');
    await button('Set').click();
    await page.getByText(/Sunday, May 4, 2031/).waitFor();
    await button('Back to real time').click();
    await page.getByText('Real time', { exact: true }).waitFor();
  });

  it('goes back to its beginning after a question', async () => {
    await visitor.open('/developer/apps/new');
    await visitor.signIn('developer');
    await visitor.createApp('Gone soon');
    await page.getByRole('link', { name: 'Sandbox', exact: true }).click();
    await button('Reset the sandbox').click();
    await visitor.assertAccessible();
    await button('Reset everything').click();
    await page.getByText('The sandbox is as it was at its beginning').waitFor();
    await page.getByRole('link', { name: 'My apps' }).click();
    await page.getByRole('heading', { name: 'No apps yet' }).waitFor();
    await visitor.assertAccessible();
  });

  it('shows every mail, with the search and the open one in the address', async () => {
    await visitor.open('/developer/mailbox');
    await visitor.signIn('developer');
    await page.getByRole('heading', { name: 'No mail yet' }).waitFor();
    const traveler = stage.sandbox.sandbox.users.find(({ key }) => key === 'traveler');
    const guest = await visit(stage);
    await guest.open('/');
    await guest.page.getByRole('button', { name: 'Send me a link by mail' }).click();
    await guest.page.getByLabel('Login').fill(traveler?.login ?? '');
    await guest.page.getByRole('button', { name: 'Send the link' }).click();
    await guest.page.getByText('Check your mail').waitFor();
    await guest.close();
    await page.getByRole('link', { name: /Your link to sign in/ }).click();
    await page.waitForURL(/mail=/);
    await page.getByRole('article').getByRole('link').waitFor();
    await visitor.assertAccessible();
    await page.getByLabel('Address').fill('nobody@nowhere.example');
    await page.waitForURL(/to=nobody/);
    await page.getByRole('heading', { name: 'No mail for this address' }).waitFor();
  });
});
