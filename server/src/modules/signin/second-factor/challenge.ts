import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import { companyOfSecret, newCompanySecret } from '../../../platform/crypto/company-secret.ts';
import type { Sealer } from '../../../platform/crypto/sealing.ts';
import { hashSecret } from '../../../platform/crypto/secrets.ts';
import { newId } from '../../../platform/ids/index.ts';
import { ChallengeOver } from '../errors.ts';
import type { SignInMethod } from '../session.ts';
import { deleteChallengesBefore, insertChallenge, selectChallenge, updateChallengeUsed } from './challenge-queries.ts';
import { checkCode } from './check-code.ts';
import { selectSecondFactor } from './second-factor-queries.ts';
import { CHALLENGE_LIFETIME } from './second-factor.ts';

/** Ways of signing in that a code is asked after; an identity provider asks for its own. */
export type AskedAfter = Exclude<SignInMethod, 'sso'>;

/** Somebody has shown the first proof on a browser, and owes the second. */
export interface Challenge {
  readonly companyId: string;
  readonly id: string;
  readonly userId: string;
  readonly method: AskedAfter;
  /** Path and query where the browser goes once signed in. */
  readonly returnTo: string;
  readonly createdAt: Date;
}

/** Begins the second step where the user has one; `secret` is for the browser's cookie and kept nowhere. Undefined where nothing more is asked. */
export async function challenge(
  ctx: Context,
  input: { userId: string; method: AskedAfter; returnTo: string },
): Promise<string | undefined> {
  const { companyId } = ctx;
  const factor = await selectSecondFactor(ctx.tx, { companyId, userId: input.userId });
  if (!factor?.confirmedAt) return undefined;
  const now = ctx.clock.now();
  const secret = newCompanySecret(companyId);
  await deleteChallengesBefore(ctx.tx, companyId, input.userId, new Date(now.getTime() - CHALLENGE_LIFETIME));
  await insertChallenge(ctx.tx, { companyId, id: newId(ctx.clock), ...input, createdAt: now }, hashSecret(secret));
  return secret;
}

/** The open second step behind a cookie's secret. */
export async function findChallenge(ctx: Context, secret: string | undefined): Promise<Challenge | undefined> {
  const companyId = secret && companyOfSecret(secret);
  if (!secret || !companyId) return undefined;
  const found = await selectChallenge(ctx.tx, companyId, hashSecret(secret));
  const age = found ? ctx.clock.now().getTime() - found.createdAt.getTime() : Infinity;
  return found && found.usedAt === null && age < CHALLENGE_LIFETIME ? found : undefined;
}

/** Ends the second step with a code: of two calls at one moment only one is let in. @throws ChallengeOver WrongCode SecondFactorLocked */
export async function answerChallenge(
  sealer: Sealer,
  work: UnitOfWork,
  caller: Caller,
  given: { secret: string | undefined; code: string },
): Promise<Challenge> {
  const found = await work.read(caller, (ctx) => findChallenge(ctx, given.secret));
  if (!found) throw new ChallengeOver();
  const own: Caller = { ...caller, actor: { kind: 'system', companyId: found.companyId }, companyId: found.companyId };
  await checkCode(sealer, work, own, { userId: found.userId, code: given.code });
  if (!(await work.write(own, (ctx) => updateChallengeUsed(ctx.tx, found, ctx.clock.now())))) throw new ChallengeOver();
  return found;
}
