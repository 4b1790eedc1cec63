/** Stands where a secret stood. */
export const HIDDEN = '[redacted]';

const ALWAYS = /passw|passphrase|passcode|secret|token|authori[sz]ation|cookie|apikey|privatekey|credential|assertion|verifier/;
const EXACTLY = new Set(['otp', 'pin', 'pwd', 'jwt', 'sid']);
/** They speak of secrets and hold none. */
const HARMLESS = new Set(['tokentype', 'accesstokentype', 'subjecttokentype', 'issuedtokentype', 'requestedtokentype']);

const squeezed = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Whether a value under this name is a secret. A plain `code` is one where tokens are made, and the code of a currency or an expense type
 * everywhere else.
 */
export function isSecretName(name: string, makesTokens: boolean): boolean {
  const kind = KNOWN.get(name) ?? kindOf(name);
  if (KNOWN.size < KNOWN_AT_MOST) KNOWN.set(name, kind);
  return kind === 'always' || (makesTokens && kind === 'where-tokens-are-made');
}

type Kind = 'always' | 'where-tokens-are-made' | 'never';

/** The same names come with every exchange. */
const KNOWN = new Map<string, Kind>();
const KNOWN_AT_MOST = 5000;

function kindOf(name: string): Kind {
  const plain = squeezed(name);
  if (HARMLESS.has(plain)) return 'never';
  if (ALWAYS.test(plain) || EXACTLY.has(plain)) return 'always';
  return plain === 'code' || plain === 'state' ? 'where-tokens-are-made' : 'never';
}

const HINT =
  /passw|passphrase|passcode|secret|token|authori[sz]|cookie|api.?key|private.?key|credential|assertion|verifier|otp|pin|pwd|jwt|sid/i;
const CODE_HINT = /code|state/i;

/** Whether a text may hold such a name: written plainly, or in a way that hides it. */
export const mayNameSecret = (text: string, makesTokens: boolean): boolean =>
  HINT.test(text) || text.includes('\\u') || text.includes('&#') || (makesTokens && CODE_HINT.test(text));

/** At every quotation mark: whether it opens a name is not told by one that does not. */
const JSON_NAME = /"(?=([^"]*)"\s*:)/g;

/** Whether a JSON text that can be read holds such a name, told without reading it; undefined where that cannot be told. */
export function jsonNamesSecret(text: string, makesTokens: boolean): boolean | undefined {
  if (text.includes('\\')) return undefined;
  for (const [, name = ''] of text.matchAll(JSON_NAME)) if (isSecretName(name, makesTokens)) return true;
  return false;
}
