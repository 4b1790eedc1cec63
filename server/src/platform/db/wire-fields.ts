import { types as oids } from '@electric-sql/pglite';

/** Reads one field of a row from where it lies, in the text format. */
export type FieldReader = (bytes: Buffer, start: number, end: number) => unknown;

const ZERO = 48;
const [MINUS, POINT, SPACE, COLON, PLUS] = [45, 46, 32, 58, 43];
const TRUE = 116;
/** So many digits are a safe integer, whatever they are. */
const SAFE_DIGITS = 15;

const ascii: FieldReader = (bytes, start, end) => bytes.toString('latin1', start, end);
const text: FieldReader = (bytes, start, end) => bytes.toString('utf8', start, end);
const truth: FieldReader = (bytes, start) => bytes[start] === TRUE;
const json: FieldReader = (bytes, start, end) => JSON.parse(bytes.toString('utf8', start, end)) as unknown;
const real: FieldReader = (bytes, start, end) => Number(bytes.toString('latin1', start, end));

function digits(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + (bytes[at] as number) - ZERO;
  return value;
}

/** As a number where it is a safe one; text beyond. */
function integer(bytes: Buffer, start: number, end: number): number | string {
  if (end - start > SAFE_DIGITS) {
    const written = bytes.toString('latin1', start, end);
    return Number.isSafeInteger(Number(written)) ? Number(written) : written;
  }
  return bytes[start] === MINUS ? -digits(bytes, start + 1, end) : digits(bytes, start, end);
}

/** `2026-11-21 18:44:20.123456+00`: sessions run in UTC, years have four digits, and the fraction is left out where it is zero. */
function isPlainInstant(bytes: Buffer, start: number, end: number): boolean {
  return (
    end - start >= 22 &&
    bytes[start + 4] === MINUS &&
    bytes[start + 10] === SPACE &&
    bytes[end - 3] === PLUS &&
    bytes[end - 2] === ZERO &&
    bytes[end - 1] === ZERO &&
    bytes[start + 16] === COLON &&
    // Years below 100 would be taken for those of the last century.
    !(bytes[start] === ZERO && bytes[start + 1] === ZERO)
  );
}

function milliseconds(bytes: Buffer, start: number, end: number): number {
  if (bytes[start] !== POINT) return 0;
  const last = Math.min(end, start + 4);
  return digits(bytes, start + 1, last) * 10 ** (start + 4 - last);
}

function instant(bytes: Buffer, start: number, end: number): Date {
  if (!isPlainInstant(bytes, start, end)) {
    const written = bytes.toString('latin1', start, end);
    return new Date(written.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  }
  return new Date(
    Date.UTC(
      digits(bytes, start, start + 4),
      digits(bytes, start + 5, start + 7) - 1,
      digits(bytes, start + 8, start + 10),
      digits(bytes, start + 11, start + 13),
      digits(bytes, start + 14, start + 16),
      digits(bytes, start + 17, start + 19),
      milliseconds(bytes, start + 19, end - 3),
    ),
  );
}

/** What both engines answer with, for the types that tables have. numeric and date stay text, so that no cent and no day moves. */
const READERS: ReadonlyMap<number, FieldReader> = new Map([
  [oids.BOOL, truth],
  [oids.INT2, integer],
  [oids.INT4, integer],
  [oids.OID, integer],
  [oids.INT8, integer],
  [oids.FLOAT4, real],
  [oids.FLOAT8, real],
  [oids.NUMERIC, ascii],
  [oids.UUID, ascii],
  [oids.DATE, ascii],
  [oids.TIMESTAMP, ascii],
  [oids.INTERVAL, ascii],
  [oids.TIMESTAMPTZ, instant],
  [oids.TEXT, text],
  [oids.VARCHAR, text],
  [oids.JSON, json],
  [oids.JSONB, json],
] as const);

/** Of a type that is not listed, `read` makes the value of its text. */
export function fieldReaderOf(type: number, read: ((text: string) => unknown) | undefined): FieldReader {
  const own = READERS.get(type);
  if (own) return own;
  if (!read) return text;
  return (bytes, start, end) => read(bytes.toString('utf8', start, end));
}
