import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Answer } from '../../../platform/http/facade.ts';
import { LANGUAGES, ownName } from '../../../platform/language/language.ts';
import type { Reader } from '../reader.ts';
import { html, type Html, type Piece } from './html.ts';
import { hidden } from './parts.ts';

export const STYLE = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
const STYLE_PATH = `/pages/style.css?${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}`;

const MARK = html`<svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
  <rect class="mark-sky" width="48" height="48" rx="12" />
  <path class="mark-sun" d="M11 30a13 13 0 0 1 26 0z" />
  <path class="mark-line" d="M8 30h32M15 37h18" stroke-width="3" stroke-linecap="round" fill="none" />
</svg>`;

export const mark: Html = MARK;

export interface Page {
  readonly reader: Reader;
  readonly title: string;
  readonly content: Html;
  /** Right of the name: links of a signed-in visitor. */
  readonly head?: Piece;
  readonly width?: 'middle' | 'wide';
  /** Origins and schemes to which a form on the page may lead in the end, beside our own. */
  readonly formTargets?: readonly string[];
  readonly status?: number;
  readonly cookies?: readonly string[];
}

/** A whole page with the headers every page carries. */
export function pageAnswer(page: Page): Answer {
  const status = page.status ?? 200;
  return {
    status,
    body: documentOf(page),
    headers: {
      ...securityHeaders(page.formTargets),
      ...languageHeaders(page.reader),
      ...(page.cookies?.length ? { 'set-cookie': [...page.cookies] } : {}),
    },
  };
}

/** On to another page; the browser asks for it by GET whatever was sent. */
export const redirectAnswer = (location: string, cookies: readonly string[] = []): Answer => ({
  status: 303,
  headers: { location, ...securityHeaders(), ...(cookies.length ? { 'set-cookie': [...cookies] } : {}) },
});

/**
 * Chromium holds `form-action` against the redirects that follow a post too, so the place where a form leads in the end must
 * be named. Referrers stay within our own origin: `no-referrer` would also blank the Origin of our own forms, by which a
 * forged post is told. An application may open these pages in a window of its own, so the opener is kept.
 */
export function securityHeaders(formTargets: readonly string[] = []): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    ['form-action', "'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'unsafe-none',
    'cache-control': 'no-store',
  };
}

/** What was chosen is in a cookie, so an answer is as much that cookie's as the browser's. */
export const languageHeaders = ({ language }: Pick<Reader, 'language'>): Record<string, string> => ({
  'content-language': language,
  vary: 'Accept-Language, Cookie',
});

export function documentOf({ reader, title, content, head, width }: Page): string {
  const { words, language } = reader;
  return String(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title} · Perdiem</title>
          <link rel="stylesheet" href="${STYLE_PATH}" />
        </head>
        <body>
          <a class="skip" href="#content">${words.skip}</a>
          <header class="head">
            <a class="brand" href="/">${MARK} Perdiem</a>${head && html`<div class="links">${head}</div>`}
          </header>
          <main id="content" ${width && html` class="${width}"`}>${content}</main>
          <footer class="foot">${words.slogan} ${languageSwitch(reader)}</footer>
        </body>
      </html> `,
  );
}

/** A form, since the choice is kept; without a script the page is read again in the other language. */
const languageSwitch = ({ language, words, here }: Reader): Html =>
  html`<form class="languages" method="post" action="/language" aria-label="${words.language}">
    ${hidden({ to: here })}
    ${LANGUAGES.map((one) =>
      one === language
        ? html`<b lang="${one}" aria-current="true">${ownName(one)}</b>`
        : html`<button class="aslink" type="submit" name="language" value="${one}" lang="${one}">${ownName(one)}</button>`,
    )}
  </form>`;
