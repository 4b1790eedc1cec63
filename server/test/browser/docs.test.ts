import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startDemo } from '../harness/demo-company.ts';
import { openBrowser } from './chromium.ts';

describe('the API pages in a browser', () => {
  let sandbox: Awaited<ReturnType<typeof startDemo>>;
  let browser: Browser;
  let page: Page;
  const elsewhere: string[] = [];
  before(async () => {
    [sandbox, browser] = await Promise.all([startDemo(), openBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('request', (request) => {
      if (!request.url().startsWith(sandbox.baseUrl) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url());
    });
  });
  after(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  it('show every family, load nothing from elsewhere, and call as a demo user after one click', async () => {
    await page.goto(`${sandbox.baseUrl}/docs`);
    await page.getByRole('button', { name: 'traveler' }).click();
    const state = page.locator('#token-state');
    await state.filter({ hasText: 'calls carry a token of' }).waitFor();
    assert.match((await state.textContent()) ?? '', /maya\.lindqvist@/);
    await page.getByRole('heading', { level: 1 }).first().waitFor();

    const profile = await page.evaluate(async () => {
      const token = await fetch('/sandbox/token', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user: 'processor' }),
      }).then((answer) => answer.json() as Promise<{ accessToken: string }>);
      const me = await fetch('/profile/v1/me', { headers: { authorization: `Bearer ${token.accessToken}` } });
      return (await me.json()) as { id: string };
    });
    assert.equal(profile.id, sandbox.sandbox.users.find(({ key }) => key === 'processor')?.id);
    assert.deepEqual(elsewhere, []);
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/docs.png` });
  });
});
