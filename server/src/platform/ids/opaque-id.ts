import { dashed } from './uuid-text.ts';

/** Bytes are part of ids that clients store: a kind may be added, none may change. */
const KIND_BYTE = {
  report: 1,
  entry: 2,
  itemization: 3,
  allocation: 4,
  attendee: 5,
  'attendee-type': 6,
  'payment-type': 7,
  policy: 8,
  'expense-type': 9,
  list: 10,
  'list-item': 11,
  image: 12,
  user: 13,
  'workflow-step': 14,
  form: 15,
  location: 16,
  'expense-group': 17,
  workflow: 18,
  'entry-attendee': 32,
} as const;

export type IdKind = keyof typeof KIND_BYTE;

/** Which opaque form: `g` renders as gW…$, `n` as n…$. */
export type OpaquePrefix = 'g' | 'n';

const LEAD: Record<OpaquePrefix, string> = { g: 'gW', n: 'n' };
const BODY = /^[A-Za-z0-9_-]{26}$/;

/**
 * CRC-16/CCITT. It finds every change within 16 neighbouring bits, so one letter mistyped or in the other case is always refused; a secret
 * is not needed, since knowing an id grants nothing.
 */
function checksum(prefix: OpaquePrefix, bytes: Buffer, end: number): number {
  let crc = prefix.charCodeAt(0);
  for (let at = 0; at < end; at += 1) crc = ((crc << 8) & 0xffff) ^ (REMAINDERS[(crc >>> 8) ^ (bytes[at] ?? 0)] ?? 0);
  return crc;
}

/** Of each value of a byte. */
const REMAINDERS = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  return crc;
});

/** Every page of a list makes dozens of ids. */
const scratch = Buffer.alloc(19);

/** The opaque id of a thing of this kind: prefix, then url-safe base64 of kind byte, UUID and two check bytes, then `$`. */
export function opaqueId(prefix: OpaquePrefix, kind: IdKind, uuid: string): string {
  scratch[0] = KIND_BYTE[kind];
  scratch.write(uuid.replaceAll('-', ''), 1, 16, 'hex');
  scratch.writeUInt16BE(checksum(prefix, scratch, 17), 17);
  return `${LEAD[prefix]}${scratch.toString('base64url')}$`;
}

/**
 * The UUID inside an opaque id whose escapes are decoded; the closing `$` may be missing. Undefined when the prefix, the kind, the check
 * bytes or the case of a letter is wrong.
 */
export function parseOpaqueId(prefix: OpaquePrefix, kind: IdKind, text: string): string | undefined {
  const lead = LEAD[prefix];
  if (!text.startsWith(lead)) return undefined;
  const body = text.slice(lead.length, text.endsWith('$') ? -1 : undefined);
  if (!BODY.test(body)) return undefined;
  const uuid = dashed(Buffer.from(body, 'base64url').toString('hex', 1, 17));
  // Rendering again checks kind, check bytes and the unused bits of the last letter in one comparison.
  return opaqueId(prefix, kind, uuid) === `${lead}${body}$` ? uuid : undefined;
}
