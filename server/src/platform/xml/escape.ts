/** Whether any character needs care. A lone surrogate cannot be told from a pair here, so both take the slow way. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const SUSPECT = /[&<>"\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;

/** What XML 1.0 cannot hold, even as a character reference. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu;

const TEXT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const ATTRIBUTE: Readonly<Record<string, string>> = { ...TEXT, '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;' };

/** Text for an element. A carriage return is a reference, since a reader would turn a bare one into a line feed. */
export function escapeText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replace(ILLEGAL, '\ufffd').replace(/[&<>\r]/g, (character) => TEXT[character] ?? '');
}

/** Text for an attribute in double quotes, whose white space a reader would otherwise turn into blanks. */
export function escapeAttribute(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replace(ILLEGAL, '\ufffd').replace(/[&<>"\r\n\t]/g, (character) => ATTRIBUTE[character] ?? '');
}

/**
 * A number in plain notation: the digits that String gives, without an exponent.
 * @throws TypeError for NaN and infinities.
 */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('A number that is not finite has no XML form');
  const text = String(value);
  const [mantissa = '', exponent] = text.split('e');
  if (exponent === undefined) return text;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.');
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - whole.length)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(shift, '0')}`;
}
