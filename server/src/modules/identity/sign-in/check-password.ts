import { createHash } from 'node:crypto';
import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import type { Company, CompanyModule } from '../../company/index.ts';
import type { Directory, DirectoryEntry } from '../../directory/index.ts';
import {
  BadCredentials,
  CompanyUnderMaintenance,
  PasswordMustChange,
  SignInAddressDenied,
  SignInBySsoOnly,
  SignInDenied,
  SignInDisabled,
  SignInElsewhere,
  SignInLocked,
} from '../errors.ts';
import { verifyPassword } from './password-hash.ts';
import { countFailure, forgetFailures, selectCredential, selectLock, sweepFailures, type Credential } from './sign-in-queries.ts';
import { selectUser } from '../user/user-queries.ts';
import type { User } from '../user/user.ts';

export interface PasswordTry {
  /** A login, or the UUID of a user. */
  readonly login: string;
  readonly password: string;
  /** Address of the peer. */
  readonly address: string;
  /** The data centre that was called; undefined where any may be, as at the router. */
  readonly dataCenter?: string;
}

export interface SignedIn {
  readonly userId: string;
  readonly companyId: string;
  readonly dataCenter: string;
  readonly login: string;
}

export interface SignInDeps {
  readonly company: Pick<CompanyModule, 'findCompany' | 'admitsAddress'>;
  readonly directory: Pick<Directory, 'locateLogin' | 'locatePrincipal'>;
}

/** Five wrong passwords lock for half an hour; a series is forgotten after as long without another. See decision 10. */
const FAILURES_TO_LOCK = 5;
const LOCK_MS = 30 * 60_000;
const DAY_MS = 24 * 3_600_000;

interface Account {
  readonly company: Company;
  readonly user: User;
  readonly credential: Credential | undefined;
}

/**
 * Checks a password. The same steps are done whether or not somebody has the login, and what is told beyond "wrong" is told only to
 * whom the password was right for; the exceptions are the lock, which unknown logins get as well, and the two refusals that concern a
 * whole data centre or company.
 * @throws BadCredentials, SignInLocked, SignInElsewhere, SignInBySsoOnly, and after the right password SignInDisabled, SignInDenied,
 *   SignInAddressDenied, CompanyUnderMaintenance, PasswordMustChange
 */
export async function checkPassword(deps: SignInDeps, work: UnitOfWork, caller: Caller, given: PasswordTry): Promise<SignedIn> {
  const home = await work.read(caller, (ctx) => locate(deps, ctx, given.login));
  if (home && given.dataCenter !== undefined && home.dataCenter !== given.dataCenter) throw new SignInElsewhere(home.dataCenter);
  const subject = home?.principalId ?? subjectOf(given.login);
  // The unit of work belongs to the person's company; to an unknown login belongs none.
  const own: Caller = home ? { ...caller, companyId: home.companyId } : caller;
  const account = await work.read(own, async (ctx) => {
    await assertUnlocked(ctx, subject);
    return home && readAccount(deps, ctx, home);
  });
  if (account?.company.ssoOnly) throw new SignInBySsoOnly();
  const right = await verifyPassword(account?.credential?.hash, given.password);
  if (right && account) return work.write(own, (ctx) => admit(deps, ctx, account, given.address));
  await work.write(own, (ctx) => count(ctx, subject, account));
  throw new BadCredentials();
}

/** A login that nobody has, as the failures know it: never the text itself, which may be a password typed into the wrong box. */
const subjectOf = (login: string): string => createHash('sha256').update(login.trim().toLowerCase()).digest('hex');

async function locate(deps: SignInDeps, ctx: Context, login: string): Promise<DirectoryEntry | undefined> {
  const home = (await deps.directory.locateLogin(ctx.tx, login)) ?? (await deps.directory.locatePrincipal(ctx.tx, login));
  return home?.kind === 'user' ? home : undefined;
}

async function readAccount(deps: SignInDeps, ctx: Context, home: DirectoryEntry): Promise<Account | undefined> {
  const company = await deps.company.findCompany(ctx);
  const user = await selectUser(ctx.tx, home.companyId, home.principalId);
  if (!company || !user) return undefined;
  return { company, user, credential: await selectCredential(ctx.tx, { companyId: home.companyId, userId: user.id }) };
}

async function assertUnlocked(ctx: Context, subject: string): Promise<void> {
  const lock = await selectLock(ctx.tx, subject, ctx.clock.now());
  if (lock) throw new SignInLocked(lock);
}

/** The password was right: whether the person may come in now. */
async function admit(deps: SignInDeps, ctx: Context, account: Account, address: string): Promise<SignedIn> {
  const { company, user, credential } = account;
  // Guesses sent side by side may have locked the account since it was looked at.
  await assertUnlocked(ctx, user.id);
  assertAdmissible(deps, account, { address, now: ctx.clock.now() });
  const { maxAgeDays } = company.passwordPolicy;
  const age = ctx.clock.now().getTime() - (credential?.changedAt.getTime() ?? 0);
  if (credential?.mustChange || (maxAgeDays !== undefined && age > maxAgeDays * DAY_MS)) throw new PasswordMustChange(user.id);
  await forgetFailures(ctx.tx, user.id);
  ctx.record({ subjectKind: 'user', subjectId: user.id, action: 'signed-in', details: { address } });
  return { userId: user.id, companyId: company.id, dataCenter: company.dataCenter, login: user.userName };
}

/**
 * Whether a person who has proved to be itself may come in: also for sign-in by a mailed link.
 * @throws SignInDisabled, SignInDenied, SignInAddressDenied, CompanyUnderMaintenance
 */
export function assertAdmissible(
  deps: Pick<SignInDeps, 'company'>,
  { user, company }: Pick<Account, 'user' | 'company'>,
  at: { address: string; now: Date },
): void {
  if (!user.active) throw new SignInDisabled('inactive');
  if (user.terminationDate && user.terminationDate <= at.now) throw new SignInDisabled('terminated');
  if (user.signInDenied) throw new SignInDenied('user');
  if (company.signInClosed) throw new SignInDenied('company');
  if (!deps.company.admitsAddress(company, at.address)) throw new SignInAddressDenied();
  if (company.maintenance) throw new CompanyUnderMaintenance();
}

async function count(ctx: Context, subject: string, account: Account | undefined): Promise<void> {
  const now = ctx.clock.now();
  const forgottenBefore = new Date(now.getTime() - LOCK_MS);
  const lockedUntil = new Date(now.getTime() + LOCK_MS);
  const lock = await countFailure(ctx.tx, { subject, now, most: FAILURES_TO_LOCK, lockedUntil, forgottenBefore });
  await sweepFailures(ctx.tx, forgottenBefore);
  if (!account) return;
  ctx.record({ subjectKind: 'user', subjectId: account.user.id, action: 'sign-in-failed' });
  if (lock?.getTime() === lockedUntil.getTime())
    ctx.record({ subjectKind: 'user', subjectId: account.user.id, action: 'locked', details: { until: lock.toISOString() } });
}
