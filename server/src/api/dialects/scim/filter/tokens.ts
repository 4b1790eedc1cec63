import { refuse } from '../refusal.ts';

/** A filter cut into words. Values are taken out, so that a parser meets `"0"`, `"1"` ... instead: their text cannot confuse it. */
export interface Tokens {
  readonly text: string;
  readonly values: readonly FilterValue[];
}

export type FilterValue = string | boolean | null;

export const OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
const COMPARES = new Set<string>(OPERATORS);
/** A client may write much, yet a filter must not cost more than the search that it asks for. */
const MOST_CHARACTERS = 10_000;
const MOST_WORDS = 1_000;

const WORD = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/sy;
/** A number, UUID, day or moment may stand without quotes: api-guides/profile/identity-search. */
const BARE = /^(?:[-+]?\d[\w.:+-]*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

export const badFilter = (message: string) => refuse('invalidFilter', 'filter', message);

/** @throws InvalidInput with invalidFilter */
export function tokens(filter: string): Tokens {
  if (filter.length > MOST_CHARACTERS) throw badFilter(`must have at most ${MOST_CHARACTERS} characters`);
  const words: string[] = [];
  const values: FilterValue[] = [];
  const text = filter.trim();
  WORD.lastIndex = 0;
  for (let at = 0; at < text.length; at = WORD.lastIndex) {
    const match = WORD.exec(text);
    if (!match) throw badFilter(`cannot be read from "${text.slice(at).trim().slice(0, 30)}" on: a quote is not closed`);
    const [, quoted, bracket, bare = ''] = match;
    const previous = words.at(-1) ?? '';
    if (COMPARES.has(previous.toLowerCase()) && isAttribute(words.at(-2)) && !bracket) {
      words.push(`"${values.length}"`);
      values.push(quoted === undefined ? bareValue(bare) : quotedValue(quoted));
    } else if (quoted !== undefined)
      throw badFilter(`has the text ${quoted.slice(0, 30)} where an attribute or operator belongs`);
    else words.push(bracket ?? attribute(bare));
    if (words.length > MOST_WORDS) throw badFilter(`must have at most ${MOST_WORDS} words`);
  }
  if (words.length === 0) throw badFilter('is empty');
  return { text: words.join(' '), values };
}

const isAttribute = (word: string | undefined): boolean =>
  word !== undefined && /^[a-z]/i.test(word) && !/^(and|or|not)$/i.test(word);

function attribute(word: string): string {
  if (!/^[a-z][\w.:-]*$/i.test(word)) throw badFilter(`has "${word.slice(0, 60)}", which is no attribute or operator`);
  return word;
}

function quotedValue(text: string): string {
  try {
    // Line breaks may stand in a value as they are.
    const value = JSON.parse(text.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')) as string;
    if (!value.includes('\0') && value.isWellFormed()) return value;
  } catch {
    // Said below.
  }
  throw badFilter(`has the value ${text.slice(0, 60)}, which is no text of JSON`);
}

function bareValue(word: string): FilterValue {
  const lower = word.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  if (lower === 'null') return null;
  if (BARE.test(word)) return word;
  throw badFilter(`has the value ${word.slice(0, 60)}: text stands in double quotes`);
}
