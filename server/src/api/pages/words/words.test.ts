import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { LANGUAGES, type Language } from '../../../platform/language/language.ts';
import { html, type Html } from '../markup/html.ts';
import { accountPage, frontHead, frontPage } from '../markup/front-page.ts';
import { codePage } from '../markup/code-page.ts';
import { consentPage } from '../markup/consent-page.ts';
import { errorPage } from '../markup/error-page.ts';
import { invitationPage, invitationUselessPage } from '../markup/invitation-page.ts';
import { mailboxPage, mailPage } from '../markup/mailbox-page.ts';
import { documentOf } from '../markup/page.ts';
import {
  askForLinkPage,
  changePasswordPage,
  confirmLinkPage,
  linkSentPage,
  linkUselessPage,
  signInPage,
} from '../markup/sign-in-page.ts';
import { onwardPage, singleSignOnPage } from '../markup/single-sign-on-page.ts';
import { readerOf, type Reader } from '../reader.ts';
import { wordsOf } from './index.ts';

// Whatever is not a word of ours has no two letters together.
const AT = new Date('2026-03-02T09:00:00Z');
const way = { formToken: '', returnTo: '/', appName: '1' };
const mail = { id: '1', sentAt: AT, to: ['@'], subject: '1', text: '1' };
const person = { userId: '1', name: '1', login: '@' };
const problems = [{ text: '1' }];
const session = { id: '1', browser: '1', began: AT, seen: AT, here: true };
const consent = { action: '/', request: '', formToken: '', returnTo: '/', person, destination: '1', scopes: [] };

/** Every page, in every shape that says something else. */
const PAGES: Readonly<Record<string, (reader: Reader) => readonly Html[]>> = {
  accountPage: (reader) => [accountPage(reader, { person, formToken: '', sessions: [session] })],
  frontPage: (reader) => [
    frontPage(reader, { formToken: '', sandbox: true }),
    frontPage(reader, { person, formToken: '', sandbox: true }),
    html`${frontHead(reader, { formToken: '', sandbox: true })}${frontHead(reader, { person, formToken: '', sandbox: true })}`,
  ],
  codePage: (reader) => [codePage(reader, way, problems)],
  consentPage: (reader) => [
    consentPage(reader, { ...consent, app: { name: '1', description: '' } }),
    consentPage(reader, { ...consent, app: { name: '1', description: '' }, scopes: [{ code: 'user.read', words: '1' }] }),
  ],
  errorPage: (reader) => [errorPage(reader, { title: '1', text: '1', code: 1, correlationId: '1' })],
  invitationPage: (reader) => [
    invitationPage(reader, { formToken: '', token: '', name: '1', login: '@', companyName: '1', minLength: 8 }, problems),
  ],
  invitationUselessPage: (reader) => [invitationUselessPage(reader)],
  mailboxPage: (reader) => [mailboxPage(reader, [mail], '1'), mailboxPage(reader, [], undefined)],
  mailPage: (reader) => [mailPage(reader, mail)],
  askForLinkPage: (reader) => [askForLinkPage(reader, way)],
  changePasswordPage: (reader) => [changePasswordPage(reader, way, { login: '@', due: true })],
  confirmLinkPage: (reader) => [confirmLinkPage(reader, way, { secret: '', name: '1', login: '@' })],
  linkSentPage: (reader) => [linkSentPage(reader, '@', way, true)],
  linkUselessPage: (reader) => [linkUselessPage(reader)],
  signInPage: (reader) => [signInPage(reader, way, { problems })],
  onwardPage: (reader) => [onwardPage(reader, 'https://1.1.1.1')],
  singleSignOnPage: (reader) => [singleSignOnPage(reader, way)],
};

/** The same in both languages. */
const TERMS = new Set(['Code']);

const readerIn = (language: Language): Reader => readerOf({ headers: { 'accept-language': language }, cookies: {}, url: '/' });

/** All that a page says to those who see and to those who hear it. Code, and what names its language, says the same in all. */
function textsOf(page: string): string[] {
  const bare = page.replace(/<(code|svg|title|(?:b|button) lang="\w+")[^]*?<\/\w+>/g, '');
  const attributes = [...bare.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map(([, text = '']) => text);
  return [...bare.split(/<[^>]*>/), ...attributes]
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => /\p{L}{2}/u.test(text) && text !== 'Perdiem');
}

function leaves(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, word]: [string, unknown]) => {
    if (typeof word === 'string') return [[`${path}${name}`, word] as [string, string]];
    return typeof word === 'object' && word !== null ? leaves(word, `${path}${name}.`) : [];
  });
}

describe('the words of the pages', () => {
  it('are asked of every page', async () => {
    const folder = new URL('../markup/', import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith('-page.ts'));
    const doors = await Promise.all(files.map((name) => import(new URL(name, folder).href) as Promise<object>));
    const made = doors.flatMap((door) => Object.keys(door)).filter((name) => name.endsWith('Page'));
    assert.deepEqual(made.sort(), Object.keys(PAGES).sort());
  });

  for (const language of LANGUAGES.filter((one) => one !== 'en')) {
    for (const [name, render] of Object.entries(PAGES))
      it(`say nothing English on ${name} in ${language}`, () => {
        const [english, other] = [readerIn('en'), readerIn(language)].map((reader) =>
          render(reader).flatMap((content) => textsOf(documentOf({ reader, title: '1', content }))),
        );
        assert.ok(other && other.length >= 4);
        const same = other.filter((text) => english?.includes(text) && !TERMS.has(text));
        assert.deepEqual(same, []);
      });

    it(`are all other words in ${language}`, () => {
      const english = new Map(leaves(wordsOf('en')));
      const same = leaves(wordsOf(language)).filter(([path, word]) => english.get(path) === word && !TERMS.has(word));
      assert.deepEqual(same, []);
    });
  }
});
