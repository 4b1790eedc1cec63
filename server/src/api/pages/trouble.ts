import type { Answer } from '../../platform/http/facade.ts';
import { errorPage } from './markup/error-page.ts';
import type { Piece } from './markup/html.ts';
import { pageAnswer } from './markup/page.ts';
import { readerOf } from './reader.ts';
import { returnPath } from './return-to.ts';
import type { PageCall } from './visit.ts';

/** The page for a post that did not come from a form of ours in this browser, or from one that is out of date. */
export function staleForm(call: PageCall): Answer {
  const reader = { ...readerOf(call), here: pageBefore(call) };
  const { stale, staleText } = reader.words.trouble;
  return trouble(call, 403, { title: stale, text: staleText }, reader);
}

/** The page that the form stood on: not every post has a page at its own address. */
function pageBefore({ headers, site }: PageCall): string {
  const { referer } = headers;
  return typeof referer === 'string' && referer.startsWith(`${site.origin}/`)
    ? returnPath(referer.slice(site.origin.length))
    : '/';
}

export function trouble(
  call: PageCall,
  status: number,
  about: { title: string; text: string; code?: number; error?: string; more?: Piece },
  reader = readerOf(call),
): Answer {
  const content = errorPage(reader, { ...about, correlationId: call.caller.correlationId });
  return pageAnswer({ reader, status, title: about.title, content });
}
