/** An access token lives an hour: api-reference/authentication/apidoc. */
export const ACCESS_TOKEN_SECONDS = 3600;

const DAY = 86_400_000;
const MINUTE = 60_000;

/** "Six months" is 180 days in the documented sample of a token exchange. */
export const REFRESH_TOKEN_MS = 180 * DAY;
/** A refresh that would move the expiry by less than this leaves it: a client that refreshes before each call costs no write. */
export const REFRESH_RENEWAL_MS = MINUTE;
/** Documented: usable for 24 hours, as often as needed. */
export const REQUEST_TOKEN_MS = DAY;
/** The documents are silent; RFC 6749 advises ten minutes at most. */
export const AUTHORIZATION_CODE_MS = 10 * MINUTE;
/** The documents are silent: as long as a person needs to find a mail. */
export const ONE_TIME_PASSWORD_MS = 15 * MINUTE;
/** The documents name a limit and not its number (code 82). */
export const OPEN_ONE_TIME_PASSWORDS = 5;
/** Pre-2017 access tokens: twelve months. */
export const LEGACY_TOKEN_MS = 365 * DAY;

export const after = (now: Date, milliseconds: number): Date => new Date(now.getTime() + milliseconds);
export const epochSeconds = (moment: Date): number => Math.floor(moment.getTime() / 1000);
