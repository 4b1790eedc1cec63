import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { decodePDFRawStream, PDFContext, PDFRawStream } from '@cantoo/pdf-lib';
import { PNG } from '../../../test/harness/receipts.ts';
import { boundDecoding } from './bound-decoding.ts';
import { joinAsPdf } from './join.ts';

function chunk(type: string, content: Uint8Array): Buffer {
  const whole = Buffer.alloc(12 + content.length);
  whole.writeUInt32BE(content.length, 0);
  whole.write(type, 4, 'latin1');
  whole.set(content, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + content.length)), 8 + content.length);
  return whole;
}

/** A bit for each pixel. */
function header(side: number, interlaced = 0): Buffer {
  const content = Buffer.alloc(13);
  content.writeUInt32BE(side, 0);
  content.writeUInt32BE(side, 4);
  content.set([1, 0, 0, 0, interlaced], 8);
  return chunk('IHDR', content);
}

const pointsOf = (bytes: number): Buffer => chunk('IDAT', deflateSync(Buffer.alloc(bytes)));
const png = (...chunks: Buffer[]): Buffer => Buffer.concat([PNG.subarray(0, 8), ...chunks, chunk('IEND', Buffer.alloc(0))]);
const join = (bytes: Uint8Array): Promise<Uint8Array> => joinAsPdf([{ bytes, mediaType: 'image/png' }]);
const LARGE = 10_000;

describe('images that are joined', () => {
  it('are drawn with and without what stands beside the picture', async () => {
    const text = chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync('b')]));
    for (const one of [PNG, png(header(100), pointsOf(100 * 14)), png(header(100), text, pointsOf(100 * 14))])
      assert.equal(Buffer.from(await join(one)).toString('latin1', 0, 5), '%PDF-');
    const interlaced = png(header(8, 1), pointsOf(2 * 8 + 7));
    assert.ok((await join(interlaced)).length > 0);
  });

  it('are refused when a few bytes unfold into more than anybody sends', async () => {
    const unfolding: readonly (readonly [name: string, bytes: Buffer])[] = [
      ['a large picture', png(header(LARGE), pointsOf((LARGE * LARGE) / 8 + LARGE))],
      ['a second header', png(header(1), header(LARGE), pointsOf((LARGE * LARGE) / 8 + LARGE))],
      ['more points than the picture has', png(header(1), pointsOf(10_000_000))],
      ['no header', png(pointsOf(1))],
      ['nothing', Buffer.from(PNG.subarray(0, 8))],
    ];
    for (const [name, bytes] of unfolding) await assert.rejects(join(bytes), { code: 'receipt.refused' }, name);
  });
});

describe('what PDFs unfold to', () => {
  it('is bounded for all that a thread reads of them', () => {
    const context = PDFContext.create();
    const packed = PDFRawStream.of(context.obj({ Filter: 'FlateDecode' }), deflateSync(Buffer.alloc(3_000_000)));
    const unfold = (): number => decodePDFRawStream(packed).decode().length;
    boundDecoding(2 ** 23);
    assert.deepEqual([unfold(), unfold()], [3_000_000, 3_000_000]);
    assert.throws(unfold, RangeError);
  });
});
