import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { defaults } from '../../server/src/config/config.ts';
import { startProgram, type Running } from '../../server/src/main.ts';
import { openBrowser } from '../../server/test/browser/chromium.ts';
import type { Browser } from 'playwright-core';
import { fillLog, RARE } from './full-log.ts';
import { visit, type Visitor } from './visit.ts';

const LINES = 100_000;
describe(`the request log with ${LINES} entries`, () => {
  let running: Running;
  let folder = '';
  let browser: Browser;
  let visitor: Visitor;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perdiem-log-'));
    [running, browser] = await Promise.all([
      startProgram({ ...defaults, port: 0, dataDir: folder }, { inMemory: true }),
      openBrowser(),
    ]);
    const file = running.sandbox?.file();
    assert.ok(file);
    await fillLog(running, file.company.id, file.app.clientId, LINES);
    visitor = await visit({ browser, sandbox: { baseUrl: running.baseUrl, sandbox: file } });
  });
  after(async () => {
    await visitor?.close();
    await browser?.close();
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps a few rows in the page, brings older ones as one scrolls, and finds the rare among all', async () => {
    const { page } = visitor;
    await visitor.open('/developer/requests');
    await visitor.signIn('developer');
    await page.getByText('200 requests, and older ones').waitFor();
    const rows = page.locator('[data-index]');
    const inPage = await rows.count();
    assert.ok(inPage > 5 && inPage < 80, `${inPage} rows are in the page`);
    const most = await page.evaluate(async (goal) => {
      const view = document.querySelector('[role=rowgroup]');
      if (!view) throw new Error('There are no rows');
      let [reached, shown] = [0, 0];
      while (reached < goal) {
        view.scrollTop += 900;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const inPage = [...document.querySelectorAll('[data-index]')];
        shown = Math.max(shown, inPage.length);
        reached = Number(inPage.at(-1)?.getAttribute('data-index') ?? 0);
      }
      return shown;
    }, 1000);
    assert.ok(most < 90, `${most} rows were in the page`);
    await page.getByRole('combobox', { name: 'Status', exact: true }).selectOption('5xx Failed');
    await page.getByText(`${LINES / RARE} requests`, { exact: true }).waitFor();
    assert.deepEqual(visitor.faults, []);
  });
});
