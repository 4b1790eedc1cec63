import { protocol } from '@electric-sql/pglite';
import type { FieldReader } from './wire-fields.ts';

/** Messages that come with every statement: https://www.postgresql.org/docs/current/protocol-message-formats.html */
export const DATA_ROW = 0x44;
export const COMMAND_COMPLETE = 0x43;
export const ERROR_RESPONSE = 0x45;
/** Type and length. */
export const HEAD_BYTES = 5;
const NULL_FIELD = -1;

/** The columns of a statement's answer. */
export class Layout {
  readonly #names: readonly string[];
  readonly #readers: readonly FieldReader[];
  /** Every column at null: rows that start as its copies share one shape. */
  readonly #blank: Readonly<Record<string, unknown>>;

  constructor(columns: readonly { readonly name: string; readonly read: FieldReader }[]) {
    this.#names = columns.map(({ name }) => name);
    this.#readers = columns.map(({ read }) => read);
    this.#blank = Object.fromEntries(columns.map(({ name }) => [name, null]));
  }

  /** A row from its message, whose contents begin at `start`. */
  row(bytes: Buffer, start: number): Record<string, unknown> {
    const row = { ...this.#blank };
    // The number of fields comes first; it is that of the columns.
    let at = start + 2;
    for (let index = 0; index < this.#names.length; index++) {
      const length = bytes.readInt32BE(at);
      at += 4;
      if (length === NULL_FIELD) continue;
      row[this.#names[index] as string] = (this.#readers[index] as FieldReader)(bytes, at, at + length);
      at += length;
    }
    return row;
  }
}

/** Rows as objects. */
export interface Outcome {
  readonly rows: Record<string, unknown>[];
  /** What the engine says it did: `INSERT 0 3`, `SELECT 1`, `COMMIT`. */
  readonly tag: string;
}

/** The tag in a CommandComplete, which a zero ends. */
export const tagIn = (bytes: Buffer, start: number, end: number): string => bytes.toString('latin1', start, end - 1);

/** Where the message ends whose first byte stands at `at`. */
export const endOf = (bytes: Buffer, at: number): number => at + 1 + bytes.readInt32BE(at + 1);

/**
 * Reads what the embedded engine answers a statement, each field once. The parser that comes with the engine makes an object of every
 * message and text of every field before anybody asks for them; here it reads only what is rare.
 *
 * @throws The engine's DatabaseError, when that is its answer.
 */
export function readOutcome(bytes: Buffer, layout: Layout): Outcome {
  const rows: Record<string, unknown>[] = [];
  let tag = '';
  for (let at = 0, end; at < bytes.length; at = end) {
    end = endOf(bytes, at);
    const type = bytes[at];
    if (type === DATA_ROW) rows.push(layout.row(bytes, at + HEAD_BYTES));
    else if (type === COMMAND_COMPLETE) tag = tagIn(bytes, at + HEAD_BYTES, end);
    else if (type === ERROR_RESPONSE) throw refusalIn(bytes.subarray(at, end));
  }
  return { rows, tag };
}

/** Every message as the engine's own parser reads it. @throws The engine's DatabaseError, when one of them is that. */
export function parse(bytes: Uint8Array): readonly unknown[] {
  const messages = messagesIn(bytes);
  const refusal = messages.find((message) => message instanceof Error);
  if (refusal) throw refusal;
  return messages;
}

/** The DatabaseError of this message. */
export const refusalIn = (bytes: Uint8Array): Error => messagesIn(bytes)[0] as Error;

function messagesIn(bytes: Uint8Array): unknown[] {
  const messages: unknown[] = [];
  new protocol.Parser().parse(bytes, (message) => void messages.push(message));
  return messages;
}
