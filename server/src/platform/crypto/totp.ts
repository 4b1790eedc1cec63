import { createHmac, randomBytes } from 'node:crypto';
import { sameText } from './company-secret.ts';

/** RFC 6238 as every authenticator app speaks it: SHA-1, six digits, a step of 30 seconds. */
const STEP_SECONDS = 30;
const DIGITS = 6;
const KEY_BYTES = 20;
/** Clocks of phones differ: the step before and the one after are taken too. */
const STEPS_OFF = 1;

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A fresh key of 160 bits in base 32, as people type it into an app that cannot scan. */
export function newTotpKey(): string {
  let bits = '';
  for (const byte of randomBytes(KEY_BYTES)) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}

export const totpStep = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS);

/** The code of a key in a step of time. */
export function totpCode(key: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(key)).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7f_ff_ff_ff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step around now whose code this is and that lies after `after`; undefined for a wrong, an old or a used code. */
export function matchTotp(key: string, code: string, at: { now: Date; after: number }): number | undefined {
  const here = totpStep(at.now);
  const steps = Array.from({ length: 2 * STEPS_OFF + 1 }, (_one, index) => here - STEPS_OFF + index);
  return steps.filter((step) => sameText(code, totpCode(key, step))).find((step) => step > at.after);
}

/** What an app scans: the key, and the names under which it shows the codes. */
export function totpAddress(key: string, { issuer, account }: { issuer: string; account: string }): string {
  const plain = (text: string): string => encodeURIComponent(text.replaceAll(':', ' '));
  return `otpauth://totp/${plain(issuer)}:${plain(account)}?secret=${key}&issuer=${plain(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}

function bytesOf(key: string): Buffer {
  const bits = Array.from(key, (letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
