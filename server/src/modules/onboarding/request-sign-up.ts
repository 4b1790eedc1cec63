import type { Caller, UnitOfWork } from '../../platform/context.ts';
import { newBrowserSecret } from '../../platform/crypto/company-secret.ts';
import { hashSecret } from '../../platform/crypto/secrets.ts';
import { languageFor } from '../../platform/language/language.ts';
import { sendMail } from '../../platform/mail/send-mail.ts';
import { LoginTaken, type DirectoryEntry } from '../directory/index.ts';
import type { Making, OwnSandbox } from '../sandbox/index.ts';
import { PasswordTooWeak, type PreparedPassword } from '../identity/index.ts';
import type { OnboardingDeps, Seeding } from './deps.ts';
import { FormInvalid, SignUpLinkUseless, SignUpsExhausted } from './errors.ts';
import { deleteSignUpsBefore, insertSignUp, takeSignUp } from './sign-up-queries.ts';
import { checkedWish, LINK_LIFETIME, SIGN_UPS_PER_WINDOW, type SignUpWish } from './sign-up.ts';
import { mailsIn } from './words/index.ts';

export interface SignUpRequest {
  readonly work: UnitOfWork;
  readonly caller: Caller;
  /** Of the peer: sign-ups are counted by it. */
  readonly address: string;
  readonly seeding: Seeding;
}

/**
 * Makes a sandbox at once. Whoever signs up is told where a login is taken: they would otherwise be let in with it.
 * @throws FormInvalid SignUpsExhausted LoginTaken
 */
export async function signUp(deps: OnboardingDeps, request: SignUpRequest, given: SignUpWish): Promise<OwnSandbox> {
  const wish = checkedWish(given);
  const password = await prepared(deps, wish);
  await countSignUp(deps, request);
  if (await request.work.read(request.caller, (ctx) => deps.directory.locateLogin(ctx.tx, wish.email)))
    throw new LoginTaken(wish.email);
  return request.seeding((making) => make(deps, making, wish, { password, isVerified: false }));
}

/**
 * Mails the link that makes one. The answer is the same whether the address has an account or not.
 * @throws FormInvalid SignUpsExhausted
 */
export async function requestSignUp(
  deps: OnboardingDeps,
  request: Omit<SignUpRequest, 'seeding'>,
  given: SignUpWish & { readonly linkTo: (secret: string) => string; readonly signInUrl: string },
): Promise<void> {
  const wish = checkedWish(given);
  const { hash: passwordHash } = await prepared(deps, wish);
  await countSignUp(deps, request);
  // Found or not, one read and one write: how long an answer takes must not tell who has an account.
  const known = await request.work.read(request.caller, (ctx) => deps.directory.locateLogin(ctx.tx, wish.email));
  if (known) return tellOwner(deps, request, { known, email: wish.email, url: given.signInUrl });
  await request.work.write(request.caller, async (ctx) => {
    const now = ctx.clock.now();
    await deleteSignUpsBefore(ctx.tx, new Date(now.getTime() - LINK_LIFETIME));
    const secret = newBrowserSecret();
    const { email, givenName, familyName, companyName } = wish;
    await insertSignUp(ctx.tx, hashSecret(secret), { email, givenName, familyName, companyName, passwordHash, createdAt: now });
    const hours = LINK_LIFETIME / 3_600_000;
    const mail = mailsIn(languageFor(ctx.language)).signUp({ givenName, companyName, url: given.linkTo(secret), hours });
    ctx.enqueue({ name: 'mail.send', data: { to: email, ...mail } });
  });
}

async function tellOwner(
  { identity }: OnboardingDeps,
  { work, caller }: Omit<SignUpRequest, 'seeding'>,
  { known, email, url }: { known: DirectoryEntry; email: string; url: string },
): Promise<void> {
  await work.write({ ...caller, actor: { kind: 'system', companyId: known.companyId } }, async (ctx) => {
    const owner = await identity.findUser(ctx, known.principalId);
    const mail = mailsIn(languageFor(owner?.preferredLanguage, ctx.language)).known({ url });
    sendMail(ctx, { to: email, ...mail });
  });
}

/**
 * Uses a mailed link up and makes the sandbox: both or neither, so that the link still works where the making fails. Of two at one moment the
 * second waits for the first, and finds the link used. @throws SignUpLinkUseless LoginTaken
 */
export async function confirmSignUp(
  deps: OnboardingDeps,
  { caller, seeding }: Pick<SignUpRequest, 'caller' | 'seeding'>,
  secret: string,
): Promise<OwnSandbox> {
  return seeding(async (making) => {
    const found = await making.work.write(caller, async (ctx) => {
      const taken = await takeSignUp(ctx.tx, hashSecret(secret));
      const isLate = taken && ctx.clock.now().getTime() - taken.createdAt.getTime() >= LINK_LIFETIME;
      return isLate ? undefined : taken;
    });
    if (!found) throw new SignUpLinkUseless();
    return make(deps, making, found, { password: { hash: found.passwordHash }, isVerified: true });
  });
}

const make = (
  { sandbox }: OnboardingDeps,
  making: Making,
  wish: Pick<SignUpWish, 'email' | 'givenName' | 'familyName' | 'companyName'>,
  proof: { password: PreparedPassword; isVerified: boolean },
): Promise<OwnSandbox> =>
  sandbox.createOwn(making, {
    companyName: wish.companyName,
    owner: { email: wish.email, name: { givenName: wish.givenName, familyName: wish.familyName }, ...proof },
  });

/** The slow half comes first, so that a weak password is not counted as a sign-up. */
async function prepared({ identity }: OnboardingDeps, { email, password }: SignUpWish): Promise<PreparedPassword> {
  try {
    return await identity.prepareFirstPassword({ login: email, password });
  } catch (error) {
    if (error instanceof PasswordTooWeak) throw new FormInvalid([{ path: 'password', ...error.flaw }]);
    throw error;
  }
}

async function countSignUp({ signin }: OnboardingDeps, { work, caller, address }: Omit<SignUpRequest, 'seeding'>): Promise<void> {
  const asked = await work.write(caller, (ctx) => signin.countAsked(ctx, `sign-up ${address}`));
  if (asked.times > SIGN_UPS_PER_WINDOW) throw new SignUpsExhausted(asked.secondsLeft);
}
