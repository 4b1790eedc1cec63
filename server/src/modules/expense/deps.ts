import type { Context } from '../../platform/context.ts';
import type { ExchangeRates } from '../exchange-rate/index.ts';
import type { Workflow } from '../workflow/index.ts';
import type { DelegateRights } from './report/report-policy.ts';
import type { Person } from './types.ts';

export interface ReportOwner {
  readonly person: Person;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | null;
  /** ISO 4217. */
  readonly reimbursementCurrency: string;
}

/** What the module asks of identity. Ids of another company are unknown ids. */
export interface People {
  /** The owner of a new report; undefined for an unknown user. */
  reportOwner(ctx: Context, userId: string): Promise<ReportOwner | undefined>;
  /** In one statement; unknown ids are left out. */
  peopleOf(ctx: Context, userIds: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  rolesOf(ctx: Context, userId: string): Promise<ReadonlySet<string>>;
  /** Users who today let this one act for them. */
  delegatorsOf(ctx: Context, delegateId: string): Promise<readonly (DelegateRights & { readonly delegatorId: string })[]>;
}

export interface ExpenseDeps {
  readonly people: People;
  readonly workflow: Workflow;
  readonly exchangeRates: Pick<ExchangeRates, 'rateOn'>;
}
