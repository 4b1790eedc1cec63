import { hash, randomFillSync } from 'node:crypto';
import { remembered } from '../kept.ts';
import { dashed } from './uuid-text.ts';

type Clock = { now(): Date };

const MAX_MILLISECOND = 2 ** 48 - 1;
const MAX_SEQUENCE = 2 ** 32 - 1;

/**
 * The 32 bits after the time are a sequence: random at the first id of a millisecond, then raised by a random step, so ids of one
 * millisecond sort in the order they were made and still cannot be guessed from each other.
 */
const last = { clock: -1, millisecond: -1, sequence: 0 };

const pool = Buffer.allocUnsafe(4096);
let used = pool.length;

/** Where in the pool the caller finds `count` fresh bytes. One system call serves several hundred ids. */
function takeRandom(count: number): number {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return used - count;
}

/** The top bit stays clear, which leaves room for millions of steps in the same millisecond. */
function freshSequence(): number {
  return pool.readUInt32BE(takeRandom(4)) >>> 1;
}

function advance(clock: Clock): void {
  const now = clock.now().getTime();
  if (!(now >= 0 && now <= MAX_MILLISECOND)) throw new RangeError('The clock stands outside the years an id can hold');
  if (now !== last.clock) {
    last.clock = now;
    last.millisecond = now;
    last.sequence = freshSequence();
    return;
  }
  last.sequence += 1 + pool.readUInt8(takeRandom(1));
  if (last.sequence > MAX_SEQUENCE) {
    last.millisecond += 1;
    last.sequence = freshSequence();
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hex = (byte: number): string => HEX[byte & 0xff] as string;

/** Of the millisecond that ids were last made in: the digits before the version. */
let latest = { millisecond: -1, text: '' };

function timeText(): string {
  const { millisecond } = last;
  if (latest.millisecond !== millisecond) {
    const digits = millisecond.toString(16).padStart(12, '0');
    latest = { millisecond, text: `${digits.slice(0, 8)}-${digits.slice(8)}-7` };
  }
  return latest.text;
}

/** Variant bits 10 and the sequence, but for its last six bits, which share a byte with the first two of what is behind it. */
function sequenceText(shared: number): string {
  const { sequence } = last;
  const head = hex(sequence >>> 24) + ((sequence >>> 20) & 0xf).toString(16);
  const low = sequence & 0xfffff;
  return `${head}-${hex(0x80 | (low >>> 14))}${hex(low >>> 6)}-${hex(((low & 0x3f) << 2) | (shared & 3))}`;
}

/** A new UUID v7: lower case with dashes, greater than every earlier id of this process in the same millisecond. */
export function newId(clock: Clock): string {
  advance(clock);
  const at = takeRandom(6);
  const tail = hex(byteAt(at + 1)) + hex(byteAt(at + 2)) + hex(byteAt(at + 3)) + hex(byteAt(at + 4)) + hex(byteAt(at + 5));
  return timeText() + sequenceText(byteAt(at)) + tail;
}

const byteAt = (at: number): number => pool[at] as number;

/** A UUID v7 of a moment that is no clock's of the program: it leaves the rising order of the others alone, and has none within a millisecond. */
export function newIdAt(moment: Date): string {
  const at = takeRandom(10);
  const time = Math.min(Math.max(moment.getTime(), 0), MAX_MILLISECOND).toString(16).padStart(12, '0');
  const random = pool.toString('hex', at, at + 10);
  const variant = (8 + (pool.readUInt8(at) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(2, 5)}-${variant}${random.slice(5, 8)}-${random.slice(8)}`;
}

/** Lower than every id made at this moment or later: a span of time becomes a span of an index on ids. */
export function lowestIdAt(moment: Date): string {
  const time = Math.min(Math.max(moment.getTime(), 0), MAX_MILLISECOND).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** The moment that an id was made at. */
export const momentOf = (id: string): Date => new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));

/**
 * A new UUID v7 for an expense report. Its content is 80 bits (time, rand_a, the first 20 bits of rand_b) and the last 42 are zero, so
 * that the 20 hex digits of a report key (see report-key.ts) and the UUID are two renderings of one value.
 */
export function newReportId(clock: Clock): string {
  advance(clock);
  return `${timeText()}${sequenceText(0)}0000000000`;
}

const madeOf = remembered((name: string): { readonly id: string } => {
  const digits = hash('sha256', name, 'hex');
  const variant = (0x8 | (Number.parseInt(digits.charAt(16), 16) & 0x3)).toString(16);
  return { id: dashed(`${digits.slice(0, 12)}8${digits.slice(13, 16)}${variant}${digits.slice(17, 32)}`) };
});

/** The id of a thing that has no row of its own: always the same for the same name. A UUID of version 8. */
export const idNamed = (name: string): string => madeOf(name).id;
