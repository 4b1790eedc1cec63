/** https://www.postgresql.org/docs/current/protocol-message-formats.html */
const [BIND, EXECUTE, SYNC] = [0x42, 0x45, 0x53];
const NULL_FIELD = -1;
const [AS_TEXT, AS_BYTES] = [0, 1];
const INITIAL_BYTES = 16 * 1024;
/** What grew beyond this for one message is let go of after it. */
const KEPT_BYTES = 1024 * 1024;
const VALUES_AT_MOST = 65_535;
/** A letter of UTF-16 takes no more than three bytes of UTF-8. */
const BYTES_OF_A_LETTER = 3;
/** Up to this many letters a loop is faster than a call out of the language. */
const SHORT = 40;

/** A value as the database takes it: text, or bytes as they are. */
export type Written = string | Buffer | null;

/** Puts messages for the database into one piece of memory, which is used again for the next. */
export class WireWriter {
  #bytes = Buffer.allocUnsafe(INITIAL_BYTES);
  #at = 0;

  /** What was put in so far; the writer starts anew. */
  taken(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#at));
    this.clear();
    return taken;
  }

  /** Forgets what was put in. */
  clear(): void {
    this.#at = 0;
    if (this.#bytes.length > KEPT_BYTES) this.#bytes = Buffer.allocUnsafe(INITIAL_BYTES);
  }

  /** A message made elsewhere. */
  add(message: Uint8Array): void {
    this.#ensure(message.length);
    this.#bytes.set(message, this.#at);
    this.#at += message.length;
  }

  /** Binds the values to a statement and runs it, with all its rows. @throws RangeError for more values than a message can hold. */
  run(statement: string, values: readonly Written[]): void {
    if (values.length > VALUES_AT_MOST)
      throw new RangeError(`A statement takes no more than ${VALUES_AT_MOST} values, not ${values.length}`);
    this.#bind(statement, values);
    this.#ensure(10);
    this.#bytes[this.#at++] = EXECUTE;
    this.#int32(9);
    // The portal without a name, and no limit.
    this.#bytes[this.#at++] = 0;
    this.#int32(0);
  }

  sync(): void {
    this.#ensure(5);
    this.#bytes[this.#at++] = SYNC;
    this.#int32(4);
  }

  #bind(statement: string, values: readonly Written[]): void {
    this.#ensure(16 + statement.length * BYTES_OF_A_LETTER + values.length * 2);
    this.#bytes[this.#at++] = BIND;
    const start = this.#at;
    this.#at += 4;
    this.#bytes[this.#at++] = 0;
    this.#text(statement);
    this.#bytes[this.#at++] = 0;
    this.#int16(values.length);
    for (const value of values) this.#int16(typeof value === 'string' || value === null ? AS_TEXT : AS_BYTES);
    this.#int16(values.length);
    for (const value of values) this.#value(value);
    // The columns of the answer as text.
    this.#ensure(2);
    this.#int16(0);
    this.#bytes.writeInt32BE(this.#at - start, start);
  }

  #value(value: Written): void {
    if (value === null) {
      this.#ensure(4);
      return this.#int32(NULL_FIELD);
    }
    if (typeof value !== 'string') {
      this.#ensure(4);
      this.#int32(value.length);
      return this.add(value);
    }
    this.#ensure(4 + value.length * BYTES_OF_A_LETTER);
    const start = this.#at;
    this.#at += 4;
    this.#text(value);
    this.#bytes.writeInt32BE(this.#at - start - 4, start);
  }

  /** There is room for it. */
  #text(value: string): void {
    const start = this.#at;
    if (value.length <= SHORT) {
      const bytes = this.#bytes;
      let index = 0;
      for (; index < value.length; index++) {
        const letter = value.charCodeAt(index);
        if (letter > 0x7f) break;
        bytes[start + index] = letter;
      }
      if (index === value.length) {
        this.#at += index;
        return;
      }
    }
    this.#at += this.#bytes.write(value, start, 'utf8');
  }

  #int16(value: number): void {
    this.#at = this.#bytes.writeUInt16BE(value, this.#at);
  }

  #int32(value: number): void {
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
  }

  #ensure(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + more));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}
