/**
 * The request log with 100,000 entries in a real browser: frames while it scrolls for six seconds, and how long a filter takes that finds few.
 *   node bench/request-log.ts
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaults } from '../server/src/config/config.ts';
import { startProgram } from '../server/src/main.ts';
import { openBrowser } from '../server/test/browser/chromium.ts';
import { fillLog, RARE } from '../web/e2e/full-log.ts';
import { visit } from '../web/e2e/visit.ts';

const LINES = 100_000;

const folder = await mkdtemp(join(tmpdir(), 'perdiem-log-'));
const [running, browser] = await Promise.all([
  startProgram({ ...defaults, port: 0, dataDir: folder }, { inMemory: true }),
  openBrowser(),
]);
try {
  const sandbox = running.sandbox?.file();
  if (!sandbox) throw new Error('There is no sandbox');
  await fillLog(running, sandbox.company.id, sandbox.app.clientId, LINES);
  const visitor = await visit({ browser, sandbox: { baseUrl: running.baseUrl, sandbox } });
  const { page } = visitor;
  await visitor.open('/developer/requests');
  await visitor.signIn('developer');
  await page.getByText('200 requests, and older ones').waitFor();
  const seen = await page.evaluate(async () => {
    const view = document.querySelector('[role=rowgroup]');
    if (!view) throw new Error('There are no rows');
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const gaps: number[] = [];
    let last = await frame();
    const until = performance.now() + 6000;
    while (performance.now() < until) {
      view.scrollTop += 900;
      const now = await frame();
      gaps.push(now - last);
      last = now;
    }
    const reached = Number([...document.querySelectorAll('[data-index]')].at(-1)?.getAttribute('data-index') ?? 0);
    const sorted = gaps.toSorted((a, b) => a - b);
    return { reached, median: sorted[Math.floor(sorted.length / 2)] ?? NaN, worst: sorted.at(-1) ?? NaN };
  });
  console.log(
    `scrolled to row ${seen.reached}: a frame took ${seen.median.toFixed(1)} ms, the longest ${seen.worst.toFixed(1)} ms`,
  );
  const began = performance.now();
  await page.getByRole('combobox', { name: 'Status', exact: true }).selectOption('5xx Failed');
  await page.getByText(`${LINES / RARE} requests`, { exact: true }).waitFor();
  console.log(`found ${LINES / RARE} of ${LINES} in ${Math.round(performance.now() - began)} ms`);
  await visitor.close();
} finally {
  await browser.close();
  await running.stop();
  await rm(folder, { recursive: true, force: true });
}
