import { remembered } from '../kept.ts';
import { LANGUAGES, spokenIn, type Language } from '../language/language.ts';
import type { Media } from './facade.ts';

const PLAIN: Record<Media, string> = {
  json: 'application/json',
  xml: 'application/xml',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
  html: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  image: 'image/*',
  pdf: 'application/pdf',
};

export const mediaTypeOf = (media: Media, own?: Partial<Record<Media, string>>): string => own?.[media] ?? PLAIN[media];

/** The medium that a Content-Type names, or undefined. `text/xml` and any `+json` or `+xml` count as what they are. */
export function mediaOf(contentType: string): Media | undefined {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (type === 'application/json' || type.endsWith('+json') || type === 'text/json') return 'json';
  if (type === 'application/xml' || type === 'text/xml' || type.endsWith('+xml')) return 'xml';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (type === 'multipart/form-data') return 'multipart';
  if (type === 'text/html') return 'html';
  if (type === 'application/pdf') return 'pdf';
  if (type.startsWith('image/')) return 'image';
  return type === 'text/plain' ? 'text' : undefined;
}

interface Wish {
  readonly value: string;
  readonly q: number;
}

/** What a header such as Accept wishes for, the most wished first, and with q=0 what it refuses. What is malformed is left out. */
const wishesIn = remembered((header): readonly Wish[] =>
  header
    .split(',')
    .map((wish) => {
      const [value = '', ...params] = wish.split(';').map((text) => text.trim().toLowerCase());
      const q = params.find((param) => param.startsWith('q='))?.slice(2);
      return { value, q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ value, q }) => value !== '' && q >= 0)
    .sort((a, b) => b.q - a.q),
);

const isWished = ({ q }: { q: number }): boolean => q > 0;

/** The medium to answer in: the best of Accept that is produced, the first produced for none or for any; undefined for none fits. */
export function negotiate(accept: string | undefined, produced: readonly Media[]): Media | undefined {
  if (!accept || accept.trim() === '') return produced[0];
  for (const { value: type } of wishesIn(accept).filter(isWished)) {
    if (type === '*/*') return produced[0];
    const media = type.endsWith('/*') ? produced.find((one) => PLAIN[one].startsWith(type.slice(0, -1))) : mediaOf(type);
    if (media && produced.includes(media)) return media;
  }
  return undefined;
}

/** The language tags of an Accept-Language, the most wished first. `*` names none. */
export const wishedTags = (header: string | undefined): readonly string[] => tagsIn(header ?? '');

const tagsIn = remembered((header): readonly string[] =>
  wishesIn(header)
    .filter(isWished)
    .flatMap(({ value }) => canonical(value) ?? []),
);

/** The language of ours that an Accept-Language wishes for most; undefined where it wishes for none of them. */
export function negotiateLanguage(header: string | undefined): Language | undefined {
  const wishes = wishesIn(header ?? '');
  const refused = new Set(wishes.flatMap((wish) => (isWished(wish) ? [] : [wish.value])));
  for (const { value } of wishes.filter(isWished)) {
    const found = value === '*' ? LANGUAGES.find((language) => !refused.has(language)) : spokenIn(canonical(value));
    if (found) return found;
  }
  return undefined;
}

/** A header may hold anything. */
function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
