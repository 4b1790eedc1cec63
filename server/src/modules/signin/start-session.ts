import type { Context } from '../../platform/context.ts';
import { newCompanySecret } from '../../platform/crypto/company-secret.ts';
import { hashSecret } from '../../platform/crypto/secrets.ts';
import { newId } from '../../platform/ids/index.ts';
import { deleteUnused } from './invitation/invitation-queries.ts';
import { deleteSessionsBefore, insertSession } from './session-queries.ts';
import { KEPT_AFTER_START, type Session, type SignInMethod } from './session.ts';

export interface NewSession {
  readonly userId: string;
  readonly method: SignInMethod;
  readonly userAgent: string;
}

/**
 * Begins a session of a user of the context's company. `secret` is for the browser's cookie and kept nowhere. Whoever has come in is invited no
 * longer: a letter that still lay about would let its finder choose a password, past the second step that the owner may have added since.
 */
export async function startSession(ctx: Context, input: NewSession): Promise<{ session: Session; secret: string }> {
  const now = ctx.clock.now();
  const { companyId } = ctx;
  const secret = newCompanySecret(companyId);
  const session: Session = {
    companyId,
    id: newId(ctx.clock),
    userId: input.userId,
    method: input.method,
    userAgent: input.userAgent.slice(0, 300),
    createdAt: now,
    lastSeenAt: now,
  };
  await deleteSessionsBefore(ctx.tx, companyId, input.userId, new Date(now.getTime() - KEPT_AFTER_START));
  await deleteUnused(ctx.tx, companyId, input.userId);
  await insertSession(ctx.tx, session, hashSecret(secret));
  ctx.record({
    subjectKind: 'user',
    subjectId: input.userId,
    action: 'session-started',
    details: { method: input.method, sessionId: session.id },
  });
  return { session, secret };
}
