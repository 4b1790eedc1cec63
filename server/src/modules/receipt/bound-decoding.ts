import { decodePDFRawStream, PDFContext } from '@cantoo/pdf-lib';

interface Filter {
  readonly buffer: Uint8Array;
  ensureBuffer: (this: Filter, requested: number) => Uint8Array;
}

/**
 * Bounds the bytes to which all that this thread reads of PDFs may unfold; what goes beyond is a broken PDF. Their parser has no limit of its own,
 * and two megabytes can hold many thousand times as much. It changes the parser for the whole thread.
 */
export function boundDecoding(most = 256 * 1024 * 1024): void {
  const anything = PDFContext.create().stream(Uint8Array.of(0x78, 0x9c), { Filter: 'FlateDecode' });
  // Every filter grows its buffer by the method of the class that they share, which has no name outside.
  const filter = Object.getPrototypeOf(Object.getPrototypeOf(decodePDFRawStream(anything))) as Filter;
  const grow = filter.ensureBuffer;
  let left = most;
  filter.ensureBuffer = function bounded(this: Filter, requested: number): Uint8Array {
    const before = this.buffer.byteLength;
    if (requested <= before) return this.buffer;
    if (requested - before > left) throw new RangeError('The PDF unfolds to more than is read');
    const grown = grow.call(this, requested);
    left -= grown.byteLength - before;
    return grown;
  };
}
