import type { Way } from './markup/sign-in-page.ts';
import { pageAnswer, type Page } from './markup/page.ts';
import type { Answer } from '../../platform/http/facade.ts';
import { checkAuthorization } from './check-authorization.ts';
import type { PageDeps } from './deps.ts';
import { generationAt } from './generations.ts';
import { formTarget, returnPath, withParameters } from './return-to.ts';
import type { Reader } from './reader.ts';
import type { PageCall, Visit } from './visit.ts';

/** A way to being signed in, with the places to which its forms may lead in the end. */
export interface KnownWay extends Way {
  readonly formTargets: readonly string[];
}

/** What lies at the end of the way: an app's request names the app, and where the browser may be sent. */
export async function wayTo(deps: PageDeps, call: PageCall, visit: Visit, given: string | undefined): Promise<KnownWay> {
  const returnTo = returnPath(given);
  const [path = '', query = ''] = splitAtQuery(returnTo);
  const generation = generationAt(path);
  const plain = { formToken: visit.formToken, returnTo, formTargets: [] };
  if (!generation) return plain;
  const checked = await checkAuthorization(deps, call, generation, Object.fromEntries(new URLSearchParams(query)));
  if (checked.kind !== 'fits') return plain;
  return { ...plain, appName: checked.app.name, formTargets: [formTarget(checked.redirectUri)] };
}

const splitAtQuery = (path: string): string[] => {
  const at = path.indexOf('?');
  return at < 0 ? [path] : [path.slice(0, at), path.slice(at + 1)];
};

/** A post has no address with its way in it: the same page by GET has. */
export function wayAnswer(
  reader: Reader,
  way: KnownWay,
  visit: Visit,
  page: Omit<Page, 'reader' | 'formTargets' | 'cookies'>,
): Answer {
  const here = reader.here.includes('?') ? reader.here : withParameters(reader.here, { return_to: way.returnTo });
  return pageAnswer({ ...page, reader: { ...reader, here }, formTargets: way.formTargets, cookies: visit.cookies });
}
