import { protocol } from '@electric-sql/pglite';

/** What the engine calls the messages that come with every statement: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const DATA_ROW = 0x44;
const COMMAND_COMPLETE = 0x43;
const ERROR_RESPONSE = 0x45;
/** Type and length. */
const HEAD_BYTES = 5;
const NULL_FIELD = -1;

export interface Column {
  readonly name: string;
  readonly type: number;
}

export type Reader = ((text: string, type: number) => unknown) | undefined;

/** Rows as objects, values read by the engine's own parsers. */
export interface Outcome {
  readonly rows: Record<string, unknown>[];
  /** What the engine says it did: `INSERT 0 3`, `SELECT 1`, `COMMIT`. */
  readonly tag: string;
}

/**
 * Reads what the engine answers a statement of these columns, each field once. The parser that comes with the engine makes an object of
 * every message and text of every field before anybody asks for them; here it reads only what is rare.
 *
 * @throws The engine's DatabaseError, when that is its answer.
 */
export function readOutcome(bytes: Buffer, columns: readonly Column[], readers: readonly Reader[]): Outcome {
  const rows: Record<string, unknown>[] = [];
  let tag = '';
  for (const { type, start, end } of messagesIn(bytes)) {
    if (type === DATA_ROW) rows.push(readRow(bytes, start, columns, readers));
    else if (type === COMMAND_COMPLETE) tag = bytes.toString('latin1', start, end - 1);
    else if (type === ERROR_RESPONSE) throw parse(bytes.subarray(start - HEAD_BYTES, end))[0];
  }
  return { rows, tag };
}

/** Every message as the engine's own parser reads it. @throws The engine's DatabaseError, when one of them is that. */
export function parse(bytes: Uint8Array): readonly unknown[] {
  const messages: unknown[] = [];
  new protocol.Parser().parse(bytes, (message) => void messages.push(message));
  const refusal = messages.find((message) => message instanceof Error);
  if (refusal) throw refusal;
  return messages;
}

function* messagesIn(bytes: Buffer): Iterable<{ type: number; start: number; end: number }> {
  for (let at = 0; at < bytes.length;) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    yield { type: bytes[at] as number, start: at + HEAD_BYTES, end };
    at = end;
  }
}

function readRow(bytes: Buffer, start: number, columns: readonly Column[], readers: readonly Reader[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  // The number of fields comes first; it is that of the columns.
  let at = start + 2;
  for (let index = 0; index < columns.length; index++) {
    const { name, type } = columns[index] as Column;
    const length = bytes.readInt32BE(at);
    at += 4;
    if (length === NULL_FIELD) {
      row[name] = null;
      continue;
    }
    const text = bytes.toString('utf8', at, at + length);
    const read = readers[index];
    row[name] = read ? read(text, type) : text;
    at += length;
  }
  return row;
}
