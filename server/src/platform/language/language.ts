/** The languages in which this program speaks to people. Its words stand with what says them, a file for each of these. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a BCP 47 tag, whatever its region, if we speak it. */
export function spokenIn(tag: string | undefined): Language | undefined {
  const primary = tag?.split('-')[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === primary);
}

/** The first of these tags that we speak, else English. */
export function languageFor(...tags: readonly (string | undefined)[]): Language {
  for (const tag of tags) {
    const language = spokenIn(tag);
    if (language) return language;
  }
  return 'en';
}

/** What a language calls itself. */
export const ownName = (language: Language): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

type Unit = 'second' | 'minute' | 'hour' | 'day';

/** A span of time in words: "5 minutes", "7 Tage". */
export const spanIn =
  (language: Language) =>
  (count: number, unit: Unit): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);

/** A moment to come in words: "in 5 minutes", "in 5 Minuten". */
export const aheadIn =
  (language: Language) =>
  (count: number, unit: Unit): string =>
    new Intl.RelativeTimeFormat(language).format(count, unit);
