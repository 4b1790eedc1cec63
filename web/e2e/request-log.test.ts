import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { eachVisits, type Stage, type Visitor } from './visit.ts';

interface Tokens {
  readonly access_token: string;
}

describe('the request log', () => {
  let stage: Stage;
  let visitor: Visitor;
  let page: Page;
  eachVisits({
    options: { permissions: ['clipboard-read', 'clipboard-write'] },
    begin: (now) => {
      ({ stage, visitor, page } = now);
    },
  });

  const traveler = () => {
    const user = stage.sandbox.sandbox.users.find(({ key }) => key === 'traveler');
    assert.ok(user);
    return user;
  };
  const reports = (): string => `${stage.sandbox.baseUrl}/expensereports/v4/users/${traveler().id}/context/TRAVELER/reports`;
  const token = async (grant: Record<string, string>): Promise<string> => {
    const { app } = stage.sandbox.sandbox;
    const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, ...grant });
    const answer = await fetch(`${stage.sandbox.baseUrl}/oauth2/v0/token`, { method: 'POST', body });
    return ((await answer.json()) as Tokens).access_token;
  };
  const ofTraveler = (scope?: string): Promise<string> => {
    const { login: username, password } = traveler();
    return token({ grant_type: 'password', username, password, ...(scope ? { scope } : {}) });
  };
  const get = (url: string, bearer: string): Promise<Response> => fetch(url, { headers: { authorization: `Bearer ${bearer}` } });
  const rows = () =>
    page
      .getByRole('table')
      .getByRole('row')
      .filter({ has: page.getByRole('link') });
  const drawer = () => page.getByRole('dialog', { name: 'Request' });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const choose = async (field: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name: field, exact: true }).selectOption(option);
  };

  it('invites to a first call, and shows it a moment later', async () => {
    await visitor.open('/developer/requests');
    await visitor.signIn('developer');
    await page.getByRole('heading', { name: 'No requests yet' }).waitFor();
    await visitor.assertAccessible();
    await get(reports(), await ofTraveler());
    await button('Refresh').click();
    await page.getByText('2 requests', { exact: true }).waitFor();
    assert.deepEqual(await rows().locator('[role=cell]:nth-child(2)').allInnerTexts(), ['200', '200']);
    await visitor.assertAccessible();
    await get(reports(), await ofTraveler());
    await button('Show newer requests').click();
    await page.getByText('4 requests', { exact: true }).waitFor();
  });

  it('explains a refusal, with the way out, and no secret is on the page', async () => {
    const bearer = await ofTraveler('user.read');
    await get(reports(), bearer);
    await visitor.open('/developer/requests?status=403');
    await visitor.signIn('developer');
    await rows().first().getByRole('link').click();
    await drawer()
      .getByText('The token lacks the scope expense.report.read, expense.report.readwrite.', { exact: true })
      .waitFor();
    await drawer().getByText('the token was made without it').waitFor();
    await drawer().getByRole('tab', { name: 'Request', exact: true }).click();
    await drawer().getByText('Bearer [redacted]').waitFor();
    await visitor.assertAccessible();
    const shown = await page.content();
    assert.equal(shown.includes(bearer), false);
    assert.equal(shown.includes(stage.sandbox.sandbox.app.clientSecret), false);
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
    assert.equal(new URL(page.url()).search, '?status=403');
  });

  it('leads from a refusal to the app’s settings', async () => {
    await visitor.open('/developer/apps/new');
    await visitor.signIn('developer');
    const { id: clientId, secret } = await visitor.createApp('Ledgerline');
    const body = new URLSearchParams({ client_id: clientId, client_secret: `${secret}x`, grant_type: 'client_credentials' });
    await fetch(`${stage.sandbox.baseUrl}/oauth2/v0/token`, { method: 'POST', body });
    await page.getByRole('link', { name: 'Requests of this app' }).click();
    await rows().first().getByRole('link').click();
    await drawer().getByText('The client secret is none of the app’s active ones.').waitFor();
    await drawer().getByText('not proven').waitFor();
    await drawer().getByRole('link', { name: 'Open the app’s secrets' }).click();
    await page.getByRole('tab', { name: 'Secrets', selected: true }).waitFor();
  });

  it('filters by the fields and by the address, and comes back from a shared link', async () => {
    const bearer = await ofTraveler();
    await get(`${reports()}/00000000000000000001`, bearer);
    await fetch(reports(), {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: '{}',
    });
    await visitor.open('/developer/requests');
    await visitor.signIn('developer');
    await choose('Method', 'POST');
    await page.waitForURL(/method=POST/);
    await choose('Status', '4xx Refused');
    await page.getByLabel('Words in the path').fill('context reports');
    await page.waitForURL(/q=context/);
    await page.getByText('1 request', { exact: true }).waitFor();
    await choose('Time', 'Last hour');
    await choose('App', 'Larkspur Developer Sandbox');
    await page.getByText('1 request', { exact: true }).waitFor();
    await rows().first().getByRole('link').click();
    await drawer().getByText('policyId').first().waitFor();
    await drawer().getByTitle('Only requests with this correlation id').click();
    await page.waitForURL(/correlation=/);
    await button('Copy link').click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await button('Copy as curl').click();
    const curl = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(curl.startsWith(`curl -i -X POST '${reports()}'`), curl);
    assert.ok(curl.includes('Authorization: Bearer $TOKEN') && curl.includes(`--data-raw '{}'`), curl);
    await page.goto(link);
    await drawer().getByText('Parts of the request are not as the operation takes them.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Words in the path').fill('nothing-is-called-that');
    await page.getByRole('heading', { name: 'No request fits these filters' }).waitFor();
    await visitor.assertAccessible();
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await rows().first().waitFor();
  });

  it('sends a request again; one that changes data after a question, one with secrets not at all', async () => {
    const bearer = await ofTraveler();
    const listed = (await (await get(reports(), bearer)).json()) as { content: { policyId: string }[] };
    const made = JSON.stringify({ name: 'Sent twice', policyId: listed.content[0]?.policyId });
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    await fetch(reports(), { method: 'POST', headers, body: made });
    await visitor.open('/developer/requests?method=POST&q=reports&status=201');
    await visitor.signIn('developer');
    await rows().first().getByRole('link').click();
    await button('Send again').click();
    const question = page.getByRole('dialog', { name: 'Send this request again?' });
    await visitor.assertAccessible();
    const before = page.url();
    await question.getByRole('button', { name: 'Send again' }).click();
    await page.waitForURL((url) => url.href !== before);
    await drawer().getByText('201').first().waitFor();
    const after = (await (await get(`${reports()}?size=100`, bearer)).json()) as { content: { name: string }[] };
    assert.equal(after.content.filter(({ name }) => name === 'Sent twice').length, 2);
    await visitor.open('/developer/requests?q=oauth2');
    await rows().first().getByRole('link').click();
    await drawer().getByText('Cannot be sent again: it held secrets').waitFor();
    assert.equal(await button('Send again').isDisabled(), true);
  });

  it('goes from request to request by the keyboard, and empties after a question', async () => {
    await visitor.open('/developer/requests');
    await visitor.signIn('developer');
    await rows().first().getByRole('link').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await drawer().waitFor();
    const opened = new URL(page.url()).searchParams.get('open');
    assert.ok(opened);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('[data-index="1"] a').evaluate((link) => link === document.activeElement), true);
    await button('Empty the log').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Empty the log' }).click();
    await page.getByRole('heading', { name: 'No requests yet' }).waitFor();
    await visitor.open(`/developer/requests?open=${opened}`);
    await page.getByRole('heading', { name: 'There is no such request', exact: true }).waitFor();
    await visitor.assertAccessible();
  });
});
