/**
 * The web application in a real browser, against its budgets.
 *   node bench/web.ts [--rounds 5] [--slowdown 4]
 * The first call of a newcomer in time and clicks; scripts loaded before the first interaction, compressed as they travel;
 * the largest paint and the slowest interaction of each page with a processor that much slower. Medians of the rounds.
 */
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { openStage, visit, type Stage, type Visitor } from '../web/e2e/visit.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, slowdown: { type: 'string', default: '4' } },
});
const ROUNDS = Number(values.rounds);
const SLOWDOWN = Number(values.slowdown);

/** A page, and something one does on it first. */
interface Place {
  readonly name: string;
  readonly path: string;
  /** Key of who is signed in. */
  readonly as?: string;
  readonly act: (page: Page) => Promise<void>;
}

const search =
  (label: string, words: string) =>
  async (page: Page): Promise<void> => {
    await page.getByLabel(label).click();
    await page.keyboard.type(words, { delay: 30 });
  };

const PLACES: readonly Place[] = [
  { name: 'sign-in', path: '/', act: search('Login', 'maya.lindqvist') },
  { name: 'start', path: '/', as: 'developer', act: (page) => page.getByRole('button', { name: /^Account of/ }).click() },
  { name: 'my apps', path: '/developer/apps', as: 'developer', act: search('Find an app', 'ledger') },
  {
    name: 'API reference',
    path: '/developer/reference',
    as: 'developer',
    act: search('Find an operation by path, name or scope', 'report'),
  },
  {
    name: 'one operation',
    path: '/developer/reference/expense-reports-v4.createReport',
    as: 'developer',
    act: (page) => page.getByText('customData').click(),
  },
  {
    name: 'guide',
    path: '/developer/guides/password',
    as: 'developer',
    act: (page) => page.getByText('Java', { exact: true }).click(),
  },
];

const stage = await openStage();
try {
  await firstCall(stage);
  await weigh(stage);
  await hurry(stage);
} finally {
  await stage.close();
}

/** From the front page to the first successful call: the time of this script, and its clicks. */
async function firstCall(of: Stage): Promise<void> {
  const took: number[] = [];
  let clicks = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const visitor = await visit(of);
    const { page } = visitor;
    await page.addInitScript(() => {
      sessionStorage['clicks'] ??= '0';
      addEventListener(
        'click',
        ({ isTrusted }) => isTrusted && (sessionStorage['clicks'] = String(Number(sessionStorage['clicks']) + 1)),
        true,
      );
    });
    const began = performance.now();
    await visitor.open('/developer');
    await visitor.signIn('developer');
    const main = page.getByRole('main');
    if (round === 0) await main.getByRole('link', { name: 'Create an app' }).click();
    else await visitor.open('/developer/apps/new');
    await page.getByLabel('Name', { exact: true }).fill('Ledgerline');
    await page.getByRole('button', { name: 'Create the app' }).click();
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('link', { name: 'Get started' }).click();
    await page.getByRole('button', { name: 'Try it here' }).click();
    await page.getByRole('group', { name: /^Answer 200/ }).waitFor();
    took.push(performance.now() - began);
    clicks ||= Number(await page.evaluate(() => sessionStorage['clicks']));
    await visitor.close();
  }
  console.log(`first call: ${(median(took) / 1000).toFixed(1)} s and ${clicks} clicks (budget 60 s, 12 clicks)`);
}

/** Scripts that a first visit loads before anything can be pressed, as they travel. */
async function weigh(of: Stage): Promise<void> {
  console.log('\nbefore the first interaction   script KB  all KB  files  (budget 200 KB of script)');
  for (const place of PLACES) {
    const { visitor, protocol } = await opened(of, place);
    // Signed in first, then as if for the first time. Bodies as they travel, without their headers.
    const all: { type: string; bytes: number }[] = [];
    protocol.on('Network.responseReceived', ({ type, response }) =>
      all.push({ type, bytes: Number(response.headers['content-length'] ?? 0) }),
    );
    await protocol.send('Network.enable');
    await protocol.send('Network.setCacheDisabled', { cacheDisabled: true });
    await visitor.open(place.path);
    await visitor.page.waitForLoadState('networkidle');
    const sum = (some: typeof all): string => (some.reduce((total, { bytes }) => total + bytes, 0) / 1000).toFixed(1);
    const scripts = all.filter(({ type }) => type === 'Script');
    console.log(`${place.name.padEnd(30)} ${sum(scripts).padStart(9)} ${sum(all).padStart(7)} ${String(all.length).padStart(6)}`);
    await visitor.close();
  }
}

/** Largest paint and slowest interaction on a slow machine. */
async function hurry(of: Stage): Promise<void> {
  console.log(`\nat ${SLOWDOWN}x slowdown                 largest paint ms  interaction ms  (budgets 1000 and 100)`);
  for (const place of PLACES) {
    const paints: number[] = [];
    const interactions: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { visitor, protocol } = await opened(of, place);
      const { page } = visitor;
      await page.addInitScript(observe);
      await protocol.send('Network.enable');
      await protocol.send('Network.setCacheDisabled', { cacheDisabled: true });
      await protocol.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
      await visitor.open(place.path);
      await page.waitForLoadState('networkidle');
      paints.push(await page.evaluate(() => (globalThis as unknown as Seen).seen.paint));
      await place.act(page);
      await page.waitForTimeout(500);
      interactions.push(await page.evaluate(() => (globalThis as unknown as Seen).seen.interaction));
      await visitor.close();
    }
    console.log(
      `${place.name.padEnd(30)} ${median(paints).toFixed(0).padStart(16)} ${median(interactions).toFixed(0).padStart(15)}`,
    );
  }
}

async function opened(of: Stage, place: Place): Promise<{ visitor: Visitor; protocol: CDPSession }> {
  const visitor = await visit(of);
  if (place.as !== undefined) {
    await visitor.open('/');
    await visitor.signIn(place.as);
  }
  return { visitor, protocol: await visitor.page.context().newCDPSession(visitor.page) };
}

interface Seen {
  readonly seen: { paint: number; interaction: number };
}

/** Runs in the page. */
function observe(): void {
  const seen = { paint: 0, interaction: 0 };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.paint = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if ((entry as PerformanceEventTiming).interactionId) seen.interaction = Math.max(seen.interaction, entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
