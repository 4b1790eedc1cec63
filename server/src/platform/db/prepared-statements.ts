import { protocol, type PGlite } from '@electric-sql/pglite';

const { serialize } = protocol;

/** Rows as objects, values read by the engine's own parsers. */
export interface Outcome {
  readonly rows: Record<string, unknown>[];
  /** What the engine says it did: `INSERT 0 3`, `SELECT 1`, `COMMIT`. */
  readonly tag: string;
}

interface Column {
  readonly name: string;
  readonly type: number;
}

interface Statement {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  readonly columns: readonly Column[];
}

/** More distinct statements than this are planned each time: filters in many combinations must not fill the memory. */
export const KEPT_AT_MOST = 500;
/** Definitions of tables come once; keeping them would crowd out what comes again. */
const COMES_AGAIN = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i;
export const comesAgain = (text: string): boolean => COMES_AGAIN.test(text);
const SYNC = serialize.sync();
const EXECUTE = serialize.execute({});

/**
 * Statements that the embedded engine parses and plans once. PGlite's own query() does both every time, which costs several times what
 * running the statement does; its protocol door lets a statement keep its name, as a server's driver does.
 */
export class PreparedStatements {
  readonly #pglite: PGlite;
  readonly #kept = new Map<string, Statement>();

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  /** To be called by one caller at a time: whoever holds the connection. */
  async run(text: string, values: readonly unknown[], { isPlannedAnew = false } = {}): Promise<Outcome> {
    const kept = isPlannedAnew ? undefined : this.#kept.get(text);
    const statement = kept ?? (await this.#prepare(text, isPlannedAnew));
    const bind = serialize.bind({
      statement: statement.name,
      values: values.map((value, at) => this.#encode(value, statement.parameterTypes[at])),
    });
    const messages = await this.#send(bind, EXECUTE);
    const readers = statement.columns.map(({ type }) => this.#pglite.parsers[type]);
    const rows: Record<string, unknown>[] = [];
    let tag = '';
    for (const message of messages) {
      if (message.name === 'dataRow') rows.push(readRow(statement.columns, readers, (message as DataRow).fields));
      else if (message.name === 'commandComplete') tag = (message as CommandComplete).text;
    }
    return { rows, tag };
  }

  /** After tables changed: what was planned for the old ones is planned anew. */
  async forget(): Promise<void> {
    if (this.#kept.size === 0) return;
    this.#kept.clear();
    await this.#pglite.exec('deallocate all');
  }

  async #prepare(text: string, isPlannedAnew: boolean): Promise<Statement> {
    const name = !isPlannedAnew && this.#kept.size < KEPT_AT_MOST && comesAgain(text) ? `s${this.#kept.size}` : '';
    const messages = await this.#send(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
    const parameters = messages.find((message) => message.name === 'parameterDescription') as ParameterDescription | undefined;
    const described = messages.find((message) => message.name === 'rowDescription') as RowDescription | undefined;
    const statement = {
      name,
      parameterTypes: parameters?.dataTypeIDs ?? [],
      columns: (described?.fields ?? []).map((field) => ({ name: field.name, type: field.dataTypeID })),
    };
    if (name !== '') this.#kept.set(text, statement);
    return statement;
  }

  async #send(...parts: Uint8Array[]): Promise<readonly Message[]> {
    const { messages } = await this.#pglite.execProtocol(Buffer.concat([...parts, SYNC]));
    return messages as readonly Message[];
  }

  #encode(value: unknown, type: number | undefined): string | null {
    if (value === null || value === undefined) return null;
    const serializer = type === undefined ? undefined : this.#pglite.serializers[type];
    if (serializer) return serializer(value) as string;
    return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | bigint | boolean);
  }
}

type Message = { readonly name: string };
type DataRow = Message & { readonly fields: readonly (string | null)[] };
type CommandComplete = Message & { readonly text: string };
type ParameterDescription = Message & { readonly dataTypeIDs: readonly number[] };
type RowDescription = Message & { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] };

type Reader = ((text: string, type: number) => unknown) | undefined;

function readRow(
  columns: readonly Column[],
  readers: readonly Reader[],
  fields: readonly (string | null)[],
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at] as Column;
    const text = fields[at] ?? null;
    const read = readers[at];
    row[column.name] = text === null || !read ? text : read(text, column.type);
  }
  return row;
}
