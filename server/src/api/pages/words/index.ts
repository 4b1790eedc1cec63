import type { Language } from '../../../platform/language/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export type PageWords = typeof en;

const WORDS: Readonly<Record<Language, PageWords>> = { en, de };

/** What the pages say in a language. */
export const wordsOf = (language: Language): PageWords => WORDS[language];
