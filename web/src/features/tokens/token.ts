/** The claims of a JWT, unverified: for reading. Undefined for what is none. */
export function claimsOf(jwt: string): Readonly<Record<string, unknown>> | undefined {
  const payload = jwt.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(
      atob(payload.replaceAll('-', '+').replaceAll('_', '/')),
      (letter) => letter.codePointAt(0) ?? 0,
    );
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** Whole minutes that a token still has; below zero once it is over. */
export const minutesLeft = (expiresAt: number, now: number): number => Math.floor((expiresAt - now) / 60_000);
