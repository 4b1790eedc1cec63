import type pg from 'pg';

/**
 * So many at work at once keep a program's single thread and as much of the database busy; with more of them, sessions take turns on its cores
 * and find their caches cold, which made the same work a third dearer.
 */
const AT_WORK = 4;
/** Who holds a connection for longer waits for a lock, works long, or has a database far away: others need not wait for them. */
const LONG_MS = 25;

interface Lane {
  since: number;
}

interface Waiting {
  readonly lane: Lane;
  go(this: void): void;
}

/** Lends the connections of a pool: few at a time, all of them where some are held for long. */
export class Lanes {
  readonly #pool: pg.Pool;
  readonly #longMs: number;
  readonly #taken = new Set<Lane>();
  readonly #of = new Map<pg.PoolClient, Lane>();
  readonly #waiting: Waiting[] = [];
  #watch: NodeJS.Timeout | undefined;

  /** Milliseconds for which a connection counts as at work. */
  constructor(pool: pg.Pool, longMs = LONG_MS) {
    this.#pool = pool;
    this.#longMs = longMs;
  }

  /** Callers without a connection. */
  get waitingCount(): number {
    return this.#waiting.length + this.#pool.waitingCount;
  }

  async connect(): Promise<pg.PoolClient> {
    const lane = await this.#enter();
    try {
      const client = await this.#pool.connect();
      this.#of.set(client, lane);
      return client;
    } catch (error) {
      this.#leave(lane);
      throw error;
    }
  }

  /** Back to the pool, or out of it where `broken` says why. */
  release(client: pg.PoolClient, broken?: Error): void {
    const lane = this.#of.get(client);
    this.#of.delete(client);
    client.release(broken);
    if (lane) this.#leave(lane);
  }

  async #enter(): Promise<Lane> {
    const lane = { since: performance.now() };
    if (this.#waiting.length === 0 && this.#isOneFree()) {
      this.#taken.add(lane);
      return lane;
    }
    await new Promise<void>((go) => {
      this.#waiting.push({ lane, go });
      this.#watch ??= setInterval(() => this.#letGo(), this.#longMs / 2);
    });
    return lane;
  }

  #leave(lane: Lane): void {
    this.#taken.delete(lane);
    this.#letGo();
  }

  #letGo(): void {
    while (this.#isOneFree()) {
      const next = this.#waiting.shift();
      if (!next) break;
      const { lane, go } = next;
      lane.since = performance.now();
      this.#taken.add(lane);
      go();
    }
    if (this.#waiting.length > 0) return;
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  #isOneFree(): boolean {
    if (this.#taken.size < AT_WORK) return true;
    const recent = performance.now() - this.#longMs;
    let atWork = 0;
    for (const { since } of this.#taken) if (since > recent) atWork++;
    return atWork < AT_WORK;
  }
}
