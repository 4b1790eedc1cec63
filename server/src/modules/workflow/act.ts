import type { Context } from '../../platform/context.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids/index.ts';
import { authorizedFor } from './assign.ts';
import type { WorkflowDeps } from './directory.ts';
import {
  ApproverNotAuthorized,
  ForwardBeyondLimit,
  ForwardedToOwner,
  ForwardTargetUnknown,
  InstanceOutOfDate,
} from './errors.ts';
import { nextStop, type Skipped } from './next-stop.ts';
import { settledBy, type Attempt, type Item, type StepInstance, type Stop } from './process.ts';
import { writeMove, type NewAction, type Started } from './move-queries.ts';
import { approversSoFar, holdProcess, type HeldProcess } from './process-queries.ts';
import { expiresIn } from './timeout.ts';

/** Who acts at an item, as its history says it. */
export interface Actors {
  /** The user of the token; null for a program. */
  readonly actedBy: string | null;
  /** For whom, when a delegate acts. */
  readonly onBehalfOf: string | null;
}
export interface ClaimInput extends Attempt, Actors {
  readonly processId: string;
  /** The step that the caller has seen the item at. */
  readonly sequence: number;
}
/** An action that is allowed and that nobody else can now come before: its instances stay locked until the unit of work ends. */
export interface Claim {
  readonly input: ClaimInput;
  readonly held: HeldProcess;
  readonly meant: readonly StepInstance[];
}
/** What became of an item. */
export interface Moved {
  readonly from: Stop;
  /** Where it waits now; null when it has left its workflow: approved at the last step, sent back or recalled. */
  readonly stop: Stop | null;
  /** The instances that started, of a next step or within this one. */
  readonly started: readonly StepInstance[];
  /** Whether it has left the step it stood at. */
  readonly isAdvanced: boolean;
}

/** @throws InstanceOutOfDate when the item has moved meanwhile or `expected` is otherwise, and whatever else refuses the action */
export async function claim(ctx: Context, input: ClaimInput): Promise<Claim> {
  const held = await holdProcess(ctx, input);
  if (!held) throw new InstanceOutOfDate();
  const meant = settledBy(held.stop, input);
  if (meant instanceof DomainError) throw meant;
  return { input, held, meant };
}

/** Carries a claim out. @throws what the next step refuses: see nextStop */
export async function settle(ctx: Context, deps: WorkflowDeps, claimed: Claim, item: Item): Promise<Moved> {
  const { action } = claimed.input;
  return action === 'approve' ? approve(ctx, deps, claimed, item) : end(ctx, claimed, { action, item });
}

/** Back to the owner: one decision ends what all the others were asked. */
async function end(
  ctx: Context,
  { input, held, meant }: Claim,
  { action, item }: { action: 'send-back' | 'recall'; item: Item },
): Promise<Moved> {
  const { stop } = held;
  const state = action === 'recall' ? 'recalled' : 'sent-back';
  const isMeant = new Set(meant.map(({ stepId }) => stepId));
  await writeMove(ctx, {
    processId: stop.processId,
    ended: stop.instances.map(({ stepId }) => ({ stepId, state: isMeant.has(stepId) ? state : 'closed' })),
    actedBy: input.actedBy,
    onBehalfOf: input.onBehalfOf,
    started: null,
    actions: [actionOf(input, stop, { action, stepId: meant[0]?.stepId ?? null, to: item.statuses.returned })],
    after: { state, sequence: stop.sequence, approvalStatus: item.statuses.returned, pendingCount: 0 },
  });
  return { from: stop, stop: null, started: [], isAdvanced: true };
}

async function approve(ctx: Context, deps: WorkflowDeps, claimed: Claim, item: Item): Promise<Moved> {
  const { input, held, meant } = claimed;
  const { stop } = held;
  const within = await followers(ctx, deps, claimed, item);
  const pendingCount = stop.instances.length - meant.length + within.length;
  const isAdvanced = pendingCount === 0;
  const walk = {
    processId: stop.processId,
    steps: held.steps,
    ownerId: held.ownerId,
    kind: held.subject.kind,
    item,
    leaving: { sequence: stop.sequence, role: stop.step.role },
    approvedBy: async () => {
      const before = await approversSoFar(ctx, stop.processId);
      return new Set([...before, ...meant.flatMap(({ assigneeId }) => assigneeId ?? [])]);
    },
  };
  const next = isAdvanced ? await nextStop(ctx, deps, walk) : { stop: null, skipped: [] };
  const settled = new Set(meant.map(({ stepId }) => stepId));
  const stays: Stop = { ...stop, instances: [...stop.instances.filter(({ stepId }) => !settled.has(stepId)), ...within] };
  const now = isAdvanced ? next.stop : stays;
  const started: Started | null = now && { stop: now, instances: isAdvanced ? now.instances : within };
  const action = input.forwardTo === undefined ? 'approve' : 'forward';
  await writeMove(ctx, {
    processId: stop.processId,
    ended: meant.map(({ stepId }) => ({ stepId, state: 'approved' })),
    actedBy: input.actedBy,
    onBehalfOf: input.onBehalfOf,
    started,
    actions: [
      ...meant.map(({ stepId }) => actionOf(input, stop, { action, stepId, to: now?.approvalStatus ?? item.statuses.passed })),
      ...next.skipped.map((skipped) => skipOf(skipped)),
    ],
    after: now
      ? {
          state: 'pending',
          sequence: now.sequence,
          approvalStatus: now.approvalStatus,
          pendingCount: isAdvanced ? now.instances.length : pendingCount,
        }
      : { state: 'approved', sequence: stop.sequence, approvalStatus: item.statuses.passed, pendingCount: 0 },
  });
  if (isAdvanced && now) expiresIn(ctx, now);
  return { from: stop, stop: now, started: started?.instances ?? [], isAdvanced };
}

/** The instances that an approval starts within its step: the approver whom the caller chose, or the next of a cost object. */
async function followers(ctx: Context, deps: WorkflowDeps, { input, held, meant }: Claim, item: Item): Promise<StepInstance[]> {
  if (input.forwardTo !== undefined) {
    await checkTarget(ctx, deps, held, { userId: input.forwardTo, item });
    const assigneeId = input.forwardTo;
    return meant.map((instance) => ({ ...instance, assigneeId, stepId: newId(ctx.clock), isAdHoc: true }));
  }
  return meant.flatMap(({ costObject, ladder: [assigneeId, ...ladder] }) =>
    assigneeId === undefined ? [] : [{ stepId: newId(ctx.clock), assigneeId, costObject, ladder, isAdHoc: false }],
  );
}

async function checkTarget(
  ctx: Context,
  deps: WorkflowDeps,
  { ownerId, subject, stop }: HeldProcess,
  { userId, item }: { userId: string; item: Item },
): Promise<void> {
  const { kind } = subject;
  const candidate = await deps.identity.approverCandidate(ctx, { userId, kind });
  if (!candidate) throw new ForwardTargetUnknown(userId);
  if (userId === ownerId) throw new ForwardedToOwner();
  if (!candidate.mayApprove) throw new ApproverNotAuthorized();
  if (stop.step.role !== 'AUTH_APPROVER') return;
  const authorized = await authorizedFor(ctx, deps, { kind, ownerId, item });
  if (!authorized.some((holder) => holder.userId === userId)) throw new ForwardBeyondLimit();
}

const actionOf = (input: ClaimInput, stop: Stop, done: Pick<NewAction, 'action' | 'stepId' | 'to'>): NewAction => ({
  ...done,
  sequence: stop.sequence,
  role: stop.step.role,
  actedBy: input.actedBy,
  onBehalfOf: input.onBehalfOf,
  comment: input.comment,
  from: stop.approvalStatus,
});

export const skipOf = ({ sequence, role, reason }: Skipped): NewAction => ({
  stepId: null,
  sequence,
  role,
  action: 'skip',
  reason,
  actedBy: null,
  onBehalfOf: null,
  from: null,
  to: null,
});
