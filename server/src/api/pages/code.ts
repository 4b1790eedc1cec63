import { SecondFactorLocked, WrongCode, ChallengeOver } from '../../modules/signin/index.ts';
import type { Answer } from '../../platform/http/facade.ts';
import { redirectAnswer } from './markup/page.ts';
import type { Problem } from './markup/parts.ts';
import { codePage } from './markup/code-page.ts';
import type { PageDeps } from './deps.ts';
import { enterWithCode } from './enter.ts';
import { missingIn } from './sign-in.ts';
import { waitingFor } from './sign-in-words.ts';
import { staleForm } from './trouble.ts';
import { readerOf } from './reader.ts';
import { isOurForm, openVisit, readCookie, type PageCall } from './visit.ts';
import { wayAnswer, wayTo } from './way.ts';

const AGAIN = '/sign-in';

/** The page between the first proof and the app that waits. */
export async function showCode(deps: PageDeps, call: PageCall): Promise<Answer> {
  const owed = await owedHere(deps, call);
  if (!owed) return redirectAnswer(AGAIN);
  const visit = await openVisit(deps, call);
  const way = await wayTo(deps, call, visit, owed.returnTo);
  const reader = readerOf(call);
  return wayAnswer(reader, way, visit, { title: reader.words.code.title, content: codePage(reader, way) });
}

export async function checkCode(deps: PageDeps, call: PageCall, form: { form_token?: string; code?: string }): Promise<Answer> {
  if (!isOurForm(deps, call, form.form_token, 'browser')) return staleForm(call);
  const owed = await owedHere(deps, call);
  if (!owed) return redirectAnswer(AGAIN);
  const visit = await openVisit(deps, call);
  const way = await wayTo(deps, call, visit, owed.returnTo);
  const reader = readerOf(call);
  const { words } = reader;
  const again = (status: number, problems: readonly Problem[]): Answer =>
    wayAnswer(reader, way, visit, { status, title: words.code.title, content: codePage(reader, way, problems) });
  const code = (form.code ?? '').trim();
  const missing = missingIn({ code: [code, words.missing.code] });
  if (missing.length > 0) return again(400, missing);
  try {
    const { returnTo, cookies } = await enterWithCode(deps, call, code);
    return redirectAnswer(returnTo, cookies);
  } catch (error) {
    if (error instanceof WrongCode) return again(403, [{ field: 'code', text: words.code.wrong }]);
    if (error instanceof SecondFactorLocked)
      return again(403, [{ text: `${words.code.locked} ${waitingFor(words, error.facts['until'], call.clock)}` }]);
    if (error instanceof ChallengeOver) return redirectAnswer(AGAIN);
    throw error;
  }
}

const owedHere = (deps: PageDeps, call: PageCall) =>
  call.work.read(call.caller, (ctx) => deps.signin.findChallenge(ctx, readCookie(call, 'step')));
