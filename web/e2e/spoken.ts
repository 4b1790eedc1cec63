import type { Page } from 'playwright-core';

/** All that a page says to those who see and to those who hear it. Code says the same in every language. */
export const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const add = (text: string | null): void => {
      const tidy = (text ?? '').replace(/\s+/g, ' ').trim();
      if (/\p{L}{2}/u.test(tidy)) found.add(tidy);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('code, pre, textarea, script, style, noscript, body [lang], [translate=no]'))
        add(node.nodeValue);
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
      for (const one of document.querySelectorAll(`[${name}]:not([translate=no], [aria-hidden=true])`))
        add(one.getAttribute(name));
    return [...found];
  });

/** What the server said on the way, apart from its prose: the names that people and programs gave, which no language changes. */
export function listenFor(page: Page): { readonly data: Set<string>; readonly settled: () => Promise<unknown> } {
  const data = new Set<string>();
  const reads: Promise<void>[] = [];
  const keep = (value: unknown): void => {
    if (typeof value === 'string') data.add(value.replace(/\s+/g, ' ').trim());
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        data.add(name);
        keep(inner);
      }
  };
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (PROSE.has(pathname) || !response.headers()['content-type']?.startsWith('application/json')) return;
    reads.push(response.json().then(keep, () => undefined));
  });
  return { data, settled: () => Promise.all(reads) };
}
const PROSE = new Set(['/web/scopes', '/web/sessions']);

/** Terms that are the same in both languages, and what is typed as it stands. */
const TERMS = new Set([
  'App',
  'App Center',
  'Issuer',
  'Java',
  'Logo',
  'Name',
  'Operation',
  'Perdiem',
  'Python',
  'Sandbox',
  'Scopes',
  'Secrets',
  'Start',
  'Status',
  'System',
  'Test',
  'Tokens',
  'TypeScript',
  'Website',
  'curl',
  'https://login.company.com',
  'concur-correlationid: my-own-id',
  'autosize measurement',
]);
/** What the sandbox's company calls its own things. */
const OWN_NAME = /Policy$|^(Cash|Company (Card|Paid)|Individually (Billed Card|Paid Card))$/;

const METHOD = /^(GET|POST|PUT|PATCH|DELETE)$/;
const ADDRESS = /^(https?:\/\/\S*|[\w-]+(\.[\w-]+)+(\/\S*)?)$/;
const MEASURE = /^[\d.,]+ \w{1,2}$/;

const letters = Array.from({ length: 26 }, (_none, at) => String.fromCharCode(65 + at));
const regions = new Intl.DisplayNames('de', { type: 'region' });
const COUNTRIES = new Set(letters.flatMap((one) => letters.map((other) => regions.of(one + other))));

const isSame = (text: string, data: ReadonlySet<string>): boolean =>
  [OWN_NAME, METHOD, ADDRESS, MEASURE].some((one) => one.test(text)) ||
  TERMS.has(text) ||
  COUNTRIES.has(text) ||
  text
    .split(/ ?· ?/)
    .filter(Boolean)
    .every((part) => data.has(part));

/** What is said in English on a German page: all that an English page of the same place says too, but for names and terms. */
export const strangeAmong = (german: readonly string[], english: readonly string[], data: ReadonlySet<string>): string[] =>
  german.filter((text) => english.includes(text) && !isSame(text, data));
