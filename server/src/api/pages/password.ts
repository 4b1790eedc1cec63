import { PasswordMustChange, PasswordTooWeak } from '../../modules/identity/index.ts';
import type { Answer } from '../../platform/http/facade.ts';
import { redirectAnswer } from './markup/page.ts';
import type { Problem } from './markup/parts.ts';
import { changePasswordPage } from './markup/sign-in-page.ts';
import type { PageDeps } from './deps.ts';
import { owedStep } from './enter.ts';
import { readerOf, type Reader } from './reader.ts';
import { isSignInError, missingIn, onward, type SignInForm } from './sign-in.ts';
import { wordsFor } from './sign-in-words.ts';
import { staleForm } from './trouble.ts';
import { beginSession, callerIn, isOurForm, openVisit, type PageCall } from './visit.ts';
import { wayAnswer, wayTo } from './way.ts';

const CHANGE_PATH = '/sign-in/password';

export async function showChangePassword(deps: PageDeps, call: PageCall): Promise<Answer> {
  const visit = await openVisit(deps, call);
  if (!visit.person) return redirectAnswer('/sign-in?return_to=%2Fsign-in%2Fpassword');
  const way = await wayTo(deps, call, visit, '/account');
  const reader = readerOf(call);
  const content = changePasswordPage(reader, way, { login: visit.person.login, due: false });
  return wayAnswer(reader, way, visit, { title: reader.words.newPassword.title, content });
}

export interface ChangePasswordForm extends SignInForm {
  readonly new_password?: string;
  readonly new_password_again?: string;
}

/** Changes a password on showing the one until now, ends every session that the old one began, and signs in with the new. */
export async function changePassword(deps: PageDeps, call: PageCall, form: ChangePasswordForm): Promise<Answer> {
  if (!isOurForm(deps, call, form.form_token, 'browser')) return staleForm(call);
  const visit = await openVisit(deps, call);
  const way = await wayTo(deps, call, visit, form.return_to);
  const { login = '', password = '', new_password: chosen = '' } = form;
  const reader = readerOf(call);
  const { words } = reader;
  const again = (status: number, problems: readonly Problem[]): Answer =>
    wayAnswer(reader, way, visit, {
      status,
      title: words.newPassword.title,
      content: changePasswordPage(reader, way, { login, due: false, problems }),
    });
  const problems = problemsOf(reader, form);
  if (problems.length > 0) return again(400, problems);
  try {
    const { companyId, userId } = await whosePassword(deps, call, { login, password });
    const own = callerIn(call, companyId);
    // Whoever has the password alone must not take the account away from its owner.
    const step =
      visit.session?.userId === userId
        ? undefined
        : await owedStep(deps, call, { companyId, userId, method: 'password', returnTo: CHANGE_PATH });
    if (step) return onward({ owesCode: true, cookies: [step] }, CHANGE_PATH);
    await deps.identity.setPassword(call.work, own, { userId, password: chosen });
    await call.work.write(own, (ctx) => deps.signin.endSessionsOf(ctx, { userId }));
    return redirectAnswer(way.returnTo, [await beginSession(deps, call, { companyId, userId, method: 'password' })]);
  } catch (error) {
    if (error instanceof PasswordTooWeak)
      return again(400, [{ field: 'new_password', text: words.weakPassword[error.rule](error.limit) }]);
    if (isSignInError(error)) return again(403, [{ text: wordsFor(words, error, call.clock) }]);
    throw error;
  }
}

function problemsOf({ words }: Reader, form: ChangePasswordForm): Problem[] {
  const { password = '', new_password: chosen = '', new_password_again: again = '' } = form;
  const missing = missingIn({
    password: [password, words.missing.currentPassword],
    new_password: [chosen, words.missing.newPassword],
  });
  if (missing.length > 0) return missing;
  if (chosen === password) return [{ field: 'new_password', text: words.samePassword }];
  return chosen === again ? [] : [{ field: 'new_password_again', text: words.passwordsDiffer }];
}

/** A password that is due for a change is right too: that is what its owner came here for. */
async function whosePassword(
  deps: PageDeps,
  call: PageCall,
  given: { login: string; password: string },
): Promise<{ companyId: string; userId: string }> {
  try {
    return await deps.identity.checkPassword(call.work, call.caller, { ...given, address: call.address });
  } catch (error) {
    if (!(error instanceof PasswordMustChange)) throw error;
    const userId = String(error.facts['userId']);
    const home = await call.work.read(call.caller, (ctx) => deps.directory.locatePrincipal(ctx.tx, userId));
    if (!home) throw error;
    return { companyId: home.companyId, userId };
  }
}
