import type { DomainError } from '../../platform/errors.ts';
import { CommentRequired, InstanceOutOfDate, NotAnApprover, NotASystemStep } from './errors.ts';

/**
 * Who acts at a step: the owner's approver, anyone with the processor role, or a program with a company token.
 * The codes are those of the documented events (startingStep.roleCode).
 */
export type StepRole = 'MANAGER' | 'ACCT_CLERK' | 'EXTERNAL_SYSTEM';

export interface StepDefinition {
  readonly role: StepRole;
  /** The approval status of an item that waits here. */
  readonly approvalStatus: string;
  /** What an administrator named the step so that programs know it; null for most. */
  readonly stepCode: string | null;
}

/** A step that an item waits at. */
export interface PendingStep extends StepDefinition {
  readonly processId: string;
  readonly stepId: string;
  /** From 1. */
  readonly sequence: number;
  /** Null where anyone with the step's role may act. */
  readonly assigneeId: string | null;
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

/** Why this action at this step is refused; undefined when it is not. A recall is the owner's and needs no right at the step. */
export function actionRefusal(
  step: PendingStep,
  attempt: { action: WorkflowAction; capacity: Capacity; expected?: ExpectedStep; comment: string | undefined },
): DomainError | undefined {
  const { action, capacity, expected, comment } = attempt;
  if (expected && !isExpected(step, expected)) return new InstanceOutOfDate();
  if (action === 'recall') return undefined;
  if ((step.role === 'EXTERNAL_SYSTEM') !== (capacity.kind === 'program')) return new NotASystemStep();
  if (capacity.kind === 'user' && !mayActAsUser(step, capacity)) return new NotAnApprover();
  if (action === 'send-back' && !comment?.trim()) return new CommentRequired();
  return undefined;
}

const mayActAsUser = (step: PendingStep, user: { userId: string; isProcessor: boolean }): boolean =>
  step.role === 'ACCT_CLERK' ? user.isProcessor : step.assigneeId === user.userId;

const isExpected = (step: PendingStep, expected: ExpectedStep): boolean =>
  (expected.stepId === undefined || expected.stepId === step.stepId) &&
  (expected.sequence === undefined || expected.sequence === step.sequence) &&
  (expected.stepCode === undefined || expected.stepCode === step.stepCode);
