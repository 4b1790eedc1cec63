import type { Context } from '../../platform/context.ts';
import type { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids/index.ts';
import { askedAt, type Asked, type Obstacle } from './assign.ts';
import type { Otherwise, StepDefinition, StepRole } from './definition.ts';
import type { SubjectKind, WorkflowDeps } from './directory.ts';
import {
  ApproverIsOwner,
  ApproverNotAuthorized,
  NoApprover,
  NoApproverAfterHold,
  NoApproverDefined,
  NoNextApprover,
} from './errors.ts';
import type { Item, Stop } from './process.ts';
import { isBelow } from './thresholds.ts';

/** A step that was passed over, and why. */
export interface Skipped {
  readonly sequence: number;
  readonly role: StepRole;
  readonly reason: 'below-amount' | 'condition' | 'repeated' | Obstacle;
}

export interface Walk {
  readonly processId: string;
  readonly steps: readonly StepDefinition[];
  readonly ownerId: string;
  readonly kind: SubjectKind;
  readonly item: Item;
  /** The step that is being left; undefined at the start. */
  readonly leaving?: { readonly sequence: number; readonly role: StepRole };
  /** Who has approved the item in this walk. Asked only where a step wants to know. */
  approvedBy(): Promise<ReadonlySet<string>>;
}

/** The next step at which the item waits for somebody; no stop when it has passed the last. */
export async function nextStop(ctx: Context, deps: WorkflowDeps, walk: Walk): Promise<{ stop: Stop | null; skipped: Skipped[] }> {
  const skipped: Skipped[] = [];
  for (let sequence = (walk.leaving?.sequence ?? 0) + 1; ; sequence++) {
    const step = walk.steps[sequence - 1];
    if (!step) return { stop: null, skipped };
    const asked = await whomToAsk(ctx, deps, walk, step);
    if (typeof asked !== 'string') return { stop: stopAt(ctx, walk.processId, { sequence, step, asked }), skipped };
    if (isObstacle(asked) && otherwise(step, asked) === 'refuse') throw refusalOf(asked, step.role, walk.leaving?.role);
    skipped.push({ sequence, role: step.role, reason: asked });
  }
}

async function whomToAsk(
  ctx: Context,
  deps: WorkflowDeps,
  walk: Walk,
  step: StepDefinition,
): Promise<readonly Asked[] | Skipped['reason']> {
  if (step.onlyWhen?.some((condition) => !walk.item.conditions.has(condition))) return 'condition';
  if (await isBelow(ctx, deps, step, walk.item)) return 'below-amount';
  const asked = await askedAt(ctx, deps, { step, ownerId: walk.ownerId, kind: walk.kind, item: walk.item });
  if (typeof asked === 'string' || !step.skipWhenRepeated) return asked;
  const before = await walk.approvedBy();
  return asked.every(({ assigneeId }) => assigneeId !== null && before.has(assigneeId)) ? 'repeated' : asked;
}

export const stopAt = (
  ctx: Context,
  processId: string,
  { sequence, step, asked }: { sequence: number; step: StepDefinition; asked: readonly Asked[] },
): Stop => ({
  processId,
  sequence,
  step,
  approvalStatus: step.approvalStatus,
  instances: asked.map((each) => ({ ...each, stepId: newId(ctx.clock), isAdHoc: false })),
});

const isObstacle = (reason: Skipped['reason']): reason is Obstacle =>
  reason === 'missing' || reason === 'owner' || reason === 'inactive' || reason === 'no-cost-object';

function otherwise(step: StepDefinition, obstacle: Obstacle): Otherwise {
  // An item without cost objects has nobody to be asked about them.
  if (obstacle === 'no-cost-object') return 'skip';
  const settings = { missing: step.whenMissing, owner: step.whenOwner, inactive: step.whenInactive };
  return settings[obstacle] ?? 'refuse';
}

/** As the published file tells them apart: api-explorer Reports v4, approve. See docs/decisions/0081-workflow-refusals.md. */
function refusalOf(obstacle: Obstacle, role: StepRole, leaving: StepRole | undefined): DomainError {
  if (obstacle === 'owner') return new ApproverIsOwner();
  if (obstacle === 'inactive') return new ApproverNotAuthorized();
  if (leaving === 'RECEIPT_HOLD') return new NoApproverAfterHold();
  if (role === 'AUTH_APPROVER' || role === 'CO_APPROVER') return new NoApproverDefined();
  return leaving === undefined ? new NoApprover() : new NoNextApprover();
}
