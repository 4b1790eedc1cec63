import { deriveFrom, newBrowserSecret, sameText } from '../../platform/crypto/company-secret.ts';

/**
 * Proof that a form was read in the browser that sends it. Each browser keeps a secret in a cookie: the session's own, or one
 * it was given before anybody signed in. A form carries what is derived from that secret, which another site can neither
 * read nor make.
 */
export const newFormSecret = newBrowserSecret;

export const formToken = (secret: string): string => deriveFrom(secret, 'form');

export const formTokenFits = (secret: string | undefined, given: string | undefined): boolean =>
  !!secret && !!given && sameText(given, formToken(secret));
