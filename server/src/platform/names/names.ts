/** Names of countries and currencies in a caller's language, from the data that comes with the runtime. */

/** The names in one language, and those of them that were asked for: asking the runtime costs a hundred times as much. */
interface Names {
  readonly all: Intl.DisplayNames;
  readonly found: Map<string, string>;
}

const countries = new Map<string, Names>();
const currencies = new Map<string, Names>();

/** The country's name, or its code where the language or the code is not known. */
export const countryName = (code: string, language: string): string => nameOf(countries, 'region', code, language);

/** Regions that have two letters and a name too, and are no countries. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** Whether a text is the two capital letters of a country (ISO 3166-1, and those in use beside it). */
export const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) && !NO_COUNTRIES.has(code) && countryName(code, 'en-US') !== code;

export const currencyName = (code: string, language: string): string => nameOf(currencies, 'currency', code, language);

/** An Accept-Language may hold anything: what is no language tag is read as English. */
function nameOf(known: Map<string, Names>, type: 'region' | 'currency', code: string, language: string): string {
  try {
    const { all, found } = namesIn(known, type, language);
    const before = found.get(code);
    if (before !== undefined) return before;
    const name = all.of(code) ?? code;
    // Codes may be a caller's too: only those that there are are kept.
    if (name !== code) found.set(code, name);
    return name;
  } catch {
    return code;
  }
}

/** Callers choose the key, so the table is emptied before it could grow. */
const MOST_LANGUAGES = 200;

function namesIn(known: Map<string, Names>, type: 'region' | 'currency', language: string): Names {
  const found = known.get(language);
  if (found) return found;
  if (known.size >= MOST_LANGUAGES) known.clear();
  const made = { all: new Intl.DisplayNames([canonical(language), 'en-US'], { type }), found: new Map<string, string>() };
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
