import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { defaults } from '../../server/src/config/config.ts';
import { startProgram, type Running } from '../../server/src/main.ts';
import { openBrowser } from '../../server/test/browser/chromium.ts';
import { visit } from './visit.ts';

const PASSWORD = 'plum tree in march';
const MAIL = 'ada@quill.example';
const MOST_MS = 60_000;
const MOST_CLICKS = 12;

describe('signing up by mail', () => {
  let browser: Browser;
  let running: Running;
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'perdiem-sign-up-'));
    [running, browser] = await Promise.all([
      startProgram({ ...defaults, port: 0, dataDir, signUp: 'mail' }, { inMemory: true }),
      openBrowser(),
    ]);
  });
  after(async () => {
    await browser?.close();
    await running?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('leads from the front page to a first call in less than a minute and twelve clicks', async () => {
    const file = running.sandbox?.file();
    assert.ok(file);
    const visitor = await visit({ browser, sandbox: { baseUrl: running.baseUrl, sandbox: file } });
    const { page } = visitor;
    // Every press of the mouse counts, on whichever page it is.
    let clicks = 0;
    await page.exposeFunction('countClick', () => (clicks += 1));
    await page.addInitScript(() =>
      addEventListener(
        'click',
        ({ isTrusted, detail }) => isTrusted && detail > 0 && Reflect.get(globalThis, 'countClick')(),
        true,
      ),
    );
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);

    const began = performance.now();
    await visitor.open('/');
    await page.getByRole('link', { name: 'Get a sandbox of your own' }).click();
    await fill('First name', 'Ada');
    await fill('Last name', 'Quill');
    await fill('Company name', 'Quill & Co');
    await fill('Work email', MAIL);
    await fill('Password', PASSWORD);
    await press('Make my sandbox');
    await page.getByText(MAIL).waitFor();
    await visitor.assertAccessible();
    await page.getByRole('link', { name: /mailbox/i }).click();
    const mail = page.getByRole('link', { name: 'Make your Perdiem sandbox' });
    // Mail is brought by a job of its own.
    while (!(await mail.isVisible())) await page.reload();
    await mail.click();
    await page.locator('a[href*="/sign-up/confirm"]').click();

    await press('Make my sandbox');
    await page.getByRole('heading', { name: 'Quill & Co is ready' }).waitFor({ timeout: MOST_MS });
    for (const secret of ['Client id', 'Client secret', /^Access token/])
      await page.getByText(secret, { exact: true }).first().waitFor();
    await press('I have copied them');
    await page.getByRole('heading', { name: 'Set up your company' }).waitFor();
    await press('Next');
    await page.getByRole('heading', { name: 'Policies and limits' }).waitFor();
    await page.getByRole('link', { name: 'Get started', exact: true }).click();
    await press('Try it here');
    await page.getByRole('group', { name: /^Answer 200/ }).waitFor();
    const took = performance.now() - began;

    await page.getByText(`"${MAIL}"`).first().waitFor();
    assert.ok(clicks > 5 && clicks < MOST_CLICKS, `${clicks} clicks`);
    assert.ok(took < MOST_MS, `${took} ms`);
    assert.deepEqual(visitor.faults, []);
    await visitor.close();
  });

  it('makes one sandbox where the button is pressed twice, and knows its owner when the link is opened again', async () => {
    const file = running.sandbox?.file();
    assert.ok(file);
    const visitor = await visit({ browser, sandbox: { baseUrl: running.baseUrl, sandbox: file } });
    const { page } = visitor;
    const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
    const submit = page.getByRole('button', { name: 'Make my sandbox' });
    await visitor.open('/sign-up');
    await fill('First name', 'Bea');
    await fill('Last name', 'Quill');
    await fill('Company name', 'Bea & Co');
    await fill('Work email', 'bea+sandbox@quill.example');
    await fill('Password', PASSWORD);
    await submit.click();
    await page.getByText('a login cannot hold “+”').waitFor();
    await fill('Work email', 'bea@quill.example');
    await submit.dblclick();
    await page.getByRole('link', { name: /mailbox/i }).click();
    while (!(await page.getByText('bea@quill.example').isVisible())) await page.reload();
    await page.getByRole('listitem').filter({ hasText: 'bea@' }).getByRole('link').click();
    await page.locator('a[href*="/sign-up/confirm"]').click();
    await submit.dblclick();
    await page.getByRole('heading', { name: 'Bea & Co is ready' }).waitFor({ timeout: MOST_MS });
    await page.reload();
    await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
    assert.deepEqual(visitor.faults, []);
    await visitor.close();
  });
});
