import type { Answer } from '../../platform/http/facade.ts';
import type { Site } from '../../platform/http/site.ts';
import { pageAnswer } from './markup/page.ts';
import { askForLinkPage, confirmLinkPage, linkSentPage, linkUselessPage } from './markup/sign-in-page.ts';
import type { PageDeps } from './deps.ts';
import { enter } from './enter.ts';
import { readerOf } from './reader.ts';
import { missingIn, onward } from './sign-in.ts';
import { withParameters } from './return-to.ts';
import { staleForm } from './trouble.ts';
import { callerIn, isOurForm, openVisit, welcomed, type PageCall } from './visit.ts';
import { wayAnswer, wayTo } from './way.ts';

export async function showAskForLink(deps: PageDeps, call: PageCall, returnTo: string | undefined): Promise<Answer> {
  const visit = await openVisit(deps, call);
  const way = await wayTo(deps, call, visit, returnTo);
  const reader = readerOf(call);
  return wayAnswer(reader, way, visit, { title: reader.words.link.title, content: askForLinkPage(reader, way) });
}

/** Answers the same whoever is asked for. */
export async function sendLink(
  deps: PageDeps,
  call: PageCall,
  form: { form_token?: string; return_to?: string; login?: string },
): Promise<Answer> {
  if (!isOurForm(deps, call, form.form_token, 'browser')) return staleForm(call);
  const visit = await openVisit(deps, call);
  const way = await wayTo(deps, call, visit, form.return_to);
  const reader = readerOf(call);
  const { words } = reader;
  const login = (form.login ?? '').trim();
  const problems = missingIn({ login: [login, words.missing.login] });
  if (problems.length > 0)
    return wayAnswer(reader, way, visit, {
      status: 400,
      title: words.link.title,
      content: askForLinkPage(reader, way, { login, problems }),
    });
  const base = mailOrigin(deps, call.site);
  await deps.signin.requestLink(
    call.work,
    { ...call.caller, language: reader.language },
    {
      login,
      returnTo: way.returnTo,
      ...(way.appName === undefined ? {} : { appName: way.appName }),
      linkTo: (token) => withParameters(`${base}/sign-in/link`, { token }),
    },
  );
  return wayAnswer(reader, way, visit, { title: words.link.sentTitle, content: linkSentPage(reader, login, way, deps.sandbox) });
}

/**
 * Where a link in a mail leads. The Host of a request is its sender's word: a mail to somebody else follows it only where it is
 * a host of ours, or this very machine; any other gets the data centre's own address.
 */
export function mailOrigin({ sites }: Pick<PageDeps, 'sites'>, site: Site): string {
  if (site.named || LOOPBACK.test(new URL(site.origin).hostname)) return site.origin;
  return sites.all.find(({ code }) => code === site.dataCenter)?.browser ?? site.origin;
}
const LOOPBACK = /^(127(\.\d+){3}|\[::1\]|([\w-]+\.)*localhost)$/;

/** What the link in a mail opens. It is not used up before the person presses the button: programs that check mail open links. */
export async function showLink(deps: PageDeps, call: PageCall, token: string): Promise<Answer> {
  const found = await whoseLink(deps, call, token);
  if (!found) return useless(call);
  const visit = await openVisit(deps, call);
  const way = await wayTo(deps, call, visit, found.returnTo);
  const reader = readerOf(call);
  const content = confirmLinkPage(reader, way, { secret: token, name: found.user.displayName, login: found.user.userName });
  return wayAnswer({ ...reader, here: call.url }, way, visit, { title: reader.words.signIn, content });
}

export async function useLink(deps: PageDeps, call: PageCall, form: { form_token?: string; token?: string }): Promise<Answer> {
  if (!isOurForm(deps, call, form.form_token, 'browser')) return staleForm(call);
  const token = form.token ?? '';
  const found = await whoseLink(deps, call, token);
  const used = found && (await call.work.write(callerIn(call, found.companyId), (ctx) => deps.signin.useLink(ctx, token)));
  if (!used) return useless(call);
  const { companyId, userId, returnTo } = used;
  return onward(await enter(deps, call, { companyId, userId, method: 'link', returnTo }), returnTo);
}

/** A link that can be used, and the person behind it, if they may sign in from here now. */
async function whoseLink(deps: PageDeps, call: PageCall, token: string) {
  const link = await call.work.read(call.caller, (ctx) => deps.signin.findLink(ctx, token));
  const user = link && (await welcomed(deps, call, link));
  return user && { ...link, user };
}

function useless(call: PageCall): Answer {
  const reader = readerOf(call);
  return pageAnswer({ reader, status: 410, title: reader.words.link.uselessTitle, content: linkUselessPage(reader) });
}
