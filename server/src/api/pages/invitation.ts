import { PasswordTooWeak } from '../../modules/identity/index.ts';
import type { Answer } from '../../platform/http/facade.ts';
import { invitationPage, invitationUselessPage } from './markup/invitation-page.ts';
import { pageAnswer, redirectAnswer } from './markup/page.ts';
import type { Problem } from './markup/parts.ts';
import type { PageDeps } from './deps.ts';
import { readerOf, type Reader } from './reader.ts';
import { missingIn } from './sign-in.ts';
import { withParameters } from './return-to.ts';
import { staleForm } from './trouble.ts';
import { beginSession, callerIn, isOurForm, openVisit, welcomed, type PageCall } from './visit.ts';

export interface InvitationForm {
  readonly form_token?: string;
  readonly token?: string;
  readonly new_password?: string;
  readonly new_password_again?: string;
}

/** What the link of an invitation opens. It is not used up before a password is chosen: programs that check mail open links. */
export async function showInvitation(deps: PageDeps, call: PageCall, token: string): Promise<Answer> {
  const found = await whose(deps, call, token);
  if (!found) return useless(call);
  return found.isClosed ? throughProvider(found) : pageOf(deps, call, { token, ...found });
}

export async function acceptInvitation(deps: PageDeps, call: PageCall, form: InvitationForm): Promise<Answer> {
  if (!isOurForm(deps, call, form.form_token, 'browser')) return staleForm(call);
  const { token = '', new_password: password = '' } = form;
  const found = await whose(deps, call, token);
  if (!found) return useless(call);
  if (found.isClosed) return throughProvider(found);
  const again = (problems: readonly Problem[]): Promise<Answer> => pageOf(deps, call, { token, ...found }, problems);
  const problems = problemsOf(readerOf(call), form);
  if (problems.length > 0) return again(problems);
  const { companyId, userId } = found.invitation;
  const own = callerIn(call, companyId);
  try {
    const prepared = await deps.identity.preparePassword(call.work, own, { login: found.user.userName, password });
    const isTaken = await call.work.write(own, async (ctx) => {
      if (!(await deps.signin.useInvitation(ctx, token))) return false;
      await deps.identity.storePassword(ctx, { userId, prepared });
      return true;
    });
    if (!isTaken) return useless(call);
  } catch (error) {
    if (error instanceof PasswordTooWeak)
      return again([{ field: 'new_password', text: readerOf(call).words.weakPassword[error.rule](error.limit) }]);
    throw error;
  }
  return redirectAnswer('/', [await beginSession(deps, call, { companyId, userId, method: 'link' })]);
}

async function pageOf(
  deps: PageDeps,
  call: PageCall,
  about: { token: string } & NonNullable<Awaited<ReturnType<typeof whose>>>,
  problems: readonly Problem[] = [],
): Promise<Answer> {
  const visit = await openVisit(deps, call);
  const { token, user, company } = about;
  const reader = { ...readerOf(call), here: withParameters('/invitation', { token: about.token }) };
  const content = invitationPage(
    reader,
    {
      formToken: visit.formToken,
      token,
      name: user.name.givenName,
      login: user.userName,
      companyName: company.name,
      minLength: company.passwordPolicy.minLength,
    },
    problems,
  );
  const status = problems.length > 0 ? 400 : 200;
  return pageAnswer({ reader, status, title: reader.words.invitation.title, content, cookies: visit.cookies });
}

function problemsOf({ words }: Reader, { new_password: chosen = '', new_password_again: again = '' }: InvitationForm): Problem[] {
  const missing = missingIn({ new_password: [chosen, words.missing.firstPassword] });
  if (missing.length > 0) return missing;
  return chosen === again ? [] : [{ field: 'new_password_again', text: words.firstPasswordsDiffer }];
}

/** An invitation that can be taken up, and whose it is, if they may come in from here now. */
async function whose(deps: PageDeps, call: PageCall, token: string) {
  const invitation = await call.work.read(call.caller, (ctx) => deps.signin.findInvitation(ctx, token));
  const user = invitation && (await welcomed(deps, call, invitation));
  if (!user) return undefined;
  return call.work.read(callerIn(call, invitation.companyId), async (ctx) => {
    const company = await deps.company.getCompany(ctx);
    return { invitation, user, company, isClosed: await deps.signin.isClosedToLinks(ctx, user.id) };
  });
}

/** Where a company lets people in through its identity provider alone, a password would open nothing and a letter must not. */
const throughProvider = ({ invitation }: NonNullable<Awaited<ReturnType<typeof whose>>>): Answer =>
  redirectAnswer(`/sign-in/sso?company=${invitation.companyId}`);

function useless(call: PageCall): Answer {
  const reader = readerOf(call);
  return pageAnswer({
    reader,
    status: 410,
    title: reader.words.invitation.uselessTitle,
    content: invitationUselessPage(reader),
  });
}
