import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import type { Sealer } from '../../../platform/crypto/sealing.ts';
import { hashSecret } from '../../../platform/crypto/secrets.ts';
import { matchTotp } from '../../../platform/crypto/totp.ts';
import { SecondFactorLocked, SecondFactorMissing, WrongCode } from '../errors.ts';
import { countWrongCode, selectSecondFactor, updateRecoveryUsed, updateStep, type Owner } from './second-factor-queries.ts';
import { FAILURES_TO_LOCK, isAppCode, LOCK, plainCode, type SecondFactor } from './second-factor.ts';

/** Keys are sealed for this alone. */
export const PURPOSE = 'second factor';

type Outcome = { readonly right: true } | { readonly right: false; readonly until: Date | undefined };

/**
 * Takes a code of the app, or a recovery code, once. A wrong one is counted in a unit of work that stays, whatever comes of the call.
 * @throws SecondFactorMissing WrongCode SecondFactorLocked
 */
export async function checkCode(
  sealer: Sealer,
  work: UnitOfWork,
  caller: Caller,
  given: { userId: string; code: string; isFirst?: boolean },
): Promise<void> {
  const outcome = await work.write(caller, (ctx) => take(sealer, ctx, given));
  if (outcome.right) return;
  throw outcome.until ? new SecondFactorLocked(outcome.until) : new WrongCode();
}

async function take(sealer: Sealer, ctx: Context, given: { userId: string; code: string; isFirst?: boolean }): Promise<Outcome> {
  const owner = { companyId: ctx.companyId, userId: given.userId };
  const factor = await selectSecondFactor(ctx.tx, owner);
  if (!factor || (factor.confirmedAt === null) !== (given.isFirst ?? false)) throw new SecondFactorMissing();
  const now = ctx.clock.now();
  if (factor.lockedUntil && factor.lockedUntil > now) return { right: false, until: factor.lockedUntil };
  const code = plainCode(given.code);
  if (await (isAppCode(code) ? takeStep(sealer, ctx, factor, code) : takeRecovery(ctx, owner, code))) return { right: true };
  return { right: false, until: await count(ctx, owner) };
}

async function takeStep(sealer: Sealer, ctx: Context, factor: SecondFactor, code: string): Promise<boolean> {
  const key = sealer.open(PURPOSE, factor.sealedKey);
  if (key === undefined) throw new Error('The key of a second factor was sealed under another master key');
  const step = matchTotp(key, code, { now: ctx.clock.now(), after: factor.lastStep });
  return step !== undefined && updateStep(ctx.tx, factor, step);
}

async function takeRecovery(ctx: Context, owner: Owner, code: string): Promise<boolean> {
  const isUsed = await updateRecoveryUsed(ctx.tx, owner, hashSecret(code), ctx.clock.now());
  if (isUsed) ctx.record({ subjectKind: 'user', subjectId: owner.userId, action: 'recovery-code-used' });
  return isUsed;
}

async function count(ctx: Context, owner: Owner): Promise<Date | undefined> {
  const now = ctx.clock.now();
  const lockedUntil = new Date(now.getTime() + LOCK);
  const until = await countWrongCode(ctx.tx, owner, {
    now,
    most: FAILURES_TO_LOCK,
    lockedUntil,
    forgottenBefore: new Date(now.getTime() - LOCK),
  });
  ctx.record({ subjectKind: 'user', subjectId: owner.userId, action: 'second-factor-failed' });
  return until;
}
