/** The name of the unique index that a failed statement ran against, or undefined for any other failure. */
export function uniqueViolation(error: unknown): string | undefined {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === '23505' && typeof constraint === 'string' ? constraint : undefined;
}

/** Whether a statement would have left rows that refer to one that is gone. */
export function isStillReferred(error: unknown): boolean {
  return (error as { code?: unknown }).code === '23503';
}

/** Whether a statement failed over text that the database cannot hold, such as one with the character NUL. */
export function isUnstorableText(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '22021' || code === '22P05';
}
