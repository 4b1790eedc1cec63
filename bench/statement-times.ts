import pg from 'pg';

interface Timed {
  /** Statements that went out together. */
  readonly text: string;
  /** From the moment they were sent until the last answer. */
  readonly ms: number;
}

interface Wire extends pg.Connection {
  once(event: 'readyForQuery', listener: () => void): this;
}

/** Listens to every statement that this process sends to a server from now on. */
export function statementsTimed(): { clear(): void; taken(): readonly Timed[] } {
  let found: Timed[] = [];
  const texts = new WeakMap<Wire, Map<string, string>>();
  const sent = new WeakMap<Wire, string[]>();
  const wire = pg.Connection.prototype as Wire;
  // oxlint-disable-next-line typescript/unbound-method -- each is called with the connection it belongs to
  const { parse, bind, sync } = wire;

  wire.parse = function noted(this: Wire, query, more) {
    const known = texts.get(this) ?? new Map<string, string>();
    texts.set(this, known.set(query.name ?? '', query.text));
    parse.call(this, query, more);
  };
  wire.bind = function noted(this: Wire, config, more) {
    sent.set(this, [...(sent.get(this) ?? []), texts.get(this)?.get(config?.statement ?? '') ?? '']);
    bind.call(this, config, more);
  };
  wire.sync = function timed(this: Wire) {
    const started = performance.now();
    const text = (sent.get(this) ?? []).join('; ');
    sent.delete(this);
    this.once('readyForQuery', () => found.push({ text, ms: performance.now() - started }));
    sync.call(this);
  };
  return { clear: () => void (found = []), taken: () => found };
}
