import type { Caller, UnitOfWork } from '../../platform/context.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Exchange, ExchangeRecorder } from '../../platform/http/exchange.ts';
import type { Logger } from '../../platform/log.ts';
import type { ExchangeLogDeps, ExchangeLogSettings } from './deps.ts';
import { insertBundle, type ExchangeBundle } from './exchange-queries.ts';
import { keep, type ExchangeRow } from './keep.ts';
import { pack } from './pack.ts';
import { whoseIs, type Whose } from './whose.ts';

/** Writes exchanges after they were answered, a few together; when more come than it may write, they are counted and let go. */
export interface Recorder extends ExchangeRecorder {
  /** How many this process let go. */
  dropped(): number;
  /** Once everything that ended before is written. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A transaction costs the embedded engine more than what is written in it. */
const EVERY_MS = 1000;
/** Seconds of a burst that are put aside, and bytes of bodies at most. */
const BURST_SECONDS = 30;
/** How many times as much is written at once while hardly anybody calls. */
const AT_LEISURE = 10;
const BYTES = 32 * 1024 * 1024;
/** Exchanges whose contents lie together: whoever reads one unpacks all of them. */
const TOGETHER = 50;
const REMEMBERED_MS = 60_000;
const APPS = 10_000;
const CALLER: Caller = { actor: { kind: 'system' }, correlationId: 'exchange-log' };

const sizeOf = ({ requestBody, responseBody }: Exchange): number => (requestBody?.length ?? 0) + (responseBody?.length ?? 0);

export function createRecorder(
  deps: ExchangeLogDeps,
  parts: { readonly work: UnitOfWork; readonly settings: ExchangeLogSettings; readonly log: Logger },
): Recorder {
  const { work, settings, log } = parts;
  const batch = Math.max(1, Math.ceil((settings.perSecond * EVERY_MS) / 1000));
  const most = settings.perSecond * BURST_SECONDS;
  const owners = new Owners(deps, work);
  const queue: Exchange[] = [];
  let bytes = 0;
  let dropped = 0;
  /** Since the last write. */
  let came = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();

  async function write(exchanges: readonly Exchange[]): Promise<void> {
    const rows = new Map<string, ExchangeRow[]>();
    for (const exchange of exchanges) {
      const whose = whoseIs(deps.oauth, exchange);
      if (!whose) continue;
      const companyId = await owners.companyOf(whose);
      if (companyId !== undefined) rows.set(companyId, [...(rows.get(companyId) ?? []), keep(exchange, whose, companyId)]);
    }
    const bundles: ExchangeBundle[] = [];
    for (const [companyId, all] of rows)
      for (let from = 0; from < all.length; from += TOGETHER) {
        const some = all.slice(from, from + TOGETHER);
        const packed = await pack(some.map(({ content }) => content));
        bundles.push({ companyId, packed, lines: some.map(({ line }) => line) });
      }
    if (bundles.length === 0) return;
    await work.write(CALLER, async ({ tx }) => {
      for (const bundle of bundles) await insertBundle(tx, bundle);
    });
  }

  async function take(): Promise<void> {
    const some = queue.splice(0, came < batch ? batch * AT_LEISURE : batch);
    came = 0;
    for (const one of some) bytes -= sizeOf(one);
    try {
      await write(some);
    } catch (error) {
      dropped += some.length;
      log.warn({ err: error }, 'exchanges could not be written to their log');
    }
  }

  /** One write at a time. */
  const next = (): Promise<void> => (last = last.then(take));

  function schedule(): void {
    if (timer || queue.length === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      void next().then(schedule);
    }, EVERY_MS).unref();
  }

  async function settled(): Promise<void> {
    for (let left = queue.length; left > 0; left -= batch) void next();
    await last;
  }

  return {
    takes() {
      came++;
      const has = !closed && queue.length < most && bytes < BYTES;
      if (!has) dropped++;
      return has;
    },
    ended(exchange) {
      bytes += sizeOf(exchange);
      queue.push(exchange);
      schedule();
    },
    dropped: () => dropped,
    settled,
    async close() {
      closed = true;
      clearTimeout(timer);
      await settled();
    },
  };
}

interface Known {
  readonly exists: boolean;
  readonly owner: string | undefined;
  /** Where it is the demo app of a sandbox: the company that it was made with. */
  readonly demo: string | undefined;
}

/** Whose developers see an app's exchanges; looked up once a minute. */
class Owners {
  readonly #deps: ExchangeLogDeps;
  readonly #work: UnitOfWork;
  readonly #known = new Map<string, Known & { readonly until: number }>();

  constructor(deps: ExchangeLogDeps, work: UnitOfWork) {
    this.#deps = deps;
    this.#work = work;
  }

  /** The owner of the app; for a partner's app, which has none, the company that it worked for if a valid token says so. */
  async companyOf({ appId, actor, proven }: Whose): Promise<string | undefined> {
    const { owner, exists, demo } = await this.#find(appId);
    if (owner !== undefined || !exists) return owner;
    return proven && 'companyId' in actor ? actor.companyId : demo;
  }

  async #find(appId: string): Promise<Known> {
    const now = performance.now();
    const known = this.#known.get(appId);
    if (known && known.until > now) return known;
    // Anybody can make up the id of an app.
    if (this.#known.size >= APPS) this.#known.clear();
    const found = { ...(await this.#look(appId)), until: now + REMEMBERED_MS };
    this.#known.set(appId, found);
    return found;
  }

  #look(appId: string): Promise<Known> {
    return this.#work.read(CALLER, async (ctx) => {
      try {
        const { id, ownerCompanyId: owner } = await this.#deps.oauth.getApp(ctx, appId);
        const demo = owner === undefined ? await this.#deps.sandbox.find(ctx) : undefined;
        return { exists: true, owner, demo: demo?.appId === id ? demo.companyId : undefined };
      } catch (error) {
        if (error instanceof DomainError) return { exists: false, owner: undefined, demo: undefined };
        throw error;
      }
    });
  }
}
