import type { Language } from '../../../platform/language/language.ts';
import { SCOPES, type ScopeName } from '../scope-catalogue.ts';
import { de } from './de.ts';

/** English stands in the catalogue itself. */
const WORDS: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<ScopeName, string>>>> = { de };

const ENGLISH = new Map<string, string>(SCOPES.map(({ name, description }) => [name, description]));

const isKnown = (name: string): name is ScopeName => ENGLISH.has(name);

/** A scope as a plain sentence of a language; one that the catalogue does not know goes by its name alone. */
export function describeScope(name: string, language: Language): string {
  if (!isKnown(name)) return name;
  return language === 'en' ? (ENGLISH.get(name) ?? name) : WORDS[language][name];
}
