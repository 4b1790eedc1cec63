import type { Language } from '../../../platform/language/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export type Mail = typeof en;

const MAIL: Readonly<Record<Language, Mail>> = { en, de };

export const mailIn = (language: Language): Mail => MAIL[language];
