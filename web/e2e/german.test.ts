import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { PLACES } from './places.ts';
import { openStage, visit, type Stage } from './visit.ts';

/** Pages by who opens them; undefined is nobody. */
const OPENED: readonly (readonly [string | undefined, readonly string[]])[] = [
  [undefined, ['/', '/sign-up', '/sign-up/confirm']],
  ['admin', PLACES.admin],
  ['developer', [...PLACES.developer, '/developer/nothing']],
];

/** All that a page says to those who see and to those who hear it. Code says the same in every language. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const add = (text: string | null): void => {
      const tidy = (text ?? '').replace(/\s+/g, ' ').trim();
      if (/\p{L}{2}/u.test(tidy)) found.add(tidy);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('code, pre, script, style, noscript, [lang], [translate=no]')) add(node.nodeValue);
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
      for (const one of document.querySelectorAll(`[${name}]:not([translate=no], [aria-hidden=true])`))
        add(one.getAttribute(name));
    return [...found];
  });

async function textsAt(stage: Stage, locale: string, key: string | undefined, paths: readonly string[]): Promise<string[][]> {
  const first = await visit(stage);
  if (key !== undefined) {
    await first.open('/');
    await first.signIn(key);
  }
  const storageState = await first.page.context().storageState();
  await first.close();
  const visitor = await visit(stage, { locale, storageState });
  const all: string[][] = [];
  for (const path of paths) {
    await visitor.open(path);
    await visitor.page.getByRole('heading').first().waitFor();
    await visitor.page.waitForLoadState('networkidle');
    all.push(await textsOf(visitor.page));
  }
  await visitor.close();
  return all;
}

/** Terms that are the same in both languages, and what is typed as it stands. */
const TERMS = new Set([
  'App',
  'Status',
  'curl',
  'https://login.company.com',
  'concur-correlationid: my-own-id',
  'autosize measurement',
]);
/** What the sandbox's company calls its own things. */
const OWN_NAME = /Policy$|^(Cash|Company (Card|Paid)|Individually (Billed Card|Paid Card))$/;

const isSame = (text: string): boolean => TERMS.has(text) || OWN_NAME.test(text);

describe('German pages', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  for (const [key, paths] of OPENED)
    it(`speak German, as ${key ?? 'nobody'}`, async () => {
      const english = await textsAt(stage, 'en-US', key, paths);
      const german = await textsAt(stage, 'de-DE', key, paths);
      const same = new Set(german.flatMap((texts, at) => texts.filter((text) => english[at]?.includes(text))));
      const strange = [...same].filter((text) => !isSame(text));
      assert.equal(strange.length, 0, strange.join('\n'));
    });

  it('say in German what the server finds wrong with a field', async () => {
    const visitor = await visit(stage, { locale: 'de-DE' });
    const { page } = visitor;
    await visitor.open('/sign-up');
    const fields = page.getByRole('main').locator('input');
    const values = ['Ada', 'Muster', 'Muster GmbH', 'ada@muster.example', 'so-ada@muster.example'];
    for (const [at, value] of values.entries()) await fields.nth(at).fill(value);
    await page.getByRole('main').locator('button[type=submit]').click();
    await page.getByText('Das Passwort darf den Anmeldenamen nicht enthalten.').waitFor();
    await page.getByRole('alert').getByText('Einige Felder brauchen noch einen Blick.').waitFor();
    await visitor.close();
  });
});
