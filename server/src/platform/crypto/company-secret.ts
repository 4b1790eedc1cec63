import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseHex32 } from '../ids/index.ts';

/** 256 random bits as 43 characters that stand in URLs and cookies as they are. */
export const newBrowserSecret = (): string => randomBytes(32).toString('base64url');

/** A value that only a holder of `secret` can make, and that tells nothing about it. */
export const deriveFrom = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('base64url');

/** Compares without telling by its time how much is equal. */
export function sameText(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}

/**
 * A secret that names the company whose data holds its hash, so that it is looked up by the key that shards the data: 16 bytes
 * of company, then 256 random bits.
 */
export function newCompanySecret(companyId: string): string {
  return Buffer.concat([Buffer.from(companyId.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString('base64url');
}

/** The company of such a secret; undefined for text that is none. */
export function companyOfSecret(secret: string): string | undefined {
  if (!/^[\w-]{64}$/.test(secret)) return undefined;
  return parseHex32(Buffer.from(secret, 'base64url').subarray(0, 16).toString('hex'));
}
