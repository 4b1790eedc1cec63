import type { Caller, UnitOfWork } from '../../platform/context.ts';
import { DomainError } from '../../platform/errors.ts';
import type { ExchangeLogDeps } from './deps.ts';
import type { Whose } from './whose.ts';

const REMEMBERED_MS = 60_000;
const APPS = 10_000;
/** The log itself. */
export const CALLER: Caller = { actor: { kind: 'system' }, correlationId: 'exchange-log' };

interface Known {
  readonly exists: boolean;
  readonly owner: string | undefined;
  /** Where it is the demo app of a sandbox: the company that it was made with. */
  readonly demo: string | undefined;
}

/** Whose developers see an app's exchanges; looked up once a minute. */
export class Owners {
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
