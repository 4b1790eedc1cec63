const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Without a page asked for, a session ends after this time. The documents are silent; a working day keeps one. */
export const IDLE_LIMIT = 8 * HOUR;
/** However busy, a session ends after this time. */
export const ABSOLUTE_LIMIT = 7 * 24 * HOUR;
/** `lastSeenAt` is no newer than this: not every page is worth a write. */
export const SEEN_PRECISION = 5 * MINUTE;
/** Ended sessions are kept this long for their owner's list and the company's questions. */
export const KEPT_AFTER_START = 90 * 24 * HOUR;

/** `sso`: the company's identity provider vouched for the person. */
export type SignInMethod = 'password' | 'link' | 'sso';

/** A browser in which a user is signed in. */
export interface Session {
  readonly companyId: string;
  readonly id: string;
  readonly userId: string;
  readonly method: SignInMethod;
  /** As the browser calls itself, 300 characters at most. */
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

export function isLive(session: Pick<Session, 'createdAt' | 'lastSeenAt'> & { endedAt?: Date | null }, now: Date): boolean {
  if (session.endedAt) return false;
  const at = now.getTime();
  return at - session.createdAt.getTime() < ABSOLUTE_LIMIT && at - session.lastSeenAt.getTime() < IDLE_LIMIT;
}

export const isWorthTouching = (session: Pick<Session, 'lastSeenAt'>, now: Date): boolean =>
  now.getTime() - session.lastSeenAt.getTime() >= SEEN_PRECISION;
