import { protocol, type PGlite } from '@electric-sql/pglite';
import { Kept } from './kept.ts';
import { SessionPlanning, type Planning } from './planning.ts';
import { parse, readOutcome, type Column, type Outcome, type Reader } from './wire-messages.ts';

const { serialize } = protocol;

interface Statement {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  readonly columns: readonly Column[];
  readonly readers: readonly Reader[];
}

export const KEPT_AT_MOST = 500;
/** Definitions of tables come once; keeping them would crowd out what comes again. */
const COMES_AGAIN = /^\s*(select|insert|update|delete|with|begin|commit|rollback|set)\b/i;
export const comesAgain = (text: string): boolean => COMES_AGAIN.test(text);
const COMMIT = /^\s*commit\b/i;
const SYNC = serialize.sync();
const EXECUTE = serialize.execute({});

/**
 * Statements that the embedded engine parses and plans once. PGlite's own query() does both every time, which costs several times what
 * running the statement does; its protocol door lets a statement keep its name, as a server's driver does.
 */
export class PreparedStatements {
  readonly #pglite: PGlite;
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
    const bind = serialize.bind({
      statement: statement.name,
      values: values.map((value, at) => this.#encode(value, statement.parameterTypes[at])),
    });
    const answer = COMMIT.test(text) ? await this.#sendHeard(bind, EXECUTE) : await this.#send(bind, EXECUTE);
    return readOutcome(answer, statement.columns, statement.readers);
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
    const closing = this.#stale.map((one) => serialize.close({ type: 'S', name: one }));
    this.#stale = [];
    const messages = parse(
      await this.#send(...closing, serialize.parse({ name, text }), serialize.describe({ type: 'S', name })),
    ) as readonly Message[];
    const parameters = messages.find((message) => message.name === 'parameterDescription') as ParameterDescription | undefined;
    const described = messages.find((message) => message.name === 'rowDescription') as RowDescription | undefined;
    const columns = (described?.fields ?? []).map((field) => ({ name: field.name, type: field.dataTypeID }));
    const statement = {
      name,
      parameterTypes: parameters?.dataTypeIDs ?? [],
      columns,
      readers: columns.map(({ type }) => this.#pglite.parsers[type]),
    };
    const gone = name === '' ? undefined : this.#kept.set(text, statement);
    if (gone) this.#stale.push(gone.name);
    return statement;
  }

  /** With a commit comes what its transaction announced (NOTIFY): the engine tells its listeners only where it reads the answer itself. */
  async #sendHeard(...parts: Uint8Array[]): Promise<Buffer> {
    return Buffer.from((await this.#pglite.execProtocol(Buffer.concat([...parts, SYNC]))).data);
  }

  async #send(...parts: Uint8Array[]): Promise<Buffer> {
    const chunks: Buffer[] = [];
    await this.#pglite.execProtocolRawStream(Buffer.concat([...parts, SYNC]), {
      // What is handed over is the engine's own memory.
      onRawData: (bytes) => void chunks.push(Buffer.from(bytes)),
    });
    return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  }

  #encode(value: unknown, type: number | undefined): string | null {
    if (value === null || value === undefined) return null;
    const serializer = type === undefined ? undefined : this.#pglite.serializers[type];
    if (serializer) return serializer(value) as string;
    return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | bigint | boolean);
  }
}

type Message = { readonly name: string };
type ParameterDescription = Message & { readonly dataTypeIDs: readonly number[] };
type RowDescription = Message & { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] };
