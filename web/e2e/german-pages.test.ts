import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible } from '../../server/test/browser/accessible.ts';
import { press } from '../../server/test/browser/press.ts';
import { eachVisits, type Stage, type Visitor } from './visit.ts';

const PHONE = { width: 390, height: 780 };

// Pages that the server itself renders, and the application: one person's way leads through both.
describe('the way between the pages and the application', () => {
  let stage: Stage;
  let visitor: Visitor;
  let page: Page;
  eachVisits({
    options: { locale: 'de-DE' },
    begin: (visit) => ({ stage, visitor, page } = visit),
  });

  const language = (): Promise<string | null> => page.locator('html').getAttribute('lang');
  const heading = (name: string): Promise<void> => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  const fits = (): Promise<boolean> =>
    page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
  const signInAs = async (key: string): Promise<void> => {
    const user = stage.sandbox.sandbox.users.find((one) => one.key === key);
    assert.ok(user);
    await page.getByLabel('Anmeldename').fill(user.login);
    await page.getByLabel('Passwort', { exact: true }).fill(user.password);
    await press(page.getByRole('button', { name: 'Anmelden', exact: true }));
  };

  it('is German from the sign-in page on, and stays in the language that is chosen on either side', async () => {
    await visitor.open('/sign-in?return_to=%2Fsettings%2Fsessions');
    await heading('Anmelden');
    await assertAccessible(page);
    await page.getByLabel('Anmeldename').fill('nobody@nowhere.example');
    await page.getByLabel('Passwort', { exact: true }).fill('wrong');
    await press(page.getByRole('button', { name: 'Anmelden', exact: true }));
    await page.getByRole('alert').getByText('Anmeldename oder Passwort stimmt nicht.').waitFor();
    await assertAccessible(page);

    await signInAs('traveler');
    await page.waitForURL('**/settings/sessions');
    await heading('Sitzungen');
    assert.equal(await language(), 'de');
    await page.getByText('Chrome auf Linux').waitFor();

    await page.getByRole('button', { name: /^Konto von/ }).click();
    await page.getByRole('radiogroup', { name: 'Sprache' }).getByText('English').click();
    await heading('Sessions');
    await page.getByText('Chrome on Linux').waitFor();
    assert.equal(await language(), 'en');
    await visitor.open('/account');
    await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();

    await press(page.getByRole('button', { name: 'Deutsch' }));
    await page.getByRole('heading', { name: 'Wo Sie angemeldet sind' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/account');
    await assertAccessible(page);
    await visitor.open('/settings/sessions');
    await heading('Sitzungen');
    await visitor.open('/account');
    await press(page.getByRole('button', { name: 'Abmelden', exact: true }));
    await page.getByRole('button', { name: 'Anmelden', exact: true }).waitFor();
    assert.equal(await language(), 'de');
  });

  it('is begun by the page of the application in the language that the server decides', async () => {
    const read = async (path: string, cookie = '') => {
      const answer = await page.request.get(stage.sandbox.baseUrl + path, { headers: { 'accept-language': 'de-AT', cookie } });
      assert.equal(answer.headers()['vary'], 'Accept-Language, Cookie');
      return { text: await answer.text(), language: answer.headers()['content-language'] };
    };
    const german = await read('/developer/apps');
    assert.equal(german.language, 'de');
    assert.match(german.text, /<html lang="de">[^]*<noscript>Diese Anwendung braucht JavaScript\. [^]*href="\/sign-in"/);
    const english = await read('/', 'perdiem_language=en');
    assert.match(english.text, /<html lang="en">[^]*<noscript>This application needs JavaScript\./);
  });

  it('asks for consent in German, and keeps an app’s request when the language changes', async () => {
    const { clientId, redirectUri } = stage.sandbox.sandbox.app;
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'user.read EXPRPT',
      state: 's&t=ä',
      prompt: 'consent',
    });
    const path = `/oauth2/v0/authorize?${query.toString()}`;
    await page.setViewportSize(PHONE);
    await visitor.open(path);
    await page.getByText('Danach geht es weiter zu').waitFor();
    await press(page.getByRole('button', { name: 'English' }));
    await page.getByText('to continue to').waitFor();
    await press(page.getByRole('button', { name: 'Deutsch' }));
    await signInAs('traveler');
    const rights = page.getByRole('main').getByRole('listitem');
    assert.deepEqual(await rights.allInnerTexts(), [
      'Ihr Profil sehen\nuser.read',
      'Spesenabrechnungen sehen, hinzufügen, ändern und genehmigen\nEXPRPT',
    ]);
    await assertAccessible(page);
    assert.ok(await fits());
    await press(page.getByRole('button', { name: 'English' }));
    assert.equal((await rights.allInnerTexts())[0], 'See your profile\nuser.read');
    const sent = page.waitForRequest((request) => request.url().startsWith(redirectUri));
    await page.route(`${redirectUri}**`, (route) => route.fulfill({ body: 'back' }));
    await page.getByRole('button', { name: 'Deny' }).click();
    assert.equal(new URL((await sent).url()).searchParams.get('state'), 's&t=ä');
  });
});
