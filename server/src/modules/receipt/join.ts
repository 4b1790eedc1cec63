import { PDFDocument, type PDFImage } from '@cantoo/pdf-lib';
import { ReceiptRefused } from './errors.ts';
import { plainPng } from './plain-png.ts';
import type { MediaType } from './receipt.ts';

export interface Piece {
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
}

/**
 * One PDF of all pieces: an image is a page of its own size, in points for pixels, and a PDF keeps its pages.
 * @throws ReceiptRefused for TIFF, which PDF cannot draw, and for what is broken, locked or too large to be drawn
 */
export async function joinAsPdf(pieces: readonly Piece[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const piece of pieces) {
    if (piece.mediaType === 'image/tiff') throw new ReceiptRefused('A TIFF cannot be joined with another image.');
    await addTo(document, piece).catch(() => {
      throw new ReceiptRefused('The images cannot be joined: one of them is broken or locked, or too large to be drawn.');
    });
  }
  return document.save();
}

async function addTo(document: PDFDocument, { bytes, mediaType }: Piece): Promise<void> {
  if (mediaType === 'application/pdf') {
    const source = await PDFDocument.load(bytes);
    for (const page of await document.copyPages(source, source.getPageIndices())) document.addPage(page);
    return;
  }
  const image = await embedImage(document, { bytes, mediaType });
  document.addPage([image.width, image.height]).drawImage(image);
}

/** @throws TypeError, RangeError and others for what PDF cannot draw: TIFF, and what is broken or too large. */
export async function embedImage(document: PDFDocument, { bytes, mediaType }: Piece): Promise<PDFImage> {
  if (mediaType === 'image/jpeg') return document.embedJpg(bytes);
  if (mediaType !== 'image/png') throw new TypeError(`PDF draws no ${mediaType}`);
  return document.embedPng(await plainPng(bytes));
}
