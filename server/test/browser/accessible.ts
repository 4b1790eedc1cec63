import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

let source: Promise<string> | undefined;

/**
 * Fails with what axe finds on the page as it stands, in light and in dark. axe needs scripts, which the page itself may have to
 * do without, so it looks at a copy: the same markup at the same address with the same style.
 */
export async function assertAccessible(page: Page): Promise<void> {
  const browser = page.context().browser();
  assert.ok(browser);
  const content = await page.content();
  for (const colorScheme of ['light', 'dark'] as const) {
    const told = await violationsOf(browser, { url: page.url(), content, colorScheme, viewport: page.viewportSize() });
    assert.deepEqual(told, [], `${page.url()} has accessibility violations in ${colorScheme}`);
  }
}

async function violationsOf(
  browser: Browser,
  copy: { url: string; content: string; colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } | null },
): Promise<string[]> {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const context = await browser.newContext({ colorScheme: copy.colorScheme, viewport: copy.viewport });
  try {
    const page = await context.newPage();
    await page.route(copy.url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: copy.content }));
    await page.goto(copy.url);
    await page.evaluate(await source);
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
      return (await axe.run()).violations;
    });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`);
  } finally {
    await context.close();
  }
}
