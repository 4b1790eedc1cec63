import type pg from 'pg';
import { COMMAND_COMPLETE, DATA_ROW, endOf, ERROR_RESPONSE, HEAD_BYTES, refusalIn } from './wire-messages.ts';

/** Takes the messages that come with every statement. */
export interface Taker {
  /** `bytes` are used again: nothing of them may be kept. */
  takeRow(bytes: Buffer, start: number): void;
  takeEnd(bytes: Buffer, start: number, end: number): void;
  /** What follows the statement that is refused was not run, up to the next time that the server is ready. */
  takeRefusal(refusal: Error): void;
  /** Answers whether the server has more to do for it. */
  takeReady(): boolean;
}

const letter = (sign: string): number => sign.charCodeAt(0);
/** Parsed, bound, closed, no rows, the types of parameters: nobody waits for them. */
const SAID_ALONG = new Set(['1', '2', '3', 'n', 't'].map(letter));
const READY = letter('Z');

type Listener = (bytes: Buffer) => void;

/**
 * Reads a connection before its driver does. While a taker is at work, its rows, ends of statements and refusals go to it; everything else, such
 * as notices and what the driver asked for itself, reaches the driver as whole messages, so that it never waits for the rest of one.
 */
export class ServerMessages {
  static readonly #of = new WeakMap<pg.Connection, ServerMessages>();

  readonly #driver: Listener;
  #taker: Taker | undefined;
  /** A message that has come in part. */
  #rest: Buffer | undefined;

  private constructor(connection: pg.Connection) {
    const { stream } = connection;
    const drivers = stream.listeners('data') as Listener[];
    stream.removeAllListeners('data');
    this.#driver = (bytes) => {
      for (const driver of drivers) driver(bytes);
    };
    stream.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  /** To be asked while the connection is at rest. */
  static of(connection: pg.Connection): ServerMessages {
    const known = ServerMessages.#of.get(connection);
    if (known) return known;
    const messages = new ServerMessages(connection);
    ServerMessages.#of.set(connection, messages);
    return messages;
  }

  /** From here on, until the server is ready and has no more to do for it. */
  goTo(taker: Taker): void {
    this.#taker = taker;
  }

  #read(chunk: Buffer): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = undefined;
    for (let at = 0, end; at < bytes.length; at = end) {
      end = bytes.length - at < HEAD_BYTES ? Infinity : endOf(bytes, at);
      if (end > bytes.length) {
        this.#rest = bytes.subarray(at);
        return;
      }
      this.#hand(bytes, at, end);
    }
  }

  #hand(bytes: Buffer, at: number, end: number): void {
    const type = bytes[at] as number;
    const taker = this.#taker;
    if (taker && type === DATA_ROW) return taker.takeRow(bytes, at + HEAD_BYTES);
    if (taker && type === COMMAND_COMPLETE) return taker.takeEnd(bytes, at + HEAD_BYTES, end);
    if (taker && SAID_ALONG.has(type)) return;
    if (taker && type === ERROR_RESPONSE) return taker.takeRefusal(refusalIn(bytes.subarray(at, end)));
    if (taker && type === READY) {
      if (taker.takeReady()) return;
      this.#taker = undefined;
    }
    this.#driver(bytes.subarray(at, end));
  }
}
