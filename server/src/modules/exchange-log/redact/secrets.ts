import { HIDDEN } from './secret-names.ts';

/** Shorter ones are hidden where they stand, and nowhere else: they would blot out ordinary words. */
const SHORTEST = 6;

const JWT = /\beyJ[\w-]{4,}\.[\w-]{4,}\.[\w-]*/g;
const SCHEME = /\b(Bearer|Basic|OAuth)(\s+)[\w.~+/=-]{6,}/gi;

/** Of these three writers of XML escape some and leave others. */
const OPTIONAL = [
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
] as const;

const xmlWritings = (text: string): string[] =>
  OPTIONAL.reduce<string[]>(
    (all, [plain, escaped]) => (text.includes(plain) ? all.flatMap((one) => [one, one.replaceAll(plain, escaped)]) : all),
    [text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')],
  );

/** Signs that every medium writes as they are: most tokens have no others. */
const PLAIN = /^[\w.~-]+$/;

/** The ways in which a text is written in the media that are kept. */
const writings = (value: string): string[] =>
  PLAIN.test(value)
    ? [value]
    : [
        value,
        JSON.stringify(value).slice(1, -1),
        encodeURIComponent(value.toWellFormed()),
        new URLSearchParams({ a: value }).toString().slice(2),
        ...xmlWritings(value),
      ];

/** A text with its percent signs read, where they are ones. */
export function unescaped(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

/** The secrets of one exchange: whatever else repeats one of them must not show it either. */
export class Secrets {
  readonly #values = new Set<string>();
  #longestFirst: readonly string[] | undefined;

  add(value: string): void {
    if (value.length < SHORTEST || value === HIDDEN || this.#values.has(value)) return;
    for (const one of writings(value)) this.#values.add(one);
    this.#longestFirst = undefined;
    const plain = unescaped(value);
    if (plain !== value) this.add(plain);
  }

  /** A text without the known secrets, and without what looks like a token by itself. */
  hide(text: string): string {
    let rest = text;
    this.#longestFirst ??= [...this.#values].sort((a, b) => b.length - a.length);
    for (const value of this.#longestFirst) if (rest.includes(value)) rest = rest.replaceAll(value, HIDDEN);
    if (rest.includes('eyJ')) rest = rest.replace(JWT, HIDDEN);
    return rest.replace(SCHEME, `$1$2${HIDDEN}`);
  }
}
