import type { Context } from '../../platform/context.ts';
import type { Attendees } from '../attendee/index.ts';
import type { ExchangeRates } from '../exchange-rate/index.ts';
import type { CashAdvances, Requests } from './association/ports.ts';
import type { FormLists } from './form/resolve-custom.ts';
import type { Setups } from './form/setup.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Receipts } from '../receipt/index.ts';
import type { Mileages } from '../mileage/index.ts';
import type { Taxes } from '../tax/index.ts';
import type { Workflow } from '../workflow/index.ts';
import type { DelegateRights } from './report/report-policy.ts';
import type { Person } from './types.ts';

/** What the module asks of identity. Ids of another company are unknown ids. */
export interface People {
  /** In one statement; unknown ids are left out. */
  peopleOf(ctx: Context, userIds: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  rolesOf(ctx: Context, userId: string): Promise<ReadonlySet<string>>;
  /** Users who today let this one act for them. */
  delegatorsOf(ctx: Context, delegateId: string): Promise<readonly (DelegateRights & { readonly delegatorId: string })[]>;
}

export interface ExpenseDeps {
  readonly people: People;
  readonly workflow: Workflow;
  readonly hierarchy: Hierarchy;
  readonly lists: FormLists;
  readonly setups: Setups;
  readonly exchangeRates: Pick<ExchangeRates, 'rateOn'>;
  readonly cashAdvances: CashAdvances;
  readonly requests: Requests;
  readonly attendees: Pick<Attendees, 'addSpending' | 'createDefaults' | 'findForExpense' | 'listTypes' | 'noShows'>;
  readonly receipts: Pick<Receipts, 'hold'>;
  readonly taxes: Taxes;
  readonly mileages: Pick<Mileages, 'createDefaults' | 'tariffFor'>;
}
