import type { UnitOfWork } from '../../platform/context.ts';
import type { AskedAfter } from '../../modules/signin/index.ts';
import type { PageDeps } from './deps.ts';
import { beginSession, callerIn, cookie, noCookie, readCookie, type PageCall } from './visit.ts';

/** Where somebody goes who owes a code, on the pages without scripts. */
export const CODE_PATH = '/sign-in/code';

type EnterCall = PageCall & { work: UnitOfWork };

/** What follows the first proof: a session, or the second step. */
export interface Entry {
  readonly owesCode: boolean;
  readonly cookies: readonly string[];
}

/** Lets somebody in who has shown a password or a link: at once, or after a code where the account has an authenticator app. */
export async function enter(
  deps: PageDeps,
  call: EnterCall,
  who: { companyId: string; userId: string; method: AskedAfter; returnTo: string },
): Promise<Entry> {
  const { companyId, userId, method } = who;
  const step = await owedStep(deps, call, who);
  if (step) return { owesCode: true, cookies: [step] };
  return { owesCode: false, cookies: [await beginSession(deps, call, { companyId, userId, method })] };
}

/** The cookie of the second step, where one is owed. */
export async function owedStep(
  deps: PageDeps,
  call: EnterCall,
  { companyId, ...about }: { companyId: string; userId: string; method: AskedAfter; returnTo: string },
): Promise<string | undefined> {
  const { userId, method, returnTo } = about;
  const own = callerIn(call, companyId);
  const secret = await call.work.write(own, (ctx) => deps.signin.challenge(ctx, { userId, method, returnTo }));
  return secret === undefined ? undefined : cookie(call.site, 'step', secret);
}

/** Lets in whoever shows the code that was owed. @throws ChallengeOver WrongCode SecondFactorLocked */
export async function enterWithCode(
  deps: PageDeps,
  call: EnterCall,
  code: string,
): Promise<{ returnTo: string; cookies: readonly string[] }> {
  const passed = await deps.signin.answerChallenge(call.work, call.caller, { secret: readCookie(call, 'step'), code });
  const { companyId, userId, method, returnTo } = passed;
  const session = await beginSession(deps, call, { companyId, userId, method });
  return { returnTo, cookies: [session, noCookie(call.site, 'step')] };
}
