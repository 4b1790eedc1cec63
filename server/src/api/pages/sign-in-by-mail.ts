import type { Answer } from '../../platform/http/facade.ts';
import type { Site } from '../../platform/http/site.ts';
import { pageAnswer } from './markup/page.ts';
import { askForLinkPage, confirmLinkPage, linkSentPage, linkUselessPage } from './markup/sign-in-page.ts';
import type { PageDeps } from './deps.ts';
import { enter } from './enter.ts';
import { missingIn, onward } from './sign-in.ts';
import { withParameters } from './return-to.ts';
import { staleForm } from './trouble.ts';
import { callerIn, isOurForm, openVisit, welcomed, type PageCall } from './visit.ts';
import { wayAnswer, wayTo } from './way.ts';

export async function showAskForLink(deps: PageDeps, call: PageCall, returnTo: string | undefined): Promise<Answer> {
  const visit = await openVisit(deps, call);
  const way = await wayTo(deps, call, visit, returnTo);
  return wayAnswer(way, visit, { title: 'Sign in with a link', content: askForLinkPage(way) });
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
  const login = (form.login ?? '').trim();
  const problems = missingIn({ login: [login, 'Type your login.'] });
  if (problems.length > 0)
    return wayAnswer(way, visit, {
      status: 400,
      title: 'Sign in with a link',
      content: askForLinkPage(way, { login, problems }),
    });
  const base = mailOrigin(deps, call.site);
  await deps.signin.requestLink(call.work, call.caller, {
    login,
    returnTo: way.returnTo,
    ...(way.appName === undefined ? {} : { appName: way.appName }),
    linkTo: (token) => withParameters(`${base}/sign-in/link`, { token }),
  });
  return wayAnswer(way, visit, { title: 'Check your mail', content: linkSentPage(login, way, deps.sandbox) });
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
  if (!found) return useless();
  const visit = await openVisit(deps, call);
  const way = await wayTo(deps, call, visit, found.returnTo);
  const content = confirmLinkPage(way, { secret: token, name: found.user.displayName, login: found.user.userName });
  return wayAnswer(way, visit, { title: 'Sign in', content });
}

export async function useLink(deps: PageDeps, call: PageCall, form: { form_token?: string; token?: string }): Promise<Answer> {
  if (!isOurForm(deps, call, form.form_token, 'browser')) return staleForm(call);
  const token = form.token ?? '';
  const found = await whoseLink(deps, call, token);
  const used = found && (await call.work.write(callerIn(call, found.companyId), (ctx) => deps.signin.useLink(ctx, token)));
  if (!used) return useless();
  const { companyId, userId, returnTo } = used;
  return onward(await enter(deps, call, { companyId, userId, method: 'link', returnTo }), returnTo);
}

/** A link that can be used, and the person behind it, if they may sign in from here now. */
async function whoseLink(deps: PageDeps, call: PageCall, token: string) {
  const link = await call.work.read(call.caller, (ctx) => deps.signin.findLink(ctx, token));
  const user = link && (await welcomed(deps, call, link));
  return user && { ...link, user };
}

const useless = (): Answer => pageAnswer({ status: 410, title: 'This link does not work', content: linkUselessPage() });
