import type { Answer } from '../../platform/http/facade.ts';
import { errorPage } from './markup/error-page.ts';
import { pageAnswer } from './markup/page.ts';
import type { PageCall } from './visit.ts';

/** The page for a post that did not come from a form of ours in this browser, or from one that is out of date. */
export const staleForm = (call: PageCall): Answer =>
  trouble(call, 403, {
    title: 'This form is out of date',
    text: 'It was opened before you signed in or out, or in another browser, or your browser keeps no cookies. Nothing was changed: go back, load the page again and repeat.',
  });

export function trouble(
  call: PageCall,
  status: number,
  about: { title: string; text: string; code?: number; error?: string },
): Answer {
  const content = errorPage({ ...about, correlationId: call.caller.correlationId });
  return pageAnswer({ status, title: about.title, content });
}
