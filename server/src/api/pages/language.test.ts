import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller } from '../../platform/context.ts';

const PASSWORD = 'plum tree in march';
const HOST = '127.0.0.1:9000';
const REDIRECT = 'https://ledgerline.example/back';
const SYSTEM: Caller = { actor: { kind: 'system' }, correlationId: 'test' };

interface Page {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, number | string | readonly string[] | undefined>>;
}

describe('the language of the pages', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let login = '';
  let clientId = '';

  before(async () => {
    program = await testProgram({ config: { sandbox: true } });
    company = await foundCompany(program);
    const user = await hire(program, company);
    login = user.userName;
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId: user.id, password: PASSWORD });
    const { app } = await program.unitOfWork.write(SYSTEM, (ctx) =>
      program.modules.oauth.createApp(ctx, {
        name: 'Ledgerline',
        dataCenter: 'us',
        redirectUris: [REDIRECT],
        scopes: ['user.read', 'receipts.read'],
      }),
    );
    clientId = app.id;
  });
  after(() => program.close());

  /** A browser that wishes for these languages: keeps cookies and sends the forms of pages. */
  function browser(wish?: string) {
    const cookies = new Map<string, string>();
    async function ask(method: 'GET' | 'POST', url: string, fields?: Record<string, string>, more = {}): Promise<Page> {
      const answer = await program.app.inject({
        method,
        url,
        headers: {
          host: HOST,
          cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
          ...(wish === undefined ? {} : { 'accept-language': wish }),
          ...(fields ? { origin: `http://${HOST}`, 'content-type': 'application/x-www-form-urlencoded' } : {}),
          ...more,
        },
        ...(fields ? { payload: new URLSearchParams(fields).toString() } : {}),
      });
      for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
        cookies.set(name, value);
      }
      return { status: answer.statusCode, text: answer.body, headers: answer.headers };
    }
    const open = (url: string): Promise<Page> => ask('GET', url);
    const send = ({ text }: Page, action: string, fields: Record<string, string>): Promise<Page> => {
      const form = text.split('<form').find((one) => one.includes(`action="${action}"`)) ?? '';
      const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
      const kept = hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]);
      return ask('POST', action, { ...(Object.fromEntries(kept) as Record<string, string>), ...fields });
    };
    return { ask, open, send };
  }

  const languageOf = ({ text }: Page): string | undefined => /<html lang="(\w+)"/.exec(text)?.[1];

  it('is what the browser wishes for, and English where that is none of ours', async () => {
    for (const [wish, language] of [
      [undefined, 'en'],
      ['fr-FR,fr;q=0.9', 'en'],
      ['fr-FR,de;q=0.2,en;q=0.1', 'de'],
      ['"><script>;q=,,', 'en'],
    ] as const) {
      const page = await browser(wish).open('/sign-in');
      assert.equal(languageOf(page), language, String(wish));
      assert.equal(page.headers['content-language'], language);
      assert.equal(page.headers['vary'], 'Accept-Language, Cookie');
      assert.equal(page.headers['cache-control'], 'no-store');
    }
  });

  it('is kept through a sign-in with a wrong password, to the consent with its rights', async () => {
    const visitor = browser('de-AT');
    const query = new URLSearchParams({ client_id: clientId, redirect_uri: REDIRECT, response_type: 'code', state: 's&t' });
    const asked = await visitor.open(`/oauth2/v0/authorize?${query.toString()}`);
    assert.match(asked.text, /Danach geht es weiter zu <b>Ledgerline<\/b>/);
    const wrong = await visitor.send(asked, '/sign-in', { login, password: 'wrong' });
    assert.equal(wrong.status, 403);
    assert.match(wrong.text, /Anmeldename oder Passwort stimmt nicht\./);
    const right = await visitor.send(wrong, '/sign-in', { login, password: PASSWORD });
    assert.equal(right.status, 303);
    const consent = await visitor.open(String(right.headers['location']));
    assert.match(consent.text, /Ledgerline bittet um Zugriff auf Ihr Konto/);
    assert.match(consent.text, /Ihr Profil sehen <code>user\.read<\/code>/);
    assert.match(consent.text, /Belege sehen <code>receipts\.read<\/code>/);
    const back = await visitor.send(consent, '/oauth2/v0/authorize', { decision: 'deny' });
    // What an app is told is the same in every language.
    const told = new URL(String(back.headers['location'])).searchParams;
    assert.deepEqual([told.get('error_description'), told.get('state')], ['The user denied your request.', 's&t']);
  });

  it('says how long a login is locked', async () => {
    const visitor = browser('de');
    const page = await visitor.open('/sign-in');
    let last = page;
    for (let tries = 0; tries < 8; tries++)
      last = await visitor.send(page, '/sign-in', { login: 'nobody@nowhere.example', password: 'wrong' });
    assert.match(last.text, /gesperrt\. Versuchen Sie es in \d+ Minuten noch einmal, oder fragen Sie Ihre Administration\./);
  });

  it('changes by the switch, without losing the way, and stays changed', async () => {
    const visitor = browser('en-GB');
    const query = new URLSearchParams({ client_id: clientId, redirect_uri: REDIRECT, response_type: 'code', state: 's&t' });
    const path = `/oauth2/v0/authorize?${query.toString()}`;
    const changed = await visitor.send(await visitor.open(path), '/language', { language: 'de' });
    assert.equal(changed.status, 303);
    assert.equal(changed.headers['location'], path);
    assert.match(String(changed.headers['set-cookie']), /^perdiem_language=de; Path=\/; Max-Age=\d+; SameSite=Lax$/);
    assert.equal(languageOf(await visitor.open(path)), 'de');
    // The page that answers a post has its way in no address.
    const wrong = await visitor.send(await visitor.open(path), '/sign-in', { login, password: 'wrong' });
    const twice = await visitor.open(`${path}&foreign=1&foreign=2`);
    assert.match(twice.text, /Danach geht es weiter zu <b>Ledgerline<\/b>/, 'what is not ours to know may stand twice');
    const again = await visitor.send(wrong, '/language', { language: 'en' });
    assert.equal(again.headers['location'], `/sign-in?return_to=${encodeURIComponent(path)}`);
    const english = await visitor.open(again.headers['location']);
    assert.equal(languageOf(english), 'en');
    assert.match(english.text, /to continue to <b>Ledgerline<\/b>/);
  });

  it('changes only from our own pages, to a language that there is, and leads nowhere else', async () => {
    const visitor = browser('de');
    for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example', 'evil', '']) {
      const { headers } = await visitor.ask('POST', '/language', { language: 'en', to });
      assert.equal(headers['location'], '/', to);
    }
    assert.equal((await browser().ask('POST', '/language', { language: 'de' })).headers['location'], '/');
    const forged = await browser().ask('POST', '/language', { language: 'de' }, { origin: 'https://evil.example' });
    assert.equal(forged.status, 403);
    assert.equal(forged.headers['set-cookie'], undefined);
    const strange = await browser('de').ask('POST', '/language', { language: 'tlh' });
    assert.equal(strange.status, 400);
    assert.match(strange.text, /Das geht nicht/);
  });

  it('is no other for a cookie that names none of ours', async () => {
    const page = await browser('de').ask('GET', '/sign-in', undefined, { cookie: 'perdiem_language=xx"><script>' });
    assert.equal(languageOf(page), 'de');
  });

  it('is spoken by refusals too', async () => {
    const visitor = browser('de');
    const stale = await visitor.ask('POST', '/sign-in', { login, password: PASSWORD });
    assert.equal(stale.status, 403);
    assert.match(stale.text, /Dieses Formular ist veraltet/);
    // There is no page at the address of some posts: the switch leads to the page that the form stood on.
    for (const [referer, to] of [
      [`http://${HOST}/account?x=1`, '/account?x=1'],
      ['https://evil.example/account', '/'],
      [`http://${HOST}//evil.example/`, '/'],
    ] as const) {
      const forged = { origin: 'https://evil.example', referer };
      const page = await visitor.ask('POST', '/language', { language: 'en' }, forged);
      assert.ok(page.text.includes(`name="to" value="${to}"`), referer);
    }
    const misfit = await visitor.open('/oauth2/v0/authorize?client_id=nobody');
    assert.match(misfit.text, /Keine App hat diese client_id\./);
    const nothing = await visitor.ask('GET', '/sandbox/mailbox', undefined, { host: 'elsewhere.example' });
    assert.equal(nothing.status, 404);
    assert.match(nothing.text, /Hier ist nichts/);
    assert.equal(nothing.headers['content-language'], 'de');
    const lost = await visitor.open('/sandbox/mailbox/none');
    assert.match(lost.text, /<a href="\/sandbox\/mailbox">Alle E-Mails<\/a>/);
    assert.match((await visitor.open('/sign-in/link?token=none')).text, /Dieser Link gilt nicht mehr/);
    assert.match((await visitor.open('/invitation?token=none')).text, /Diese Einladung gilt nicht mehr/);
  });
});
