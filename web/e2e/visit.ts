import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { RunningSandbox } from '../../server/src/index.ts';
import { openBrowser } from '../../server/test/browser/chromium.ts';
import { startDemo } from '../../server/test/harness/demo-company.ts';

/** A sandbox that serves the built application, and a browser. */
export interface Stage {
  readonly sandbox: RunningSandbox;
  readonly browser: Browser;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const [sandbox, browser] = await Promise.all([startDemo(), openBrowser()]);
  return {
    sandbox,
    browser,
    close: async () => {
      await browser.close();
      await sandbox.stop();
    },
  };
}

/** A window on a page. What goes wrong in it by itself fails the visit: see `Visitor.faults`. */
export interface Visitor {
  readonly page: Page;
  /** Errors of scripts and of the page's policy. */
  readonly faults: string[];
  open(path: string): Promise<void>;
  signIn(key: string): Promise<void>;
  /** On the page where an app is made: names it and copies what is shown of it once. */
  createApp(name: string): Promise<{ readonly id: string; readonly secret: string }>;
  /** Fails with what axe finds, in light and in dark. */
  assertAccessible(): Promise<void>;
  close(): Promise<void>;
}

/** Where a visit goes, and with which browser. */
interface Venue {
  readonly sandbox: Pick<RunningSandbox, 'baseUrl' | 'sandbox'>;
  readonly browser: Browser;
}

export async function visit({ sandbox, browser }: Venue, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US', ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // What the server refuses is told by the screen; the browser's own line about it is no fault.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
  });
  return {
    page,
    faults,
    open: async (path) => void (await page.goto(sandbox.baseUrl + path)),
    async signIn(key) {
      const user = sandbox.sandbox.users.find((one) => one.key === key);
      assert.ok(user);
      // In whatever language.
      await page.locator('input[autocomplete=username]').fill(user.login);
      const password = page.locator('input[autocomplete=current-password]');
      await password.fill(user.password);
      await password.press('Enter');
      await page.getByRole('banner').waitFor();
    },
    async createApp(name) {
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByRole('button', { name: 'Create the app', exact: true }).click();
      const shown = page.getByRole('dialog').locator('code');
      await shown.first().waitFor();
      const [id = '', secret = ''] = await shown.allInnerTexts();
      await page.getByRole('button', { name: 'I have copied it', exact: true }).click();
      return { id, secret };
    },
    assertAccessible: () => assertAccessible(page),
    close: () => context.close(),
  };
}

/** What a test of a suite has: the stage that all of them share and a window of its own. */
interface Visit {
  readonly stage: Stage;
  readonly visitor: Visitor;
  readonly page: Page;
}

interface Visits {
  readonly options?: BrowserContextOptions;
  /** Once, before the first test. */
  readonly prepare?: (stage: Stage) => Promise<void>;
  /** Before each test. */
  readonly begin: (visit: Visit) => void;
}

/** Opens a stage for the suite that calls it and a window for each test; what goes wrong in the window by itself fails the test. */
export function eachVisits({ options, prepare, begin }: Visits): void {
  let stage: Stage | undefined;
  let visitor: Visitor;
  before(async () => {
    stage = await openStage();
    await prepare?.(stage);
  });
  after(() => stage?.close());
  beforeEach(async () => {
    assert.ok(stage);
    visitor = await visit(stage, options);
    begin({ stage, visitor, page: visitor.page });
  });
  afterEach(async () => {
    const { faults } = visitor;
    await visitor.close();
    assert.deepEqual(faults, []);
  });
}

let source: Promise<string> | undefined;

async function assertAccessible(page: Page): Promise<void> {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(await source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    const found = await page.evaluate(async () => {
      type Found = { id: string; help: string; nodes: { html: string; failureSummary: string }[] };
      const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Found[] }> } };
      await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)));
      // What floats above the page stands outside its landmarks by design.
      const { violations } = await axe.run({ rules: { region: { enabled: false } } });
      return violations.map(
        ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 300)).join('\n  ')}`,
      );
    });
    assert.deepEqual(found, [], `${page.url()} has accessibility violations in ${colorScheme}`);
  }
}
