/** Names of countries and currencies in a caller's language, from the data that comes with the runtime. */

const countries = new Map<string, Intl.DisplayNames>();
const currencies = new Map<string, Intl.DisplayNames>();

/** The country's name, or its code where the language or the code is not known. */
export const countryName = (code: string, language: string): string => nameOf(countries, 'region', code, language);

/** Regions that have two letters and a name too, and are no countries. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** Whether a text is the two capital letters of a country (ISO 3166-1, and those in use beside it). */
export const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) && !NO_COUNTRIES.has(code) && countryName(code, 'en-US') !== code;

export const currencyName = (code: string, language: string): string => nameOf(currencies, 'currency', code, language);

/** An Accept-Language may hold anything: what is no language tag is read as English. */
function nameOf(known: Map<string, Intl.DisplayNames>, type: 'region' | 'currency', code: string, language: string): string {
  try {
    return namesIn(known, type, language).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Callers choose the key, so the table is emptied before it could grow. */
const MOST_LANGUAGES = 200;

function namesIn(known: Map<string, Intl.DisplayNames>, type: 'region' | 'currency', language: string): Intl.DisplayNames {
  const found = known.get(language);
  if (found) return found;
  if (known.size >= MOST_LANGUAGES) known.clear();
  const made = new Intl.DisplayNames([canonical(language), 'en-US'], { type });
  known.set(language, made);
  return made;
}

function canonical(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}
