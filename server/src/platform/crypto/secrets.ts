import { createHash, hash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

/** A fresh secret of 122 random bits in the shape of a UUID: client secrets, codes, refresh tokens. */
export const newSecret = (): string => randomUUID();

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A fresh secret of letters and digits, for forms that have never been UUIDs. 28 of them hold 166 random bits. */
export function newOpaqueSecret(length = 28): string {
  let text = '';
  while (text.length < length) {
    // Bytes above the last whole multiple of 62 would favour the first letters.
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
  }
  return text;
}

/**
 * What is stored of a secret that this program made: SHA-256 in hex. Such a secret has over 120 random bits, so no one can
 * search for it and a slow hash would cost every request for nothing; what people choose themselves is hashed with argon2id instead.
 */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'hex');

/** Compares a secret with a stored hash in a time that does not depend on where they differ. */
export function matchesHash(secret: string, storedHex: string): boolean {
  const stored = Buffer.from(storedHex, 'hex');
  const given = createHash('sha256').update(secret).digest();
  return stored.length === given.length && timingSafeEqual(stored, given);
}
