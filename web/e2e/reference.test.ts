import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { eachVisits, visit, type Stage, type Visitor } from './visit.ts';

describe('the API reference', () => {
  let stage: Stage;
  let visitor: Visitor;
  let page: Page;
  const prepare = async (on: Stage): Promise<void> => {
    const first = await visit(on);
    await first.open('/developer/apps/new');
    await first.signIn('developer');
    await first.createApp('Ledgerline');
    await first.close();
  };
  eachVisits({
    prepare,
    begin: (now) => {
      ({ stage, visitor, page } = now);
    },
  });

  const send = () => page.getByRole('button', { name: 'Send', exact: true });
  const answer = () => page.getByRole('region', { name: 'Answer' });
  const user = (key: string) => stage.sandbox.sandbox.users.find((one) => one.key === key);

  it('leads by family and version to an operation, and by words', async () => {
    await visitor.open('/developer/reference');
    await visitor.signIn('developer');
    await page.getByRole('link', { name: /^Expense reports v3/ }).click();
    await page.waitForURL(/tag=expense-reports-v3/);
    await page.getByRole('heading', { name: 'Expense reports' }).waitFor();
    await visitor.assertAccessible();
    await page.getByRole('link', { name: 'All families' }).click();
    await page.getByLabel('Find an operation by path, name or scope').fill('profile me');
    await page.waitForURL(/q=profile/);
    await visitor.assertAccessible();
    await page.reload();
    await page
      .getByRole('link', { name: /\/profile\/v1\/me/ })
      .first()
      .click();
    await page.waitForURL(/reference\/profile-v1\./);
    await visitor.assertAccessible();
  });

  it('sends a request as anybody and shows what came back', async () => {
    await visitor.open('/developer/reference/expense-reports-v4.listReports');
    await visitor.signIn('developer');
    await page.getByLabel('Send as').fill('maya');
    await page.getByRole('option', { name: /Maya Lindqvist/ }).click();
    assert.equal(await page.getByLabel('userId').inputValue(), user('traveler')?.id);
    await send().click();
    await answer().getByText('200').first().waitFor();
    await answer()
      .getByText(/\d+ ms/)
      .waitFor();
    assert.match(await answer().innerText(), /"totalElements": \d+/);
    await visitor.assertAccessible();
    await page.getByRole('tab', { name: /headers$/ }).click();
    assert.match(await answer().innerText(), /content-type: application\/json/);
    const curl = await page.getByRole('group', { name: 'curl' }).innerText();
    assert.ok(curl.includes('Bearer $TOKEN') && curl.includes(user('traveler')?.id ?? '?'), curl);
  });

  it('shows refusals as they are, and says where scopes come from', async () => {
    await visitor.open('/developer/reference/identity-v4.1.createUser');
    await visitor.signIn('developer');
    await send().click();
    await answer().getByText('403').first().waitFor();
    await page.getByText(/Scopes are chosen on the app’s page/).waitFor();
    await visitor.assertAccessible();
  });

  it('does not send what lacks a part of its path', async () => {
    await visitor.open('/developer/reference/expense-reports-v4.getReport');
    await visitor.signIn('developer');
    await send().click();
    await page.getByText('The path needs it.').waitFor();
    assert.equal(await answer().count(), 0);
    await visitor.assertAccessible();
  });

  it('offers a place to paste a token where none can be made', async () => {
    await visitor.open('/developer/reference/profile-v1.getOwnProfile');
    await visitor.signIn('traveler');
    await page.getByLabel('Access token').waitFor();
    assert.equal(await send().isDisabled(), true);
    await visitor.assertAccessible();
  });
});
