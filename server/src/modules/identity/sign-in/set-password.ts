import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import { DEFAULT_PASSWORD_POLICY, type CompanyModule } from '../../company/index.ts';
import { PasswordTooWeak, UserNotFound } from '../errors.ts';
import { hashPassword, MOST_BYTES } from './password-hash.ts';
import { forgetFailures, upsertCredential } from './sign-in-queries.ts';
import { selectUser } from '../user/user-queries.ts';
import type { User } from '../user/user.ts';

export interface NewPassword {
  readonly userId: string;
  readonly password: string;
  /** Whether the person must choose another before it opens anything. */
  readonly mustChange?: boolean;
}

/** A password that met the company's policy, hashed. */
export interface PreparedPassword {
  readonly hash: string;
}

type Deps = { readonly company: Pick<CompanyModule, 'getCompany'> };

/**
 * Gives a user of the caller's company a password and ends any lock. Hashing happens between the units of work, so no connection waits
 * for it.
 * @throws UserNotFound, PasswordTooWeak
 */
export async function setPassword(deps: Deps, work: UnitOfWork, caller: Caller, input: NewPassword): Promise<void> {
  const { userName: login } = await work.read(caller, (ctx) => someone(ctx, input.userId));
  const prepared = await preparePassword(deps, work, caller, { login, password: input.password });
  await work.write(caller, (ctx) => storePassword(ctx, { ...input, prepared }));
}

/** For somebody who is about to be made: the slow part, to be stored in the unit of work that makes the user. @throws PasswordTooWeak */
export async function preparePassword(
  deps: Deps,
  work: UnitOfWork,
  caller: Caller,
  { login, password }: { login: string; password: string },
): Promise<PreparedPassword> {
  const { passwordPolicy } = await work.read(caller, (ctx) => deps.company.getCompany(ctx));
  return hashChecked({ login, password, minLength: passwordPolicy.minLength });
}

/** For somebody whose company is about to be made, by the policy that it will have. @throws PasswordTooWeak */
export const prepareFirstPassword = (given: { login: string; password: string }): Promise<PreparedPassword> =>
  hashChecked({ ...given, minLength: DEFAULT_PASSWORD_POLICY.minLength });

async function hashChecked(given: { login: string; password: string; minLength: number }): Promise<PreparedPassword> {
  checkStrength(given.password, given.login, given.minLength);
  return { hash: await hashPassword(given.password) };
}

/** @throws UserNotFound */
export async function storePassword(
  ctx: Context,
  { userId, prepared, mustChange = false }: { userId: string; prepared: PreparedPassword; mustChange?: boolean },
): Promise<void> {
  await someone(ctx, userId);
  const owner = { companyId: ctx.companyId, userId };
  await upsertCredential(ctx.tx, owner, { hash: prepared.hash, mustChange, changedAt: ctx.clock.now() });
  await forgetFailures(ctx.tx, userId);
  ctx.record({ subjectKind: 'user', subjectId: userId, action: 'password-set' });
}

async function someone(ctx: Context, userId: string): Promise<User> {
  const user = await selectUser(ctx.tx, ctx.companyId, userId);
  if (!user) throw new UserNotFound(userId);
  return user;
}

function checkStrength(password: string, login: string, minLength: number): void {
  if (Array.from(password).length < minLength)
    throw new PasswordTooWeak('too-short', `it needs ${minLength} characters`, minLength);
  if (Buffer.byteLength(password) > MOST_BYTES)
    throw new PasswordTooWeak('too-long-in-bytes', `it may hold ${MOST_BYTES} bytes`, MOST_BYTES);
  if (password.toLowerCase().includes(login.trim().toLowerCase())) throw new PasswordTooWeak('holds-login', 'it holds the login');
}
