import { systemClock } from '../../platform/clock/clock.ts';
import type { Context, UnitOfWork } from '../../platform/context.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import type { Logger } from '../../platform/log.ts';
import type { ExchangeLogDeps, ExchangeLogSettings } from './deps.ts';
import { ExchangeNotFound } from './errors.ts';
import type { ExchangeLine, KeptExchange } from './exchange.ts';
import { deleteAll, selectApps, selectExchange, selectLines, type ExchangeFilter } from './exchange-queries.ts';
import { exchangeLogJobs } from './jobs.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { replayOf, type ReplayRequest } from './replay.ts';

export * from './errors.ts';
export type { ExchangeLogSettings } from './deps.ts';
export type { BodyState, ExchangeLine, KeptBody, KeptExchange, KeptSide } from './exchange.ts';
export type { ExchangeFilter } from './exchange-queries.ts';
export type { Recorder } from './recorder.ts';
export type { ReplayRequest } from './replay.ts';

/** What the programs of a company asked of the public APIs, and what they were answered. For those who manage its apps. */
export interface ExchangeLog {
  /** Writes what it is told of, for one process. */
  recorder(parts: { readonly work: UnitOfWork; readonly settings: ExchangeLogSettings; readonly log: Logger }): Recorder;
  /** Newest first. @throws RoleMissing */
  list(
    ctx: Context,
    filter: ExchangeFilter,
    page: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<ExchangeLine[]>;
  /** The ids of apps that have exchanges. @throws RoleMissing */
  apps(ctx: Context): Promise<string[]>;
  /** @throws RoleMissing ExchangeNotFound */
  read(ctx: Context, id: string): Promise<KeptExchange>;
  /** What was asked, to be asked again. @throws RoleMissing ExchangeNotFound NotReplayable */
  replayable(ctx: Context, id: string): Promise<ReplayRequest>;
  /** The same of an exchange that was read before. @throws NotReplayable */
  readonly replayOf: (exchange: KeptExchange) => ReplayRequest;
  /** Empties the log of the company. @throws RoleMissing */
  clear(ctx: Context): Promise<void>;
  jobs(work: UnitOfWork, settings: ExchangeLogSettings): JobDefinition[];
}

export function createExchangeLog(deps: ExchangeLogDeps): ExchangeLog {
  async function read(ctx: Context, given: string): Promise<KeptExchange> {
    await deps.oauth.assertManagesApps(ctx);
    const id = parseUuid(given);
    const found = id && (await selectExchange(ctx, id));
    if (!found) throw new ExchangeNotFound(given);
    return found;
  }

  return {
    recorder: (parts) => createRecorder(deps, parts),
    async list(ctx, filter, page) {
      await deps.oauth.assertManagesApps(ctx);
      return selectLines(ctx, filter, page);
    },
    async apps(ctx) {
      await deps.oauth.assertManagesApps(ctx);
      return selectApps(ctx);
    },
    read,
    async replayable(ctx, id) {
      const request = replayOf(await read(ctx, id));
      ctx.record({ subjectKind: 'exchange', subjectId: id, action: 'replayed' });
      return request;
    },
    replayOf,
    async clear(ctx) {
      await deps.oauth.assertManagesApps(ctx);
      await deleteAll(ctx);
      ctx.record({ subjectKind: 'request-log', subjectId: ctx.companyId, action: 'cleared' });
    },
    jobs: (work, settings) => exchangeLogJobs(work, settings, systemClock),
  };
}
