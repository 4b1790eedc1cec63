import type { Answer } from '../../platform/http/facade.ts';
import { errorPage } from './markup/error-page.ts';
import { pageAnswer } from './markup/page.ts';
import { readerOf } from './reader.ts';
import type { PageCall } from './visit.ts';

/** The page for a post that did not come from a form of ours in this browser, or from one that is out of date. */
export function staleForm(call: PageCall): Answer {
  const { stale, staleText } = readerOf(call).words.trouble;
  return trouble(call, 403, { title: stale, text: staleText });
}

export function trouble(
  call: PageCall,
  status: number,
  about: { title: string; text: string; code?: number; error?: string },
): Answer {
  const reader = readerOf(call);
  const content = errorPage(reader, { ...about, correlationId: call.caller.correlationId });
  return pageAnswer({ reader, status, title: about.title, content });
}
