import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const inflated = promisify(inflate);

/** An A4 page at 600 dots an inch has 35 million. Each takes four bytes and more while it is drawn. */
const MOST_PIXELS = 40_000_000;
const SIGNATURE = 8;
/** What the picture itself is made of; texts, colours of backgrounds and further frames are not. */
const VITAL = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
/** Samples of a pixel by the colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Chunk {
  readonly type: string;
  readonly content: Buffer;
  /** With its length and sum. */
  readonly whole: Buffer;
}

function* chunksOf(bytes: Buffer): Generator<Chunk> {
  for (let at = SIGNATURE; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return;
    yield {
      type: bytes.toString('latin1', at + 4, at + 8),
      content: bytes.subarray(at + 8, end - 4),
      whole: bytes.subarray(at, end),
    };
    at = end;
  }
}

/**
 * A PNG as its header says that it is, without what nobody draws. A few thousand bytes can unfold into gigabytes: by the size of the picture, by
 * more points than the picture has, by texts and by frames. @throws RangeError for what is too large or not as it says
 */
export async function plainPng(given: Uint8Array): Promise<Uint8Array> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const chunks = [...chunksOf(bytes)].filter(({ type }) => VITAL.has(type));
  const [header, ...rest] = chunks;
  if (header?.type !== 'IHDR' || header.content.length !== 13 || rest.some(({ type }) => type === 'IHDR'))
    throw new RangeError('A PNG begins with its one header');
  const { content } = header;
  const [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
  if (width * height > MOST_PIXELS) throw new RangeError('The PNG has too many pixels to be drawn');
  const bits = content.readUInt8(8) * (SAMPLES[content.readUInt8(9)] ?? 1);
  // Each line begins with a byte of its own, and an interlaced picture has up to twice as many.
  const most = 2 * height * (2 + Math.ceil((width * bits) / 8)) + 64;
  await inflated(Buffer.concat(rest.filter(({ type }) => type === 'IDAT').map((one) => one.content)), { maxOutputLength: most });
  return Buffer.concat([bytes.subarray(0, SIGNATURE), ...chunks.map(({ whole }) => whole)]);
}
