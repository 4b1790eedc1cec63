import type { Context } from '../../platform/context.ts';

export * from './errors.ts';

/**
 * Who acts at a step: the owner's approver, anyone with the processor role, or a program with a company token.
 * The role codes are those of the documented events (startingStep.roleCode).
 */
export type StepRole = 'MANAGER' | 'ACCT_CLERK' | 'EXTERNAL_SYSTEM';

export interface StepDefinition {
  readonly role: StepRole;
  /** The approval status of a report that waits here. */
  readonly approvalStatus: string;
  /** Set by an administrator to be notified of this step; null otherwise. */
  readonly stepCode: string | null;
}
export interface NewDefinition {
  readonly name: string;
  readonly steps: readonly StepDefinition[];
}

export interface Workflow {
  createDefinition(ctx: Context, definition: NewDefinition): Promise<{ readonly id: string }>;
}
