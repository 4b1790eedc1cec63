import type { Context } from '../../../platform/context.ts';

/** What reports ask of cash advances. */
export interface CashAdvances {
  /** Those of these ids that are this user's to use up. */
  existing(ctx: Context, wanted: { readonly ownerId: string; readonly ids: readonly string[] }): Promise<ReadonlySet<string>>;
}
/** What reports ask of travel requests, which know themselves which reports they are for. */
export interface Requests {
  /** Ids of the requests that a report is associated with, in the order in which it was. */
  ofReport(ctx: Context, reportId: string): Promise<readonly string[]>;
}

/** Of a company that has none: nothing exists, and nothing is associated. */
export const NO_CASH_ADVANCES: CashAdvances = { existing: async () => new Set() };
export const NO_REQUESTS: Requests = { ofReport: async () => [] };
