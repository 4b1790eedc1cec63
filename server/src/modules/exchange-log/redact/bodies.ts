import { HIDDEN, isSecretName, jsonNamesSecret, mayNameSecret } from './secret-names.ts';
import type { Secrets } from './secrets.ts';

export interface Reading {
  readonly secrets: Secrets;
  readonly makesTokens: boolean;
  /** Whether we wrote it ourselves: our JSON is JSON. */
  readonly isOurs?: boolean;
}

/** A text whose secrets by name are gone; undefined where it cannot be told what is one. */
export type Redacted = { readonly text: string; readonly hidden: boolean } | undefined;

const asIs = (text: string): Redacted => ({ text, hidden: false });

export function redactJson(text: string, at: Reading): Redacted {
  if (!mayNameSecret(text, at.makesTokens)) return asIs(text);
  if (at.isOurs && jsonNamesSecret(text, at.makesTokens) === false) return asIs(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const walk = new JsonWalk(at);
  const shown = walk.show(value, false);
  // As it was, to the last digit and space, where nothing had to go. An unusual spelling would hide a secret from the second reading.
  return walk.hidden || /\\[u/]/.test(text) ? { text: JSON.stringify(shown), hidden: walk.hidden } : asIs(text);
}

class JsonWalk {
  readonly #at: Reading;
  hidden = false;

  constructor(at: Reading) {
    this.#at = at;
  }

  show(value: unknown, secret: boolean): unknown {
    if (Array.isArray(value)) return value.map((one) => this.show(one, secret));
    if (typeof value === 'object' && value !== null) {
      const shown = Object.entries(value).map(([name, inner]) => [
        name,
        this.show(inner, secret || isSecretName(name, this.#at.makesTokens)),
      ]);
      return Object.fromEntries(shown);
    }
    if (!secret || (typeof value !== 'string' && typeof value !== 'number')) return value;
    this.#at.secrets.add(String(value));
    this.hidden = true;
    return HIDDEN;
  }
}

/** A form, or the query of an address. */
export function redactForm(text: string, at: Reading): { readonly text: string; readonly hidden: boolean } {
  let hidden = false;
  const pairs = text.split('&').map((pair) => {
    const [[name, value] = ['', '']] = new URLSearchParams(pair);
    if (!isSecretName(name, at.makesTokens) || value === '') return pair;
    at.secrets.add(value);
    hidden = true;
    return `${pair.slice(0, pair.indexOf('='))}=${HIDDEN}`;
  });
  return { text: pairs.join('&'), hidden };
}

const LEAF = /<([\w.:-]+)(\s[^<>]*)?>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))<\/\1\s*>/g;
const ATTRIBUTE = /(\s)([\w.:-]+)(\s*=\s*)("[^"<]*"|'[^'<]*')/g;
const OPENING = /<([\w.:-]+)(?:\s[^<>]*)?>(?!<\/)(?!\[redacted\]<\/)/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

const decoded = (text: string): string =>
  text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });

export function redactXml(text: string, at: Reading): Redacted {
  if (!mayNameSecret(text, at.makesTokens)) return asIs(text);
  let hidden = false;
  const hide = (value: string): string => {
    if (value === '') return value;
    at.secrets.add(decoded(value));
    at.secrets.add(decoded(value).trim());
    hidden = true;
    return HIDDEN;
  };
  const isSecret = (name: string): boolean => isSecretName(localName(name), at.makesTokens);
  const leaves = text.replace(LEAF, (whole, name: string, attributes: string | undefined, raw?: string, plain?: string) => {
    if (!isSecret(name)) return whole;
    return `<${name}${attributes ?? ''}>${hide(raw ?? plain ?? '')}</${name}>`;
  });
  const shown = leaves.replace(ATTRIBUTE, (whole, space: string, name: string, equals: string, quoted: string) =>
    isSecret(name) ? `${space}${name}${equals}"${hide(quoted.slice(1, -1))}"` : whole,
  );
  // Something under such a name that is no plain text: whatever it holds is not shown.
  for (const [tag, name = ''] of shown.matchAll(OPENING)) if (isSecret(name) && !tag.endsWith('/>')) return undefined;
  return { text: shown, hidden };
}

/** Of other text only what names no secret is kept. */
export const redactText = (text: string, at: Reading): Redacted => (mayNameSecret(text, at.makesTokens) ? undefined : asIs(text));
