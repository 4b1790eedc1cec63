import { randomInt } from 'node:crypto';

/** Without letters and digits that look alike: people type these from a screen. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A random password of about 87 bits that needs no quoting in a shell, a form or a URL. */
export const newPassword = (): string => Array.from({ length: 15 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
