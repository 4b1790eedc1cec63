import type { FileHandle } from 'node:fs/promises';

/** Where a line stands in its file. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly offset: number;
  /** In bytes, without its end. */
  readonly length: number;
}

/** Longer lines are no record, and are not kept in memory. */
export const LONGEST_LINE = 64 * 1024;

const NEWLINE = 0x0a;

/** The lines of a file with their bytes; of one that is too long only its place. Holds one line at a time. */
export async function* readLines(file: FileHandle): AsyncGenerator<Line & { readonly bytes: Buffer | undefined }> {
  let number = 1;
  let start = 0;
  let position = 0;
  let parts: Buffer[] = [];
  let held = 0;
  const stream = file.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>;
  const ended = (length: number) => {
    const line = { number, offset: start, length, bytes: held > LONGEST_LINE ? undefined : Buffer.concat(parts) };
    number += 1;
    parts = [];
    held = 0;
    return line;
  };
  const keep = (piece: Buffer): void => {
    held += piece.length;
    if (held <= LONGEST_LINE) parts.push(piece);
    else parts = [];
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, at));
      yield ended(position + at - start);
      from = at + 1;
      start = position + from;
    }
    keep(chunk.subarray(from));
    position += chunk.length;
  }
  if (position > start) yield ended(position - start);
}

/** The bytes of one line, read again. */
export async function readLine(file: FileHandle, { offset, length }: Line): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
