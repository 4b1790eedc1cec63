import type { Language } from '../../../platform/language/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export type Mails = typeof en;

const MAILS: Readonly<Record<Language, Mails>> = { en, de };

export const mailsIn = (language: Language): Mails => MAILS[language];
