import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { eachVisits, type Visitor } from './visit.ts';

const NOBODYS = '0199f000-0000-7000-8000-000000000001';

/** Pages that need a role, with what the server is asked for them. */
const CLOSED = {
  '/company/audit': '/web/company/audit',
  '/company/people': '/web/people',
  '/company/setup': '/web/setup',
  '/company/setup/policies': '/web/setup',
  '/company/single-sign-on': '/web/single-sign-on',
  '/developer/apps': '/web/apps',
  '/developer/apps/new': '/web/apps',
  '/developer/events': '/web/company/events',
  '/developer/mailbox': '/web/company/mail',
  '/developer/requests': '/web/exchanges',
} as const;

describe('addresses that lead astray', () => {
  let visitor: Visitor;
  let page: Page;
  const warnings: string[] = [];
  eachVisits({
    begin: (now) => {
      ({ visitor, page } = now);
      warnings.length = 0;
      page.on('console', (message) => {
        if (message.type() === 'warning') warnings.push(message.text());
      });
    },
  });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const main = () => page.getByRole('main');

  it('say which role is missing, the same as the server, and who can give it', async () => {
    await visitor.open('/');
    await visitor.signIn('traveler');
    for (const [path, asked] of Object.entries(CLOSED)) {
      await visitor.open(path);
      await heading('You need another role for this').waitFor();
      const told = await page.evaluate(async (url) => {
        const refusal = (await (await fetch(url)).json()) as { facts: { anyOf: string[] } };
        return refusal.facts.anyOf;
      }, asked);
      const shown = await main().locator('code').allInnerTexts();
      assert.deepEqual(shown.toSorted(), told.toSorted(), path);
      await main().getByText('can give it to you').waitFor();
      assert.equal(await main().getByRole('button').count(), 0, path);
    }
    await visitor.assertAccessible();
    await main().getByRole('link', { name: 'Go to the start' }).click();
    await page.getByRole('heading', { name: /^Good/ }).waitFor();
  });

  it('say that there is nothing, where an id is nobody’s', async () => {
    await visitor.open('/');
    await visitor.signIn('developer');
    for (const path of ['/developer/apps/', '/app-center/', '/company/apps/', '/developer/guides/', '/developer/reference/'])
      for (const id of ['nonsense', NOBODYS]) {
        await visitor.open(path + id);
        await heading('There is nothing here').waitFor();
        assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0, path);
      }
    await visitor.assertAccessible();
    for (const id of ['nonsense', NOBODYS]) {
      await visitor.open(`/developer/requests?open=${id}`);
      await page.getByRole('dialog').getByRole('heading', { name: 'There is no such request' }).waitFor();
    }
    await visitor.assertAccessible();
  });

  it('lead to the first page, where a list has no such place', async () => {
    await visitor.open('/');
    await visitor.signIn('admin');
    for (const path of ['/company/audit', '/developer/events', '/developer/mailbox', '/app-center']) {
      await visitor.open(`${path}?after=nonsense`);
      const first = main().getByRole('link', { name: 'To the first page' });
      await first.or(main().locator('tbody tr, li, h2').first()).first().waitFor();
      if ((await first.count()) > 0) await first.click();
      await main().locator('tbody tr, li, h2').first().waitFor();
      assert.equal(await main().getByText('could not be loaded').count(), 0, path);
    }
    await visitor.open('/company/people?from=nonsense');
    await visitor.assertAccessible();
    await main().getByRole('link', { name: 'To the first page' }).click();
    await main().getByRole('row').nth(1).waitFor();
    assert.equal(new URL(page.url()).search, '');
  });

  it('lose what is no day, without a warning', async () => {
    await visitor.open('/');
    await visitor.signIn('admin');
    for (const path of ['/company/audit', '/developer/events']) {
      await visitor.open(`${path}?from=nonsense&until=2026-02-31`);
      await page.getByLabel('From', { exact: true }).waitFor();
      assert.equal(await page.getByLabel('From', { exact: true }).inputValue(), '');
      await main().locator('tbody tr, h2').first().waitFor();
    }
    await visitor.open('/developer/requests?from=nonsense&to=%2B012026-01-01T00:00:00Z');
    await main().getByRole('status').last().waitFor();
    assert.deepEqual(warnings, []);
  });
});
