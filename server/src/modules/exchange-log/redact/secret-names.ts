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
  const plain = squeezed(name);
  if (HARMLESS.has(plain)) return false;
  return ALWAYS.test(plain) || EXACTLY.has(plain) || (makesTokens && (plain === 'code' || plain === 'state'));
}

const HINT =
  /passw|passphrase|passcode|secret|token|authori[sz]|cookie|api.?key|private.?key|credential|assertion|verifier|otp|pin|pwd|jwt|sid/i;
const CODE_HINT = /code|state/i;

/** Whether a text may hold such a name: written plainly, or in a way that hides it. */
export const mayNameSecret = (text: string, makesTokens: boolean): boolean =>
  HINT.test(text) || text.includes('\\u') || text.includes('&#') || (makesTokens && CODE_HINT.test(text));
