import type { Locator } from 'playwright-core';

/** Presses a button or follows a link, and waits for the page it leads to: what follows must not cut that short. */
export async function press(target: Locator): Promise<void> {
  await Promise.all([target.page().waitForEvent('load'), target.click()]);
}
