/**
 * What is kept by its text, so many at most: where one more comes, the one goes that was not asked for the longest. Statements of seeding, or of
 * filters in many combinations, neither fill the memory nor keep out what comes again.
 */
export class Kept<Value> {
  readonly #atMost: number;
  readonly #values = new Map<string, Value>();

  constructor(atMost: number) {
    this.#atMost = atMost;
  }

  get size(): number {
    return this.#values.size;
  }

  get(text: string): Value | undefined {
    const value = this.#values.get(text);
    if (value === undefined) return undefined;
    this.#values.delete(text);
    this.#values.set(text, value);
    return value;
  }

  /** Answers what had to go. */
  set(text: string, value: Value): Value | undefined {
    const gone = this.#take(text) ?? (this.#values.size < this.#atMost ? undefined : this.#takeOldest());
    this.#values.set(text, value);
    return gone;
  }

  delete(text: string): void {
    this.#values.delete(text);
  }

  clear(): void {
    this.#values.clear();
  }

  #take(text: string): Value | undefined {
    const value = this.#values.get(text);
    this.#values.delete(text);
    return value;
  }

  #takeOldest(): Value | undefined {
    for (const text of this.#values.keys()) return this.#take(text);
    return undefined;
  }
}

const READINGS = 100;
const LONGEST = 200;

/**
 * The same reading of a text, remembered: of headers, say, which are alike at nearly every call. A text of a client's own making that is long is read
 * anew each time, so that what is remembered stays small.
 */
export function remembered<Value extends object>(read: (text: string) => Value): (text: string) => Value {
  const readings = new Kept<Value>(READINGS);
  return (text) => {
    if (text.length > LONGEST) return read(text);
    const known = readings.get(text);
    if (known) return known;
    const value = read(text);
    readings.set(text, value);
    return value;
  };
}
