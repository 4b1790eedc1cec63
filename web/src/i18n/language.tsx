import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { queryClient } from '../api/queries.ts';
import type { MessageId } from './messages/en.ts';
import { book, type Language, type Words } from './words.ts';

/** A language with its own name. */
export const LANGUAGES = [
  { code: 'en', name: 'English' },
  { code: 'de', name: 'Deutsch' },
] as const satisfies readonly { code: Language; name: string }[];
export type { Language };

const isLanguage = (code: string): code is Language => LANGUAGES.some((one) => one.code === code);

/** The server decides, for its own pages and for this one: by what was chosen on this browser, else by what the browser prefers. */
function given(): Language {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : 'en';
}

/** Where the server looks for it. */
function keep(language: Language): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `perdiem_language=${language}; Path=/; Max-Age=${365 * 24 * 3600}; SameSite=Lax${secure}`;
}

/** Dates and numbers follow the region that the browser names for the language. Not all that browsers name is a tag: `en-US@posix`. */
const localeOf = (language: Language): string =>
  navigator.languages.find((tag) => tag.startsWith(language) && isTag(tag)) ?? language;

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

const Choice = createContext<{ language: Language; choose: (language: Language) => void }>({ language: 'en', choose: () => {} });
export const useLanguage = () => useContext(Choice);

export function LanguageProvider({ children }: { children: ReactNode }): ReactElement | null {
  const [wished, setWished] = useState(given);
  const [shown, setShown] = useState<{ language: Language; words: Words }>();
  useEffect(() => {
    let isCurrent = true;
    void book.speak(wished).then((words) => isCurrent && setShown({ language: wished, words }));
    return () => void (isCurrent = false);
  }, [wished]);
  useEffect(() => {
    if (!shown || shown.language === document.documentElement.lang) return;
    document.documentElement.lang = shown.language;
    // Some of what the server has said is prose.
    void queryClient.invalidateQueries();
  }, [shown]);
  const choose = useCallback((language: Language) => {
    keep(language);
    setWished(language);
  }, []);
  const choice = useMemo(() => ({ language: wished, choose }), [wished, choose]);
  if (!shown) return null;
  return (
    <Choice value={choice}>
      <IntlProvider locale={localeOf(shown.language)} defaultLocale="en" messages={shown.words as Record<string, string>}>
        {children}
      </IntlProvider>
    </Choice>
  );
}

/** Text of the application by its id. */
export function useText(): (id: MessageId, values?: Readonly<Record<string, string | number>>) => string {
  const intl = useIntl();
  return useCallback(
    (id, values) => {
      const word: unknown = intl.messages[id];
      if (word === undefined) reportError(new Error(`No word for ${id}: the page that says it does not want its part`));
      // What has nothing to fill in was read when the application was built.
      return typeof word === 'string' ? word : intl.formatMessage({ id }, values ?? {});
    },
    [intl],
  );
}

const MOMENT = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** Moments as people of the language write them, in the browser's zone. */
export function useMoment(): (iso: string) => string {
  const intl = useIntl();
  return useCallback((iso) => intl.formatDate(iso, MOMENT), [intl]);
}

/** Amounts as people of the language write them; decimal text, since a number would round what is large. */
export function useMoney(): (amount: string, currency: string) => string {
  const intl = useIntl();
  return useCallback((amount, currency) => intl.formatNumber(amount as `${number}`, { style: 'currency', currency }), [intl]);
}
