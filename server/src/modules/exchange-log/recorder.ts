import type { UnitOfWork } from '../../platform/context.ts';
import type { Exchange, ExchangeRecorder } from '../../platform/http/exchange.ts';
import type { Logger } from '../../platform/log.ts';
import type { ExchangeLogDeps, ExchangeLogSettings } from './deps.ts';
import { insertBundle, type ExchangeBundle } from './exchange-queries.ts';
import { keep, type ExchangeRow } from './keep.ts';
import { CALLER, Owners } from './owners.ts';
import { pack } from './pack.ts';
import { whoseIs } from './whose.ts';

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

const sizeOf = ({ requestBody, responseBody }: Exchange): number => (requestBody?.length ?? 0) + (responseBody?.length ?? 0);

/** The rows of each company, its contents packed together. */
async function bundled(rows: ReadonlyMap<string, readonly ExchangeRow[]>): Promise<ExchangeBundle[]> {
  const bundles: ExchangeBundle[] = [];
  for (const [companyId, all] of rows)
    for (let from = 0; from < all.length; from += TOGETHER) {
      const some = all.slice(from, from + TOGETHER);
      const packed = await pack(some.map(({ content }) => content));
      bundles.push({ companyId, packed, lines: some.map(({ line }) => line) });
    }
  return bundles;
}

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
    const bundles = await bundled(rows);
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
