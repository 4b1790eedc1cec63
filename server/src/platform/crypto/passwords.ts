import { randomInt } from 'node:crypto';

/** Without letters and digits that look alike: people type these from a screen. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Of those that are typed without regard to case. */
const SMALL = 'abcdefghijkmnpqrstuvwxyz23456789';

const someOf = (letters: string, count: number): string =>
  Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('');

/** A random password of about 87 bits that needs no quoting in a shell, a form or a URL. */
export const newPassword = (): string => someOf(ALPHABET, 15);

/** A code of 80 random bits that is kept on paper and typed once: four groups of four. */
export const newRecoveryCode = (): string => Array.from({ length: 4 }, () => someOf(SMALL, 4)).join('-');
