import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import { newRecoveryCode } from '../../../platform/crypto/passwords.ts';
import type { Sealer } from '../../../platform/crypto/sealing.ts';
import { hashSecret } from '../../../platform/crypto/secrets.ts';
import { newTotpKey, totpAddress } from '../../../platform/crypto/totp.ts';
import { languageFor } from '../../../platform/language/language.ts';
import { sendMail } from '../../../platform/mail/send-mail.ts';
import type { Identity } from '../../identity/index.ts';
import { SecondFactorInForce, SecondFactorMissing } from '../errors.ts';
import { updateEnded } from '../session-queries.ts';
import { mailsIn, type Mails } from '../words/index.ts';
import { checkCode, PURPOSE } from './check-code.ts';
import {
  countRecoveryCodes,
  deleteSecondFactor,
  replaceRecoveryCodes,
  selectProtected,
  selectSecondFactor,
  updateConfirmed,
  upsertUnconfirmed,
  type Owner,
} from './second-factor-queries.ts';
import { plainCode, RECOVERY_CODES, type SecondFactorStatus } from './second-factor.ts';

export interface SecondFactorDeps {
  readonly sealer: Sealer;
  readonly identity: Pick<Identity, 'getUser' | 'primaryEmail' | 'assertAdministers'>;
}

const ownerIn = (ctx: Context, userId: string): Owner => ({ companyId: ctx.companyId, userId });

export async function secondFactorOf(ctx: Context, userId: string): Promise<SecondFactorStatus> {
  const owner = ownerIn(ctx, userId);
  const found = await selectSecondFactor(ctx.tx, owner);
  const since = found?.confirmedAt ?? undefined;
  return { since, recoveryCodesLeft: since ? await countRecoveryCodes(ctx.tx, owner) : 0 };
}

/** Those among users of whom a second proof is asked at sign-in. */
export const protectedAmong = async (ctx: Context, userIds: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(userIds.length === 0 ? [] : await selectProtected(ctx.tx, ctx.companyId, userIds));

/** A new key for an app; nothing is asked at sign-in before its first code was shown. @throws SecondFactorInForce */
export async function startEnrolment(
  { sealer, identity }: SecondFactorDeps,
  ctx: Context,
  userId: string,
): Promise<{ key: string; address: string }> {
  const { userName } = await identity.getUser(ctx, userId);
  const key = newTotpKey();
  if (!(await upsertUnconfirmed(ctx.tx, ownerIn(ctx, userId), sealer.seal(PURPOSE, key), ctx.clock.now())))
    throw new SecondFactorInForce();
  return { key, address: totpAddress(key, { issuer: 'Perdiem', account: userName }) };
}

/** Puts the key in force and answers the recovery codes, which nothing else tells again. @throws WrongCode SecondFactorLocked */
export async function confirmEnrolment(
  deps: SecondFactorDeps,
  work: UnitOfWork,
  caller: Caller,
  given: { userId: string; code: string },
): Promise<string[]> {
  await checkCode(deps.sealer, work, caller, { ...given, isFirst: true });
  return work.write(caller, async (ctx) => {
    const owner = ownerIn(ctx, given.userId);
    if (!(await updateConfirmed(ctx.tx, owner, ctx.clock.now()))) throw new SecondFactorInForce();
    await tell(deps, ctx, given.userId, 'added');
    return newRecoveryCodes(ctx, owner);
  });
}

/** New recovery codes in place of all others. @throws SecondFactorMissing WrongCode SecondFactorLocked */
export async function renewRecoveryCodes(
  deps: SecondFactorDeps,
  work: UnitOfWork,
  caller: Caller,
  given: { userId: string; code: string },
): Promise<string[]> {
  await checkCode(deps.sealer, work, caller, given);
  return work.write(caller, async (ctx) => {
    ctx.record({ subjectKind: 'user', subjectId: given.userId, action: 'recovery-codes-renewed' });
    return newRecoveryCodes(ctx, ownerIn(ctx, given.userId));
  });
}

/** By its owner, who shows a code. @throws SecondFactorMissing WrongCode SecondFactorLocked */
export async function removeSecondFactor(
  deps: SecondFactorDeps,
  work: UnitOfWork,
  caller: Caller,
  given: { userId: string; code: string },
): Promise<void> {
  await checkCode(deps.sealer, work, caller, given);
  await work.write(caller, async (ctx) => {
    await deleteSecondFactor(ctx.tx, ownerIn(ctx, given.userId));
    await tell(deps, ctx, given.userId, 'removed');
  });
}

/** By an administrator, for somebody who lost app and codes: signs them out everywhere. @throws UserAdministrationDenied UserNotFound SecondFactorMissing */
export async function resetSecondFactor(deps: SecondFactorDeps, ctx: Context, userId: string): Promise<void> {
  await deps.identity.assertAdministers(ctx, 'set-password');
  const user = await deps.identity.getUser(ctx, userId);
  const owner = ownerIn(ctx, user.id);
  if (!(await deleteSecondFactor(ctx.tx, owner))) throw new SecondFactorMissing();
  await updateEnded(ctx.tx, owner, ctx.clock.now());
  await tell(deps, ctx, user.id, 'reset');
}

async function newRecoveryCodes(ctx: Context, owner: Owner): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await replaceRecoveryCodes(
    ctx.tx,
    owner,
    codes.map((code) => hashSecret(plainCode(code))),
  );
  return codes;
}

type Changed = Parameters<Mails['secondFactor']>[1];

/** Owners learn of a change by mail: it may not have been theirs. */
async function tell({ identity }: SecondFactorDeps, ctx: Context, userId: string, what: Changed): Promise<void> {
  ctx.record({ subjectKind: 'user', subjectId: userId, action: `second-factor-${what}` });
  const user = await identity.getUser(ctx, userId);
  const to = identity.primaryEmail(user) ?? user.userName;
  if (!to.includes('@')) return;
  const mails = mailsIn(languageFor(user.preferredLanguage, ctx.language));
  sendMail(ctx, { to, ...mails.secondFactor(user.name.givenName, what) });
}
