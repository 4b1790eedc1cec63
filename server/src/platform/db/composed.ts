/** Statements of use cases are few; whatever makes texts of its own, such as rows in any number, soon finds no place. */
const KNOWN_AT_MOST = 1000;
let places = 0;

/** Texts that were looked at already, by the texts that go before them. */
class Known {
  readonly #behind = new Map<string, Known>();
  /** Null where they cannot be one; undefined where nobody has looked. */
  composed: string | null | undefined;

  /** Undefined where there is no place left. */
  after(text: string): Known | undefined {
    let known = this.#behind.get(text);
    if (known || places === KNOWN_AT_MOST) return known;
    places++;
    this.#behind.set(text, (known = new Known()));
    return known;
  }
}

const KNOWN = new Known();

/**
 * One text for statements that write and are nobody's to look at but for the last: each becomes a part of the last one's WITH, and the values of
 * all stand one behind the other. The database then begins and ends one statement instead of several. Undefined where that could mean something
 * else: parts do not see what the others write.
 */
export function composedOf(texts: readonly string[], counts: readonly number[]): string | undefined {
  let known: Known | undefined = KNOWN;
  for (const text of texts) known = known?.after(text);
  if (known && known.composed === undefined) known.composed = compose(texts, counts) ?? null;
  return known?.composed ?? undefined;
}

function compose(texts: readonly string[], counts: readonly number[]): string | undefined {
  const parts = texts.map(partsOf);
  if (!areIndependent(texts) || !parts.every((part) => part !== undefined)) return undefined;
  const names = parts.flatMap((part) => part.names);
  if (new Set(names).size < names.length) return undefined;
  let before = 0;
  const shifted = parts.map(({ list, main }, at) => {
    const shift = (text: string): string => text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + before}`);
    const [ownList, ownMain] = [list.map(shift), shift(main)];
    before += counts[at] ?? 0;
    return at === parts.length - 1
      ? { list: ownList, main: ownMain }
      : { list: [...ownList, `part_${at} as (${ownMain})`], main: '' };
  });
  return `with ${shifted.flatMap(({ list }) => list).join(', ')} ${shifted.at(-1)?.main}`;
}

interface Parted {
  /** `name as (...)`, of each query of a WITH. */
  readonly list: readonly string[];
  readonly names: readonly string[];
  readonly main: string;
}

const HEAD = /^\s*("?(\w+)"?\s+as\s*\()/i;

/** Undefined for a text that this cannot read for certain. */
function partsOf(text: string): Parted | undefined {
  if (/\$\d[^']*'(?:[^']*'[^']*')*[^']*$|\$\$|--|\/\*/.test(text)) return undefined;
  const list: string[] = [];
  const names: string[] = [];
  let rest = text.trim();
  if (!/^with\b/i.test(rest)) return { list, names, main: rest };
  rest = rest.slice('with'.length);
  for (;;) {
    const [, head, name] = HEAD.exec(rest) ?? [];
    if (head === undefined || name === undefined) return undefined;
    const start = rest.indexOf(head);
    const end = closing(rest, start + head.length);
    if (end === undefined) return undefined;
    list.push(rest.slice(start, end + 1));
    names.push(name);
    rest = rest.slice(end + 1).trimStart();
    if (!rest.startsWith(',')) return { list, names, main: rest };
    rest = rest.slice(1);
  }
}

/** Where the parenthesis closes that was opened before `from`. */
function closing(text: string, from: number): number | undefined {
  let depth = 1;
  let isQuoted = false;
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (letter === '(') depth++;
    if (letter === ')' && --depth === 0) return at;
  }
  return undefined;
}

/** Whether each writes, and tables that no other one mentions. */
function areIndependent(texts: readonly string[]): boolean {
  return texts.every((text, at) => {
    const written = [...text.matchAll(/\b(?:insert\s+into|update|delete\s+from)\s+"?(\w+)/gi)].map(([, name]) => name as string);
    const isMentioned = (name: string): boolean => {
      const mention = new RegExp(`\\b${name}\\b`, 'i');
      return texts.some((other, place) => place !== at && mention.test(other));
    };
    // What an upsert changes may be what another one has just made.
    return written.length > 0 && !written.includes('set') && !written.some(isMentioned);
  });
}
