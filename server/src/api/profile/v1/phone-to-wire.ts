/** Country calling codes of two digits; 1 and 7 stand alone and the others have three. */
const TWO_DIGITS = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

/** The calling code of an international number, undefined for a national one. */
export function callingCodeOf(value: string): string | undefined {
  const digits = /^\s*(?:tel:)?\+([\d\s().-]+)/.exec(value)?.[1]?.replace(/\D/g, '') ?? '';
  if (digits === '') return undefined;
  if (digits.startsWith('1') || digits.startsWith('7')) return digits[0];
  return TWO_DIGITS.has(digits.slice(0, 2)) ? digits.slice(0, 2) : digits.slice(0, 3);
}

/** `tel:+1-4251231244;ext=12`: the number as a URI, the calling code set off. */
export function phoneUri(value: string): string {
  const [, main = '', extension] = /^\s*(?:tel:)?([^;xe]*?)\s*(?:(?:;ext=|x|ext\.?)\s*(\d*))?\s*$/i.exec(value) ?? [];
  const digits = main.replace(/\D/g, '');
  const code = callingCodeOf(value);
  const number = code === undefined ? digits : `+${code}-${digits.slice(code.length)}`;
  return `tel:${number}${extension ? `;ext=${extension}` : ''}`;
}
