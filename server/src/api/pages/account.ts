import type { Answer } from '../../platform/http/facade.ts';
import { accountPage, frontHead, frontPage } from './markup/front-page.ts';
import { pageAnswer, redirectAnswer } from './markup/page.ts';
import { browserName } from './browser-name.ts';
import type { PageDeps } from './deps.ts';
import { readerOf } from './reader.ts';
import { staleForm } from './trouble.ts';
import { callerIn, isOurForm, openVisit, type PageCall } from './visit.ts';

export async function showFront(deps: PageDeps, call: PageCall): Promise<Answer> {
  const visit = await openVisit(deps, call);
  const reader = readerOf(call);
  const view = { person: visit.person, formToken: visit.sessionFormToken, sandbox: deps.sandbox };
  return pageAnswer({
    reader,
    title: reader.words.front.title,
    width: 'wide',
    content: frontPage(reader, view),
    head: frontHead(reader, view),
    cookies: visit.cookies,
  });
}

export async function showAccount(deps: PageDeps, call: PageCall): Promise<Answer> {
  const { person, session, sessionFormToken: formToken } = await openVisit(deps, call);
  if (!person || !session) return redirectAnswer('/sign-in?return_to=%2Faccount');
  const reader = readerOf(call);
  const open = await call.work.read(callerIn(call, session.companyId), (ctx) => deps.signin.listSessions(ctx, person.userId));
  const sessions = open.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
    id,
    browser: browserName(userAgent, reader.language),
    began: createdAt,
    seen: lastSeenAt,
    here: id === session.id,
  }));
  const head = frontHead(reader, { person, formToken, sandbox: deps.sandbox });
  const content = accountPage(reader, { person, formToken, sessions });
  return pageAnswer({ reader, title: reader.words.front.account, content, head, width: 'middle' });
}

export async function endOneSession(
  deps: PageDeps,
  call: PageCall,
  form: { form_token?: string; session?: string },
): Promise<Answer> {
  const { session } = await openVisit(deps, call);
  if (!session) return redirectAnswer('/sign-in?return_to=%2Faccount');
  if (!isOurForm(deps, call, form.form_token, 'session')) return staleForm(call);
  const ended = { userId: session.userId, sessionId: form.session ?? '' };
  await call.work.write(callerIn(call, session.companyId), (ctx) => deps.signin.endSession(ctx, ended));
  return redirectAnswer('/account');
}
