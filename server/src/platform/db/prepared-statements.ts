import { protocol, type PGlite } from '@electric-sql/pglite';
import { Kept } from '../kept.ts';
import { SessionPlanning, type Planning } from './planning.ts';
import { fieldReaderOf, type FieldReader } from './wire-fields.ts';
import { Layout, parse, readOutcome, type Outcome } from './wire-messages.ts';
import { WireWriter, type Written } from './wire-writing.ts';

const { serialize } = protocol;

interface Statement {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  readonly layout: Layout;
}

export const KEPT_AT_MOST = 500;
/** Definitions of tables come once; keeping them would crowd out what comes again. */
const COMES_AGAIN = /^\s*(select|insert|update|delete|with|begin|commit|rollback|set)\b/i;
export const comesAgain = (text: string): boolean => COMES_AGAIN.test(text);
const COMMIT = /^\s*commit\b/i;

/**
 * Statements that the embedded engine parses and plans once. PGlite's own query() does both every time, which costs several times what
 * running the statement does; its protocol door lets a statement keep its name, as a server's driver does.
 */
export class PreparedStatements {
  readonly #pglite: PGlite;
  readonly #writer = new WireWriter();
  readonly #kept = new Kept<Statement>(KEPT_AT_MOST);
  #named = 0;
  /** Names that are of no use any more. */
  #stale: string[] = [];
  readonly #planning = new SessionPlanning();

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  /** To be called by one caller at a time: whoever holds the connection. */
  async run(text: string, values: readonly unknown[], planning?: Planning): Promise<Outcome> {
    const setting = this.#planning.settingFor(text, planning);
    try {
      if (setting !== undefined) await this.#run(setting, [], { isKept: true });
      return await this.#run(text, values, { isKept: planning !== 'anew' });
    } catch (error) {
      this.#planning.forget();
      throw error;
    }
  }

  async #run(text: string, values: readonly unknown[], { isKept }: { readonly isKept: boolean }): Promise<Outcome> {
    const kept = isKept ? this.#kept.get(text) : undefined;
    const statement = kept ?? (await this.#prepare(text, isKept));
    this.#writer.run(
      statement.name,
      values.map((value, at) => this.#encode(value, statement.parameterTypes[at])),
    );
    const answer = COMMIT.test(text) ? await this.#sendHeard() : await this.#send();
    return readOutcome(answer, statement.layout);
  }

  /** After tables changed: what was planned for the old ones is planned anew. */
  async forget(): Promise<void> {
    if (this.#kept.size === 0) return;
    this.#kept.clear();
    this.#stale = [];
    await this.#pglite.exec('deallocate all');
  }

  async #prepare(text: string, isKept: boolean): Promise<Statement> {
    const name = isKept && comesAgain(text) ? `s${this.#named++}` : '';
    for (const one of this.#stale) this.#writer.add(serialize.close({ type: 'S', name: one }));
    this.#stale = [];
    this.#writer.add(serialize.parse({ name, text }));
    this.#writer.add(serialize.describe({ type: 'S', name }));
    const messages = parse(await this.#send()) as readonly Message[];
    const parameters = messages.find((message) => message.name === 'parameterDescription') as ParameterDescription | undefined;
    const described = messages.find((message) => message.name === 'rowDescription') as RowDescription | undefined;
    const columns = (described?.fields ?? []).map((field) => ({ name: field.name, read: this.#readerOf(field.dataTypeID) }));
    const statement = { name, parameterTypes: parameters?.dataTypeIDs ?? [], layout: new Layout(columns) };
    const gone = name === '' ? undefined : this.#kept.set(text, statement);
    if (gone) this.#stale.push(gone.name);
    return statement;
  }

  #readerOf(type: number): FieldReader {
    const read = this.#pglite.parsers[type];
    return fieldReaderOf(type, read && ((text) => read(text, type) as unknown));
  }

  /** With a commit comes what its transaction announced (NOTIFY): the engine tells its listeners only where it reads the answer itself. */
  async #sendHeard(): Promise<Buffer> {
    return Buffer.from((await this.#pglite.execProtocol(this.#written())).data);
  }

  async #send(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    await this.#pglite.execProtocolRawStream(this.#written(), {
      // What is handed over is the engine's own memory.
      onRawData: (bytes) => void chunks.push(Buffer.from(bytes)),
    });
    return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  }

  #written(): Buffer {
    this.#writer.sync();
    return this.#writer.taken();
  }

  #encode(value: unknown, type: number | undefined): Written {
    if (value === null || value === undefined) return null;
    const serializer = type === undefined ? undefined : this.#pglite.serializers[type];
    if (serializer) return serializer(value) as string;
    return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | bigint | boolean);
  }
}

type Message = { readonly name: string };
type ParameterDescription = Message & { readonly dataTypeIDs: readonly number[] };
type RowDescription = Message & { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] };
