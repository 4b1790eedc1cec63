import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { defaults } from '../../server/src/config/config.ts';
import { startProgram, type Running } from '../../server/src/main.ts';
import { openBrowser } from '../../server/test/browser/chromium.ts';
import type { Browser } from 'playwright-core';
import { visit, type Visitor } from './visit.ts';

const LINES = 100_000;
/** Every so many lines one failed. */
const RARE = 25_000;

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
    await fill(running, file.company.id, file.app.clientId);
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
    const seen = await page.evaluate(async () => {
      const view = document.querySelector('[role=rowgroup]');
      if (!view) throw new Error('There are no rows');
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const gaps: number[] = [];
      let most = 0;
      let last = await frame();
      const until = performance.now() + 6000;
      while (performance.now() < until) {
        view.scrollTop += 900;
        const now = await frame();
        gaps.push(now - last);
        last = now;
        most = Math.max(most, document.querySelectorAll('[data-index]').length);
      }
      const reached = Number([...document.querySelectorAll('[data-index]')].at(-1)?.getAttribute('data-index') ?? 0);
      const sorted = gaps.toSorted((a, b) => a - b);
      return { reached, most, median: sorted[Math.floor(sorted.length / 2)], worst: sorted.at(-1) };
    });
    assert.ok(seen.reached > 1000, `only ${seen.reached} rows were reached`);
    assert.ok(seen.most < 90, `${seen.most} rows were in the page`);
    console.log(`scrolled to row ${seen.reached}: a frame took ${seen.median} ms, the longest ${seen.worst} ms`);
    const began = performance.now();
    await page.getByRole('combobox', { name: 'Status', exact: true }).click();
    await page.getByRole('option', { name: '5xx Failed', exact: true }).click();
    await page.getByText(`${LINES / RARE} requests`, { exact: true }).waitFor();
    console.log(`found ${LINES / RARE} of ${LINES} in ${Math.round(performance.now() - began)} ms`);
    assert.deepEqual(visitor.faults, []);
  });
});

/** Lines as the log writes them, made where they lie. */
async function fill({ program }: Running, companyId: string, appId: string): Promise<void> {
  await sql`insert into exchange
    select ${companyId}::uuid, ('01900000-' || lpad(to_hex(n / 65536), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${appId}::uuid,
      now() - n * interval '1 second', 1500, 'GET', '/expensereports/v4/users/' || n || '/context/TRAVELER/reports', '', 'expense-reports.v4.listReports',
      case when n % ${RARE}::int = 0 then 503 else 200 end, 'c' || n, 'app', ${appId}::uuid, true, null, null, ${appId}::uuid, 0
    from generate_series(1, ${LINES}::int) n`.execute(program.database.root);
}
