const MINUTE = 60_000;

/** Wrong codes that close the second step, and for how long; a series is forgotten after as long without another. */
export const FAILURES_TO_LOCK = 5;
export const LOCK = 15 * MINUTE;
/** How long the second step may take. */
export const CHALLENGE_LIFETIME = 10 * MINUTE;
export const RECOVERY_CODES = 10;

/** How somebody proves a second time who they are. */
export interface SecondFactor {
  readonly companyId: string;
  readonly userId: string;
  readonly sealedKey: string;
  readonly confirmedAt: Date | null;
  readonly lastStep: number;
  readonly lockedUntil: Date | null;
}

/** What its owner is told of it. */
export interface SecondFactorStatus {
  /** Undefined where nothing is asked at sign-in. */
  readonly since: Date | undefined;
  /** Recovery codes that were not used yet. */
  readonly recoveryCodesLeft: number;
}

/** Codes of the app are digits; everything else can only be a recovery code. Spaces and dashes are for the eye. */
export const plainCode = (typed: string): string => typed.replace(/[\s-]/g, '').toLowerCase();
export const isAppCode = (plain: string): boolean => /^\d{6}$/.test(plain);
