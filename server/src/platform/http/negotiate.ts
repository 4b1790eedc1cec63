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

/** The medium to answer in: the best of Accept that is produced, the first produced for none or for any; undefined for none fits. */
export function negotiate(accept: string | undefined, produced: readonly Media[]): Media | undefined {
  if (!accept || accept.trim() === '') return produced[0];
  const wishes = accept
    .split(',')
    .map((wish, order) => {
      const [type = '', ...params] = wish.split(';').map((text) => text.trim().toLowerCase());
      const q = params.find((param) => param.startsWith('q='))?.slice(2);
      return { type, order, q: q === undefined ? 1 : Number(q) };
    })
    .filter((wish) => wish.q > 0)
    .sort((a, b) => b.q - a.q || a.order - b.order);
  for (const { type } of wishes) {
    if (type === '*/*') return produced[0];
    const media = type.endsWith('/*') ? produced.find((one) => PLAIN[one].startsWith(type.slice(0, -1))) : mediaOf(type);
    if (media && produced.includes(media)) return media;
  }
  return undefined;
}
