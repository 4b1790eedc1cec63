import { PDFDocument } from '@cantoo/pdf-lib';
import { ReceiptRefused } from './errors.ts';
import type { MediaType } from './receipt.ts';

interface Piece {
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
}

/**
 * One PDF of all pieces: an image is a page of its own size, in points for pixels, and a PDF keeps its pages.
 * @throws ReceiptRefused for TIFF, which PDF cannot draw, and for what is broken or locked
 */
export async function joinAsPdf(pieces: readonly Piece[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const piece of pieces) {
    if (piece.mediaType === 'image/tiff') throw new ReceiptRefused('A TIFF cannot be joined with another image.');
    await addTo(document, piece).catch(() => {
      throw new ReceiptRefused('The images cannot be joined: one of them is broken or locked.');
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
  const image = mediaType === 'image/png' ? await document.embedPng(bytes) : await document.embedJpg(bytes);
  document.addPage([image.width, image.height]).drawImage(image);
}
