import type { Context } from '../../platform/context.ts';
import type { StepDefinition, StepRole } from './definition.ts';
import type { Candidate, LimitedCandidate, SubjectKind, WorkflowDeps } from './directory.ts';
import type { CostObject, Item } from './process.ts';
import { rank } from './thresholds.ts';

/** Who is asked, before the step's instances have ids. */
export interface Asked {
  readonly assigneeId: string | null;
  readonly costObject: { readonly code: string; readonly name: string } | null;
  readonly ladder: readonly string[];
}
/** Why nobody can be asked. */
export type Obstacle = 'missing' | 'owner' | 'inactive' | 'no-cost-object';

export interface Asking {
  readonly step: StepDefinition;
  readonly ownerId: string;
  readonly kind: SubjectKind;
  readonly item: Item;
}

const anyone: Asked = { assigneeId: null, costObject: null, ladder: [] };

type Ask = (ctx: Context, deps: WorkflowDeps, asking: Asking) => Promise<readonly Asked[] | Obstacle>;

const ofAnyone: Ask = async () => [anyone];
/** The one whom this finds. */
const ofOne =
  (find: (ctx: Context, deps: WorkflowDeps, asking: Asking) => Promise<Candidate | undefined>): Ask =>
  async (ctx, deps, asking) =>
    theOne(await find(ctx, deps, asking), asking.ownerId);

const ASK: Readonly<Record<StepRole, Ask>> = {
  MANAGER: ofOne(async (ctx, deps, { ownerId: userId, kind }) => (await deps.identity.approversFor(ctx, { userId, kind }))[0]),
  MANAGER_2: ofOne(secondApprover),
  AUTH_APPROVER: ofOne(authorizedApprover),
  BUDGET_APPROVER: ofOne(
    async (ctx, deps, { ownerId: userId }) => (await deps.identity.approversFor(ctx, { userId, kind: 'budget' }))[0],
  ),
  CO_APPROVER: ofCostObjects,
  ACCT_CLERK: ofAnyone,
  RECEIPT_HOLD: ofAnyone,
  EXTERNAL_SYSTEM: ofAnyone,
};

/** Whom a step asks about an item: for cost objects several at once. */
export const askedAt: Ask = (ctx, deps, asking) => ASK[asking.step.role](ctx, deps, asking);

function theOne(candidate: Candidate | undefined, ownerId: string): readonly Asked[] | Obstacle {
  if (!candidate) return 'missing';
  if (candidate.userId === ownerId) return 'owner';
  return candidate.mayApprove ? [{ ...anyone, assigneeId: candidate.userId }] : 'inactive';
}

/** The owner's second approver, or else the primary approver's own. */
async function secondApprover(ctx: Context, deps: WorkflowDeps, { ownerId, kind }: Asking): Promise<Candidate | undefined> {
  const [primary, second] = await deps.identity.approversFor(ctx, { userId: ownerId, kind });
  if (second || !primary) return second;
  return (await deps.identity.approversFor(ctx, { userId: primary.userId, kind }))[0];
}

/** Of those who may decide about the item, the first by level, then the one with the least limit. */
async function authorizedApprover(ctx: Context, deps: WorkflowDeps, asking: Asking): Promise<Candidate | undefined> {
  return (await authorizedFor(ctx, deps, asking))[0];
}

/** Those whose limit lets them decide about the item, in their order. The owner is none of them. */
export async function authorizedFor(
  ctx: Context,
  deps: WorkflowDeps,
  { ownerId, item, kind }: Pick<Asking, 'ownerId' | 'item' | 'kind'>,
): Promise<LimitedCandidate[]> {
  const holders = await deps.identity.limitHolders(ctx, { authority: 'authorized', kind, groups: [''] });
  const ranked = await rank(ctx, deps, holders, item);
  return ranked.flatMap(({ holder, isEnough }) =>
    isEnough &&
    holder.mayApprove &&
    holder.userId !== ownerId &&
    (holder.exceptionAuthority || !item.conditions.has('exceptions'))
      ? [holder]
      : [],
  );
}

async function ofCostObjects(ctx: Context, deps: WorkflowDeps, asking: Asking): Promise<readonly Asked[] | Obstacle> {
  const objects = await asking.item.costObjects(asking.step.costObjectFields ?? []);
  if (objects.length === 0) return 'no-cost-object';
  const groups = objects.map(({ code }) => code);
  const holders = await deps.identity.limitHolders(ctx, { authority: 'costObject', kind: asking.kind, groups });
  const asked: Asked[] = [];
  for (const object of objects) {
    const ladder = await ladderOf(ctx, deps, asking, { object, holders: holders.filter(({ group }) => group === object.code) });
    if (typeof ladder === 'string') return ladder;
    const [first, ...rest] = ladder;
    const { code, name } = object;
    if (first !== undefined) asked.push({ assigneeId: first, costObject: { code, name }, ladder: rest });
  }
  return asked.length === 0 ? 'owner' : asked;
}

/**
 * The approvers of a cost object in their order, up to the first whose limit is enough. An owner is left out of the own items: where nobody
 * else is left, the object passes.
 */
async function ladderOf(
  ctx: Context,
  deps: WorkflowDeps,
  { ownerId, item, step }: Asking,
  of: { object: CostObject; holders: readonly LimitedCandidate[] },
): Promise<string[] | Obstacle> {
  const ladder: string[] = [];
  const sum = { amount: of.object.amount, currency: item.currency, date: item.date };
  for (const { holder, isEnough } of await rank(ctx, deps, of.holders, sum)) {
    if (holder.userId === ownerId) {
      if (step.whenOwner !== 'skip') return 'owner';
    } else if (holder.mayApprove) ladder.push(holder.userId);
    if ((holder.mayApprove || holder.userId === ownerId) && isEnough) return ladder;
  }
  return of.holders.length > 0 && ladder.length === 0 && !of.holders.some(({ mayApprove }) => mayApprove)
    ? 'inactive'
    : 'missing';
}
