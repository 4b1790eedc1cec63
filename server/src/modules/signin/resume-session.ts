import type { Caller, UnitOfWork } from '../../platform/context.ts';
import { companyOfSecret } from '../../platform/crypto/company-secret.ts';
import { hashSecret } from '../../platform/crypto/secrets.ts';
import { selectSession, updateSeen } from './session-queries.ts';
import { isLive, isWorthTouching, type Session } from './session.ts';

/** The live session behind a cookie's secret, undefined for none; now and then it notes that the session was seen. */
export async function resumeSession(work: UnitOfWork, caller: Caller, secret: string | undefined): Promise<Session | undefined> {
  const companyId = secret && companyOfSecret(secret);
  if (!secret || !companyId) return undefined;
  const { found, now } = await work.read(caller, async (ctx) => ({
    found: await selectSession(ctx.tx, companyId, hashSecret(secret)),
    now: ctx.clock.now(),
  }));
  if (!found || !isLive(found, now)) return undefined;
  if (isWorthTouching(found, now)) await work.write(caller, (ctx) => updateSeen(ctx.tx, found, now));
  return found;
}
