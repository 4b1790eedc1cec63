import type { DomainError } from '../../platform/errors.ts';
import type { Decimal } from '../../platform/money/money.ts';
import { allows, type StepDefinition, type StepRole } from './definition.ts';
import {
  ActionNotAllowed,
  ApprovalCommentRequired,
  CommentRequired,
  ForwardNotAllowed,
  InstanceOutOfDate,
  NotAnApprover,
  NotASystemStep,
} from './errors.ts';

/** A part of a step that one decision settles: the whole of most steps, one cost object of others. */
export interface StepInstance {
  readonly stepId: string;
  /** Null where anyone with the step's role may act. */
  readonly assigneeId: string | null;
  readonly costObject: { readonly code: string; readonly name: string } | null;
  /** Who decides about it afterwards, in order. */
  readonly ladder: readonly string[];
  readonly isAdHoc: boolean;
}

/** Where an item waits. */
export interface Stop {
  readonly processId: string;
  /** The step of the definition, from 1. */
  readonly sequence: number;
  readonly step: StepDefinition;
  /** The step's, or that of its timeout once it has passed. */
  readonly approvalStatus: string;
  /** Those that wait; at least one. */
  readonly instances: readonly StepInstance[];
}

/** What a workflow needs to know of an item: its module says it, in words of its own. */
export interface Item {
  readonly amount: Decimal;
  /** ISO 4217. */
  readonly currency: string;
  /** The day whose rates convert thresholds, YYYY-MM-DD. */
  readonly date: string;
  /** What it becomes when it has passed the last step, and when it goes back to its owner. */
  readonly statuses: { readonly passed: string; readonly returned: string };
  /** What is true of it, by the names that definitions use. */
  readonly conditions: ReadonlySet<string>;
  /** What it is charged to, by the values of these fields. Asked only where a step is for cost objects. */
  costObjects(fields: readonly string[]): Promise<readonly CostObject[]>;
}
export interface CostObject {
  readonly code: string;
  readonly name: string;
  readonly amount: Decimal;
}

export type WorkflowAction = 'approve' | 'send-back' | 'recall';

/** What the caller believes of the current step. */
export interface ExpectedStep {
  readonly stepCode?: string;
  readonly sequence?: number;
  readonly stepId?: string;
}

/** In what capacity someone acts: as a user (perhaps through a delegate), as an administrator over everyone's steps, or as a program. */
export type Capacity =
  | { readonly kind: 'user'; readonly userId: string; readonly isProcessor: boolean }
  | { readonly kind: 'administrator' }
  | { readonly kind: 'program' };

export interface Attempt {
  readonly action: WorkflowAction;
  readonly capacity: Capacity;
  readonly expected?: ExpectedStep;
  readonly comment: string | undefined;
  /** The approver chooses who looks at it next, before the workflow goes on. */
  readonly forwardTo?: string;
}

/** The instances that an action settles, or why it is refused. A recall is the owner's and needs no right at the step. */
export function settledBy(stop: Stop, attempt: Attempt): readonly StepInstance[] | DomainError {
  const { step, instances } = stop;
  const { action, capacity, expected, comment } = attempt;
  if (expected && !isExpected(stop, expected)) return new InstanceOutOfDate();
  if (action === 'recall') return allows(step, 'recall') ? instances : new ActionNotAllowed(action);
  if (!meets(step.role, capacity)) return new NotASystemStep();
  const meant = instances.filter((instance) => isOf(instance, step.role, capacity));
  if (meant.length === 0) return new NotAnApprover();
  if (!allows(step, action)) return new ActionNotAllowed(action);
  if (action === 'send-back') return comment?.trim() ? meant : new CommentRequired();
  if (step.commentRequired && !comment?.trim()) return new ApprovalCommentRequired();
  if (attempt.forwardTo !== undefined && !allows(step, 'forward')) return new ForwardNotAllowed();
  return meant;
}

/** Programs meet systems and people meet people; a hold for receipts ends by either. */
const meets = (role: StepRole, capacity: Capacity): boolean =>
  role === 'RECEIPT_HOLD' || (role === 'EXTERNAL_SYSTEM') === (capacity.kind === 'program');

function isOf(instance: StepInstance, role: StepRole, capacity: Capacity): boolean {
  if (capacity.kind !== 'user') return true;
  if (instance.assigneeId !== null) return instance.assigneeId === capacity.userId;
  return (role === 'ACCT_CLERK' || role === 'RECEIPT_HOLD') && capacity.isProcessor;
}

const isExpected = (stop: Stop, expected: ExpectedStep): boolean =>
  (expected.stepId === undefined || stop.instances.some(({ stepId }) => stepId === expected.stepId)) &&
  (expected.sequence === undefined || expected.sequence === stop.sequence) &&
  (expected.stepCode === undefined || expected.stepCode === stop.step.stepCode);
