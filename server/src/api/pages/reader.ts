import type { Request } from '../../platform/http/facade.ts';
import { negotiateLanguage, wishedTags } from '../../platform/http/negotiate.ts';
import type { Site } from '../../platform/http/site.ts';
import { spokenIn, type Language } from '../../platform/language/language.ts';
import { wordsOf, type PageWords } from './words/index.ts';

/** Set by the pages and by the web application, which reads it too: a choice made in one holds in the other. */
export const LANGUAGE_COOKIE = 'perdiem_language';
const YEAR_SECONDS = 365 * 24 * 3600;

type Asking = Pick<Request, 'headers' | 'cookies'>;

const headerOf = ({ headers }: Asking): string | undefined => {
  const given = headers['accept-language'];
  return typeof given === 'string' ? given : undefined;
};

/** What was chosen on this browser, else what the browser prefers, else English: docs/decisions/0136-language.md. */
export const languageOf = (asking: Asking): Language =>
  spokenIn(asking.cookies[LANGUAGE_COOKIE]) ?? negotiateLanguage(headerOf(asking)) ?? 'en';

/** Keeps a choice on this browser. */
export const languageCookie = (site: Site, language: Language): string =>
  `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${site.origin.startsWith('https:') ? '; Secure' : ''}`;

/** Whoever reads a page. */
export interface Reader {
  readonly language: Language;
  readonly words: PageWords;
  /** The language with the region whose dates the browser wants. */
  readonly locale: string;
  /** Path and query at which the page can be opened again, in another language. */
  readonly here: string;
}

export function readerOf(asking: Asking & { readonly url: string }): Reader {
  const language = languageOf(asking);
  const locale = wishedTags(headerOf(asking)).find((tag) => spokenIn(tag) === language) ?? language;
  return { language, words: wordsOf(language), locale, here: asking.url };
}
