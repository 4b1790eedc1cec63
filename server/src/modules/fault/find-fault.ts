import type { Caller, UnitOfWork } from '../../platform/context.ts';
import { happens } from '../../platform/crypto/chance.ts';
import type { Fault, FaultTarget, FindFault } from '../../platform/http/fault.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { selectLive, strike, type LiveRule } from './fault-queries.ts';
import { pathPattern } from './rule.ts';

const CALLER: Caller = { actor: { kind: 'system' }, correlationId: 'faults' };
/** Other processes and restored snapshots change rules too; they are seen after this time. */
const FRESH_MS = 1000;

interface Armed extends LiveRule {
  readonly fitsPath: (path: string) => boolean;
}

/** The rules that may strike, as this process knows them: a call that none can fit costs a look into a map. */
export class Faults {
  #byApp = new Map<string, Armed[]>();
  #readAt = -Infinity;
  #reading: Promise<void> | undefined;

  /** A rule has changed in this process. */
  forget(): void {
    this.#readAt = -Infinity;
  }

  finder(work: UnitOfWork): FindFault {
    return (target) => {
      const appId = appOf(target);
      if (appId === undefined) return undefined;
      if (performance.now() - this.#readAt < FRESH_MS && !this.#byApp.has(appId)) return undefined;
      return this.#find(work, appId, target);
    };
  }

  async #find(work: UnitOfWork, appId: string, { method, path }: FaultTarget): Promise<Fault | undefined> {
    if (performance.now() - this.#readAt >= FRESH_MS) await (this.#reading ??= this.#read(work));
    for (const rule of this.#byApp.get(appId) ?? []) {
      const fits = (rule.method === null || rule.method === method) && rule.fitsPath(path);
      if (!fits || !happens(rule.percent)) continue;
      if (await work.write(CALLER, ({ tx }) => strike(tx, rule)))
        return { id: rule.id, latency: rule.latency, effect: rule.effect, retryAfter: rule.retryAfter };
    }
    return undefined;
  }

  async #read(work: UnitOfWork): Promise<void> {
    try {
      const live = await work.read(CALLER, ({ tx }) => selectLive(tx));
      this.#byApp = Map.groupBy(
        live.map((rule) => ({ ...rule, fitsPath: pathPattern(rule.path) })),
        ({ appId }) => appId,
      );
      this.#readAt = performance.now();
    } finally {
      this.#reading = undefined;
    }
  }
}

/** Of the token; where none is asked for, of the form or query. */
function appOf({ actor, params }: FaultTarget): string | undefined {
  if ('appId' in actor) return actor.appId;
  const named = params['client_id'];
  return typeof named === 'string' ? parseUuid(named) : undefined;
}
