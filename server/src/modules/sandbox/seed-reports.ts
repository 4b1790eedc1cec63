import { systemIn } from './caller.ts';
import type { MovableClock } from '../../platform/clock/clock.ts';
import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import { decimal } from '../../platform/money/money.ts';
import type { Access, EntryWithParts, OnReport } from '../expense/index.ts';
import { payApproved, type ApprovedReport } from './pay-approved.ts';
import { DELEGATIONS, OFFICES, PEOPLE, type DemoPerson } from './data/people.ts';
import { COMMENTS } from './data/places.ts';
import type { SandboxDeps } from './deps.ts';
import { planFates, type Fate, type PlannedFate } from './plan.ts';
import { analyze } from './sandbox-queries.ts';
import { COST_OBJECTS } from './workflows.ts';
import type { Chance } from './random.ts';
import { seatGuests, type Guests } from './seed-attendees.ts';
import { approverOf, idOf, type People } from './seed-people.ts';
import { planReport, type Catalogue } from './trip.ts';

/** What the history of a company needs to be made. */
export interface History {
  readonly deps: SandboxDeps;
  readonly work: UnitOfWork;
  /** Moved to the moment of each step. */
  readonly clock: MovableClock;
  readonly chance: Chance;
  readonly today: Date;
  /** How many reports there are to be. */
  readonly reports: number;
  readonly companyId: string;
  readonly appId: string;
  readonly people: People;
  readonly guests: Guests;
  readonly catalogue: Catalogue;
  /** Policies by the department that uses them; the company's default for the others. */
  readonly policies: ReadonlyMap<string, string>;
  /** The policies whose reports wait for others than manager and processor. */
  readonly specialPolicies: Readonly<Record<SpecialFate, string>>;
}

/** How a report ends that waits for others than manager and processor. */
export type SpecialFate = Extract<Fate, 'with-external-system' | 'with-authorized-approver' | 'with-cost-objects'>;
const isSpecial = (fate: Fate): fate is SpecialFate =>
  fate === 'with-external-system' || fate === 'with-authorized-approver' || fate === 'with-cost-objects';

/** Charges the entries in turn to one cost object and the other. */
const shared = (entries: readonly EntryWithParts[]): EntryWithParts[] =>
  entries.map((entry, index) => ({
    ...entry,
    custom: { ...entry.custom, orgUnit1: { value: COST_OBJECTS[index % COST_OBJECTS.length]?.code ?? '' } },
  }));

/** Charges one entry in six to both cost objects, in unequal parts. */
const allocated = (entries: readonly EntryWithParts[], chance: Chance): EntryWithParts[] =>
  entries.map((entry) => {
    if (!chance.happens(1 / 6)) return entry;
    const first = chance.oneOf([25, 50, 60]);
    return {
      ...entry,
      allocations: COST_OBJECTS.slice(0, 2).map(({ code }, index) => ({
        percentage: decimal(index === 0 ? first : 100 - first),
        custom: { orgUnit1: { value: code } },
      })),
    };
  });

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Plans made for empty tables read every row of the full ones, and no vacuum of the database sees rows of an open transaction:
 * after so many reports it is told what its tables hold.
 */
const ANALYZED_AFTER: ReadonlySet<number> = new Set([10, 80]);

/** A year of reports, each taken through its steps by the people who would, at the moments at which they would. */
export async function seedReports(history: History): Promise<void> {
  const approved: ApprovedReport[] = [];
  for (const [index, planned] of planFates(history.chance, history.reports).entries()) {
    if (ANALYZED_AFTER.has(index)) await history.work.write(systemIn(history.companyId, history.clock), ({ tx }) => analyze(tx));
    await new Story({ ...history, approved }, planned).tell();
  }
  await payApproved(history, approved);
}

/** One report from the journey to where it stands today. */
class Story {
  readonly #history: History & { readonly approved: ApprovedReport[] };
  readonly #planned: PlannedFate;
  readonly #owner: DemoPerson;
  #now: Date;

  constructor(history: History & { readonly approved: ApprovedReport[] }, planned: PlannedFate) {
    const owner = PEOPLE.find(({ login }) => login === planned.owner);
    if (!owner) throw new Error(`The demo company has no ${planned.owner}`);
    this.#history = history;
    this.#planned = planned;
    this.#owner = owner;
    this.#now = new Date(history.today.getTime() - planned.daysAgo * DAY);
  }

  async tell(): Promise<void> {
    const { fate } = this.#planned;
    const reportId = await this.#create();
    if (fate === 'draft') return;
    await this.#submit(reportId);
    if (fate === 'prepared' || fate === 'with-manager') return;
    if (fate === 'recalled') return this.#recall(reportId);
    if (fate === 'sent-back') return this.#sendBack(reportId, 'MANAGER');
    if (fate === 'approved-at-second-try') {
      await this.#sendBack(reportId, 'MANAGER');
      await this.#submit(reportId);
    }
    await this.#approve(reportId, 'MANAGER');
    if (fate === 'with-processor' || isSpecial(fate)) return;
    if (fate === 'sent-back-by-processor') return this.#sendBack(reportId, 'PROCESSOR');
    await this.#approve(reportId, 'PROCESSOR');
    this.#history.approved.push({ reportId, fate, at: this.#now });
  }

  async #create(): Promise<string> {
    const { chance, catalogue, deps } = this.#history;
    const plan = planReport(chance, catalogue, OFFICES[this.#owner.office], this.#now);
    const report = await this.#as(this.#preparer, 1, async (ctx) => {
      const made = await deps.expense.createReport(ctx, {
        ...plan,
        entries: this.#planned.fate === 'with-cost-objects' ? shared(plan.entries) : allocated(plan.entries, chance),
        access: this.#ownerAccess,
        reportDate: plan.endDate,
        ...this.#policy,
        ...(chance.happens(0.15) ? { comment: chance.oneOf(COMMENTS.owner) } : {}),
      });
      if (plan.entries.some(({ expenseTypeId }) => expenseTypeId === catalogue.types.guests)) await this.#seat(ctx, made.id);
      return made;
    });
    return report.id;
  }

  #seat(ctx: Context, reportId: string): Promise<void> {
    const { chance, deps, guests, people } = this.#history;
    const { login } = this.#owner;
    return seatGuests(deps, ctx, {
      ...this.#own(reportId),
      ownerId: idOf(people, login),
      guests: guests.get(login) ?? [],
      chance,
    });
  }

  #submit(reportId: string): Promise<unknown> {
    return this.#as(this.#preparer, 1, (ctx) => this.#history.deps.expense.submitReport(ctx, this.#own(reportId)));
  }

  async #recall(reportId: string): Promise<void> {
    await this.#as(this.#owner.login, 1, (ctx) => this.#history.deps.expense.recallReport(ctx, this.#own(reportId)));
  }

  async #approve(reportId: string, context: 'MANAGER' | 'PROCESSOR'): Promise<void> {
    const { chance, deps } = this.#history;
    const comment = chance.happens(0.25) ? { comment: chance.oneOf(COMMENTS.approver) } : {};
    await this.#as(this.#actor(context), 2, (ctx) =>
      deps.expense.approveReport(ctx, { reportId, access: this.#accessOf(context), ...comment }),
    );
  }

  async #sendBack(reportId: string, context: 'MANAGER' | 'PROCESSOR'): Promise<void> {
    const { chance, deps } = this.#history;
    await this.#as(this.#actor(context), 2, (ctx) =>
      deps.expense.sendBackReport(ctx, { reportId, access: this.#accessOf(context), comment: chance.oneOf(COMMENTS.sentBack) }),
    );
  }

  /** A report that is only prepared is the work of the owner's delegate. */
  get #preparer(): string {
    const delegate = DELEGATIONS.find(({ delegator }) => delegator === this.#owner.login)?.delegate;
    return this.#planned.fate === 'prepared' && delegate ? delegate : this.#owner.login;
  }

  get #policy(): { policyId?: string } {
    const { policies, specialPolicies } = this.#history;
    const { fate } = this.#planned;
    if (isSpecial(fate)) return { policyId: specialPolicies[fate] };
    const policyId = policies.get(this.#owner.department);
    return policyId ? { policyId } : {};
  }

  get #ownerAccess(): Access {
    return { kind: 'user', context: 'TRAVELER', userId: idOf(this.#history.people, this.#owner.login) };
  }

  #own(reportId: string): OnReport {
    return { access: this.#ownerAccess, reportId };
  }

  /** Login of whoever acts at a step. Accountants do not process their own reports. */
  #actor(context: 'MANAGER' | 'PROCESSOR'): string {
    const { people } = this.#history;
    if (context === 'PROCESSOR') return this.#owner.login === 'ingrid.sommer' ? 'ben.whitaker' : 'ingrid.sommer';
    const approverId = approverOf(this.#owner, people);
    return PEOPLE.find(({ login }) => people.get(login) === approverId)?.login ?? '';
  }

  /** The pages know no context in which a processor acts at a step: it comes by the right of its role. */
  #accessOf(context: 'MANAGER' | 'PROCESSOR'): Access {
    if (context === 'PROCESSOR') return { kind: 'any' };
    return { kind: 'user', context, userId: idOf(this.#history.people, this.#actor(context)) };
  }

  /** Acts as somebody, up to `days` after the step before, in the hours of work, and never in the future. */
  #as<T>(login: string, days: number, use: (ctx: Context) => Promise<T>): Promise<T> {
    const { appId, chance, clock, companyId, people, today, work } = this.#history;
    const later = new Date(this.#now.getTime() + chance.whole(0, days - 1) * DAY + chance.whole(3, 20) * HOUR);
    const soonest = new Date(this.#now.getTime() + 60_000);
    this.#now = later < today ? later : soonest < today ? soonest : this.#now;
    clock.freeze(this.#now);
    const userId = idOf(people, login);
    const caller: Caller = {
      actor: { kind: 'user', userId, companyId, appId, scopes: new Set() },
      correlationId: newId(clock),
    };
    return work.write(caller, use);
  }
}
