/** The name of the unique index that a failed statement ran against, or undefined for any other failure. */
export function uniqueViolation(error: unknown): string | undefined {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === '23505' && typeof constraint === 'string' ? constraint : undefined;
}

/** Whether a statement would have left rows that refer to one that is gone: by deleting the one, or by writing the others. */
export function isStillReferred(error: unknown): boolean {
  return (error as { code?: unknown }).code === '23503';
}

/** Whether somebody else held the rows too long: lock_not_available, or one of the conflicts that running again did not settle. */
export function isLocked(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '55P03' || code === '40001' || code === '40P01';
}

/** No connection to be had: the server is away, starts, stops, or has none left. */
const OUT_OF_REACH = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
]);

/** Whether a statement failed because the database could not be reached. */
export function isOutOfReach(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return OUT_OF_REACH.has(code);
  return typeof message === 'string' && /timeout exceeded when trying to connect|Connection terminated/.test(message);
}

/** Whether a statement failed over text that the database cannot hold, such as one with the character NUL. */
export function isUnstorableText(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '22021' || code === '22P05';
}

const chances = new WeakSet<object>();

/** Remembers of a unique violation that it came by chance. */
export function asChance(error: Error): Error {
  if (uniqueViolation(error) !== undefined) chances.add(error);
  return error;
}
export const isChance = (error: unknown): boolean => typeof error === 'object' && error !== null && chances.has(error);
