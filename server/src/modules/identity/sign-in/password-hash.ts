import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** Bytes: longer passwords are cut nowhere, they are refused. */
export const MOST_BYTES = 1024;

const b64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Unicode has several spellings of one letter; a password must not depend on the keyboard's. */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'), 'utf8');

const phc = (nonce: Buffer, tag: Buffer): string =>
  `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${b64(nonce)}$${b64(tag)}`;

/** A password as a PHC string: slow on purpose, off the event loop. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  return phc(nonce, await derive('argon2id', { message: bytesOf(password), nonce, tagLength: TAG_BYTES, ...COST }));
}

/** Nobody's password, at the usual cost: what an unknown login is checked against. */
const NOBODY = phc(randomBytes(SALT_BYTES), randomBytes(TAG_BYTES));

/** Does the whole work whether or not there is a hash; without one the answer is no. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const parts = PHC.exec(stored ?? NOBODY);
  if (!parts) throw new Error('A stored password hash is no PHC string of argon2id');
  const [, memory, passes, parallelism, salt = '', tag = ''] = parts;
  const expected = Buffer.from(tag, 'base64');
  const message = bytesOf(password.slice(0, MOST_BYTES));
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const given = await derive('argon2id', { message, nonce: Buffer.from(salt, 'base64'), tagLength: expected.length, ...cost });
  return timingSafeEqual(given, expected) && stored !== undefined && password.length <= MOST_BYTES;
}
