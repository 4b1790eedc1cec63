import type { Context } from '../../platform/context.ts';
import { PLATFORM } from '../../platform/events/audit.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { answerRequest, removeRequest } from './answer-request.ts';
import type { ConnectionRequestDeps, Counter } from './deps.ts';
import { SupplierInvalid, SupplierNotFound } from './errors.ts';
import { handOutRequest, handOutRequests } from './hand-out.ts';
import { requestConnection, requestOnBehalf, type ConnectionWish } from './request-connection.ts';
import type { Outcome, Situation } from './request.ts';
import { selectSupplier, selectSuppliers, upsertSupplier } from './supplier-queries.ts';
import { searched, type Supplier, type SupplierCriteria, type SupplierEntry } from './supplier.ts';

export type { Counter } from './deps.ts';
export * from './errors.ts';
export type { HandedOut, QueuePage } from './hand-out.ts';
export type { ConnectionWish } from './request-connection.ts';
export { OUTCOMES, type ConnectionRequest, type Outcome, type Situation } from './request.ts';
export type { Supplier, SupplierCriteria, SupplierEntry } from './supplier.ts';

/**
 * The directory of travel suppliers, and the queue in which each finds who wants to be connected with it. A supplier is an app; it sees the
 * requests to itself and no others. Its calls take the unit of work, because the requests belong to many companies.
 */
export function createConnectionRequests(deps: ConnectionRequestDeps) {
  return {
    requestConnection: (ctx: Context, wish: ConnectionWish) => requestConnection(deps, ctx, wish),
    requestOnBehalf: (counter: Counter, login: string) => requestOnBehalf(deps, counter, login),
    handOutRequests: (counter: Counter, page: { situation?: Situation; offset: number; limit: number }) =>
      handOutRequests(deps, counter, page),
    handOutRequest: (counter: Counter, wish: { requestId: string; open: boolean }) => handOutRequest(deps, counter, wish),
    answerRequest: (counter: Counter, answer: { requestId: string; outcome: Outcome }) => answerRequest(deps, counter, answer),
    removeRequest: (counter: Counter, requestId: string) => removeRequest(deps, counter, requestId),

    /** Enters an app into the directory of suppliers, or changes what stands there. @throws AppNotFound SupplierInvalid */
    enterSupplier: async (ctx: Context, { id, entry }: Supplier): Promise<Supplier> => {
      const app = await deps.oauth.getApp(ctx, id);
      checkEntry(entry);
      await upsertSupplier(ctx.tx, { id: app.id, entry }, ctx.clock.now());
      ctx.record({ subjectKind: 'app', subjectId: app.id, action: 'entered-as-supplier', companyId: PLATFORM });
      return { id: app.id, entry };
    },
    /** The most relevant first; `relevance` is the least in percent, and all criteria unless said otherwise. */
    searchSuppliers: async (ctx: Context, criteria: SupplierCriteria, relevance = 100): Promise<Supplier[]> =>
      searched(await selectSuppliers(ctx.tx), criteria, relevance),
    /** @throws SupplierNotFound */
    getSupplier: async (ctx: Context, supplierId: string): Promise<Supplier> => {
      const id = parseUuid(supplierId);
      const supplier = id && (await selectSupplier(ctx.tx, id));
      if (!supplier) throw new SupplierNotFound(supplierId);
      return supplier;
    },
  };
}

function checkEntry({ businessName, countryCode }: SupplierEntry): void {
  if (businessName.trim() === '') throw new SupplierInvalid('businessName', 'must not be empty');
  if (countryCode !== undefined && !/^[A-Z]{2}$/.test(countryCode))
    throw new SupplierInvalid('countryCode', 'must be two upper-case letters');
}

export type ConnectionRequests = ReturnType<typeof createConnectionRequests>;
