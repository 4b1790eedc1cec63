import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { PLACES } from './places.ts';
import { listenFor, strangeAmong, textsOf } from './spoken.ts';
import { openStage, visit, type Stage, type Visitor } from './visit.ts';

/** Pages by who opens them; undefined is nobody. */
const OPENED: readonly (readonly [string | undefined, readonly string[]])[] = [
  [undefined, ['/', '/sign-up', '/sign-up/confirm']],
  ['admin', PLACES.admin],
  ['developer', [...PLACES.developer, '/developer/nothing']],
];

const inMain = (page: Page) => page.getByRole('main').getByRole('button');
const inTab = (page: Page) => page.getByRole('tabpanel').getByRole('button');
const inBanner = (page: Page) => page.getByRole('banner').getByRole('button');
const linked = (page: Page) => page.getByRole('main').getByRole('link');

/** Where it is, and what to press there, whatever it is called. */
type Depth = readonly [path: string, act?: (page: Page) => Promise<unknown>];

/** What opens on pages, by who opens it. */
const DEPTHS: Readonly<Record<'admin' | 'developer', readonly Depth[]>> = {
  admin: [
    ['/company/people', (page) => inMain(page).first().click()],
    ['/company/audit', (page) => page.getByRole('table').getByRole('button').first().click()],
  ],
  developer: [
    ['/', (page) => inBanner(page).nth(-2).click()],
    ['/', (page) => inBanner(page).last().click()],
    ['/', (page) => page.keyboard.press('Control+k')],
    ['/app-center', (page) => linked(page).first().click()],
    ['/company/apps/{demo}', (page) => inMain(page).first().click()],
    ['/developer/apps/{app}'],
    ['/developer/apps/{app}?tab=secrets', (page) => inTab(page).first().click()],
    ['/developer/apps/{app}?tab=token', (page) => inTab(page).last().click()],
    ['/developer/apps/{app}?tab=listing'],
    ['/developer/events', (page) => page.getByRole('table').getByRole('button').first().click()],
    ['/developer/faults', (page) => inMain(page).first().click()],
    ['/developer/mailbox', (page) => linked(page).first().click()],
    ['/developer/requests', (page) => linked(page).first().click()],
    ['/developer/requests', (page) => inMain(page).last().click()],
    ['/developer/sandbox', (page) => inMain(page).last().click()],
  ],
};

/** Signed in once, in English, for a window in any language. */
async function signedIn(stage: Stage, key: string | undefined): Promise<BrowserContextOptions> {
  const first = await visit(stage);
  if (key !== undefined) {
    await first.open('/');
    await first.signIn(key);
  }
  const storageState = await first.page.context().storageState();
  await first.close();
  return { storageState };
}

async function textsAfter(visitor: Visitor, path: string, act?: (page: Page) => Promise<unknown>): Promise<string[]> {
  const { page } = visitor;
  await visitor.open(path);
  await page.getByRole('heading').first().waitFor();
  await page.waitForLoadState('networkidle');
  if (!act) return textsOf(page);
  const before = await textsOf(page);
  await act(page);
  let now = before;
  // What opens may come in a script of its own, and with what it asks the server for.
  for (let looks = 0; looks < 50; looks++) {
    const last = now;
    await page.waitForTimeout(150);
    now = await textsOf(page);
    if (isDeepStrictEqual(now, last) && !isDeepStrictEqual(now, before)) return now;
  }
  return assert.fail(`${path} opens nothing`);
}

describe('German pages', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  /** What is said in English on German pages. */
  const read = async (options: BrowserContextOptions, places: readonly Depth[]): Promise<string[]> => {
    const [english, german] = await Promise.all([
      visit(stage, { ...options, locale: 'en-US' }),
      visit(stage, { ...options, locale: 'de-DE' }),
    ]);
    const { data, settled } = listenFor(german.page);
    const strange = new Set<string>();
    for (const [path, act] of places) {
      const [inEnglish, inGerman] = await Promise.all([textsAfter(english, path, act), textsAfter(german, path, act)]);
      await settled();
      for (const text of strangeAmong(inGerman, inEnglish, data)) strange.add(`${path}: ${text}`);
    }
    await english.close();
    await german.close();
    return [...strange];
  };

  const compare = async (key: string | undefined, places: readonly Depth[]): Promise<void> => {
    const options = await signedIn(stage, key);
    const half = Math.ceil(places.length / 2);
    const strange = await Promise.all([read(options, places.slice(0, half)), read(options, places.slice(half))]);
    assert.deepEqual(strange.flat(), []);
  };

  // Reading changes nothing, and most of it is waiting.
  describe('when they are opened', { concurrency: true }, () => {
    for (const [key, paths] of OPENED)
      it(`speak German, as ${key ?? 'nobody'}`, () =>
        compare(
          key,
          paths.map((path) => [path]),
        ));
  });

  it('speak German in what opens on them', async () => {
    const { app, users } = stage.sandbox.sandbox;
    const traveler = users.find(({ key }) => key === 'traveler');
    assert.ok(traveler);
    const { login, password } = traveler;
    const credentials = { client_id: app.clientId, client_secret: app.clientSecret, username: login, password };
    const body = new URLSearchParams({ grant_type: 'password', ...credentials });
    assert.ok((await fetch(`${stage.sandbox.baseUrl}/oauth2/v0/token`, { method: 'POST', body })).ok);
    const developer = await visit(stage);
    await developer.open('/sign-in/mail');
    await developer.page.locator('#login').fill(login);
    await developer.page.locator('main button').click();
    await developer.open('/developer/apps/new');
    await developer.signIn('developer');
    const { id } = await developer.createApp('Ledgerline');
    await developer.close();
    for (const [key, depths] of Object.entries(DEPTHS))
      await compare(
        key,
        depths.map(([path, ...act]) => [path.replace('{demo}', app.clientId).replace('{app}', id), ...act]),
      );
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
