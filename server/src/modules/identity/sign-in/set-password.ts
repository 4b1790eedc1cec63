import type { Caller, UnitOfWork } from '../../../platform/context.ts';
import type { CompanyModule } from '../../company/index.ts';
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

/**
 * Gives a user of the caller's company a password and ends any lock. Hashing happens between the units of work, so no connection waits
 * for it.
 * @throws UserNotFound, PasswordTooWeak
 */
export async function setPassword(
  deps: { company: Pick<CompanyModule, 'getCompany'> },
  work: UnitOfWork,
  caller: Caller,
  input: NewPassword,
): Promise<void> {
  await work.read(caller, async (ctx) => {
    const user = await selectUser(ctx.tx, ctx.companyId, input.userId);
    if (!user) throw new UserNotFound(input.userId);
    checkStrength(input.password, user, (await deps.company.getCompany(ctx)).passwordPolicy.minLength);
  });
  const hash = await hashPassword(input.password);
  await work.write(caller, async (ctx) => {
    const owner = { companyId: ctx.companyId, userId: input.userId };
    await upsertCredential(ctx.tx, owner, { hash, mustChange: input.mustChange ?? false, changedAt: ctx.clock.now() });
    await forgetFailures(ctx.tx, input.userId);
    ctx.record({ subjectKind: 'user', subjectId: input.userId, action: 'password-set' });
  });
}

function checkStrength(password: string, user: User, minLength: number): void {
  if (Array.from(password).length < minLength) throw new PasswordTooWeak(`it needs ${minLength} characters`);
  if (Buffer.byteLength(password) > MOST_BYTES) throw new PasswordTooWeak(`it may hold ${MOST_BYTES} bytes`);
  if (password.toLowerCase().includes(user.userName.toLowerCase())) throw new PasswordTooWeak('it holds the login');
}
