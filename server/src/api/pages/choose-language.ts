import type { Answer } from '../../platform/http/facade.ts';
import type { Language } from '../../platform/language/language.ts';
import { redirectAnswer } from './markup/page.ts';
import { languageCookie } from './reader.ts';
import { returnPath } from './return-to.ts';
import { staleForm } from './trouble.ts';
import { isFromOurs, type PageCall } from './visit.ts';

/** Nothing is at stake but a language, so our own origin is proof enough. */
export async function chooseLanguage(call: PageCall, form: { language: Language; to?: string }): Promise<Answer> {
  if (!isFromOurs(call)) return staleForm(call);
  return redirectAnswer(returnPath(form.to), [languageCookie(call.site, form.language)]);
}
