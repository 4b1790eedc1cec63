import type { Context } from '../../platform/context.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { selectSessionsOf, updateEnded } from './session-queries.ts';
import { isLive, type Session } from './session.ts';

/** The browsers in which a user is signed in now, newest first. */
export async function listSessions(ctx: Context, userId: string): Promise<Session[]> {
  const open = await selectSessionsOf(ctx.tx, ctx.companyId, userId);
  return open.filter((session) => isLive(session, ctx.clock.now()));
}

/** Signs one browser out. False where the user has no such open session. */
export async function endSession(ctx: Context, input: { userId: string; sessionId: string }): Promise<boolean> {
  const { companyId } = ctx;
  const only = parseUuid(input.sessionId);
  const ended = only ? await updateEnded(ctx.tx, { companyId, userId: input.userId, only }, ctx.clock.now()) : 0;
  if (ended === 0) return false;
  ctx.record({
    subjectKind: 'user',
    subjectId: input.userId,
    action: 'session-ended',
    details: { sessionId: only },
  });
  return true;
}

/** Signs a user out everywhere, or everywhere but in one session: after a new password, or when an account is closed. */
export async function endSessionsOf(ctx: Context, input: { userId: string; except?: string }): Promise<number> {
  const { companyId } = ctx;
  const ended = await updateEnded(ctx.tx, { companyId, ...input }, ctx.clock.now());
  if (ended > 0)
    ctx.record({ subjectKind: 'user', subjectId: input.userId, action: 'session-ended', details: { sessions: ended } });
  return ended;
}
