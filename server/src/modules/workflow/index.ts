import type { Context } from '../../platform/context.ts';
import { invariant } from '../../platform/errors.ts';
import { newId } from '../../platform/ids/index.ts';
import { DefinitionNotFound, InstanceOutOfDate, NoApprover } from './errors.ts';
import * as queries from './process-queries.ts';
import {
  actionRefusal,
  type Capacity,
  type ExpectedStep,
  type PendingStep,
  type StepDefinition,
  type StepRole,
  type WorkflowAction,
} from './process.ts';
import type { WorkState } from './tables.ts';

export * from './errors.ts';
export type { Capacity, ExpectedStep, PendingStep, StepDefinition, StepRole, WorkflowAction } from './process.ts';

export interface NewDefinition {
  readonly name: string;
  /** In order; at least one. */
  readonly steps: readonly StepDefinition[];
}
export interface Subject {
  /** A glossary noun: report, request ... */
  readonly kind: string;
  readonly id: string;
}
export interface ActedStep {
  readonly stepId: string;
  readonly processId: string;
  readonly sequence: number;
  readonly role: StepRole;
  readonly stepCode: string | null;
  readonly approvalStatus: string;
  readonly assigneeId: string | null;
  readonly state: WorkState;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly actedBy: string | null;
  readonly onBehalfOf: string | null;
}
/** `next` is null when the item has left its workflow: approved at the last step, sent back or recalled. */
export interface Moved {
  readonly from: PendingStep;
  readonly next: PendingStep | null;
}

/** What the module asks of identity. */
export interface ApproverDirectory {
  /** The user who approves for this one; undefined when none is assigned. */
  approverOf(ctx: Context, userId: string, kind: 'report'): Promise<string | undefined>;
}

/** Moves items through ordered steps. It knows no reports: what a status means is its caller's business. */
export interface Workflow {
  createDefinition(ctx: Context, definition: NewDefinition): Promise<{ readonly id: string }>;
  /**
   * Starts at the first step.
   * @throws DefinitionNotFound, NoApprover when the manager step comes first and the owner has none.
   */
  start(
    ctx: Context,
    input: { readonly definitionId: string; readonly subject: Subject; readonly ownerId: string },
  ): Promise<PendingStep>;
  /**
   * Acts at the step that the caller has seen the item at.
   * @throws InstanceOutOfDate when it has moved meanwhile or `expected` is otherwise; NotAnApprover, NotASystemStep, CommentRequired, NoApprover.
   */
  act(
    ctx: Context,
    input: {
      readonly processId: string;
      readonly stepId: string;
      readonly action: WorkflowAction;
      readonly capacity: Capacity;
      /** The user of the token; null for a program. */
      readonly actedBy: string | null;
      /** For whom, when a delegate acts. */
      readonly onBehalfOf: string | null;
      readonly expected?: ExpectedStep;
      readonly comment?: string;
    },
  ): Promise<Moved>;
  /** Every step of every walk, oldest first. */
  history(ctx: Context, subject: Subject): Promise<readonly ActedStep[]>;
  wasInvolved(ctx: Context, subject: Subject, userId: string): Promise<boolean>;
  /** Forgets the walks of an item that is deleted. */
  forget(ctx: Context, subject: Subject): Promise<void>;
}

const END: Record<WorkflowAction, WorkState> = { approve: 'approved', 'send-back': 'sent-back', recall: 'recalled' };

export function createWorkflow(deps: { readonly identity: ApproverDirectory }): Workflow {
  /** An item whose owner has no approver stays where it is: skipping the step would let it pass unseen. */
  async function stepFor(
    ctx: Context,
    at: { processId: string; sequence: number; ownerId: string; definition: StepDefinition },
  ): Promise<PendingStep> {
    const approver = at.definition.role === 'MANAGER' ? await deps.identity.approverOf(ctx, at.ownerId, 'report') : null;
    if (approver === undefined) throw new NoApprover();
    return {
      ...at.definition,
      processId: at.processId,
      stepId: newId(ctx.clock),
      sequence: at.sequence,
      assigneeId: approver,
    };
  }

  return {
    async createDefinition(ctx, definition) {
      invariant(definition.steps.length > 0, 'A workflow has at least one step');
      const id = newId(ctx.clock);
      await queries.insertDefinition(ctx, { id, ...definition });
      ctx.record({ subjectKind: 'workflow-definition', subjectId: id, action: 'created', details: { name: definition.name } });
      return { id };
    },

    async start(ctx, { definitionId, subject, ownerId }) {
      const definition = await queries.firstStep(ctx, definitionId);
      if (!definition) throw new DefinitionNotFound(definitionId);
      const step = await stepFor(ctx, { processId: newId(ctx.clock), sequence: 1, ownerId, definition });
      await queries.insertProcess(ctx, { definitionId, subjectKind: subject.kind, subjectId: subject.id, ownerId, step });
      return step;
    },

    async act(ctx, input) {
      const { processId, stepId, action } = input;
      const locked = await queries.lockStep(ctx, { processId, stepId });
      if (!locked) throw new InstanceOutOfDate();
      const { step, ownerId, next: definition } = locked;
      const refusal = actionRefusal(step, {
        action,
        capacity: input.capacity,
        comment: input.comment,
        ...(input.expected ? { expected: input.expected } : {}),
      });
      if (refusal) throw refusal;
      const end = { step, state: END[action], actedBy: input.actedBy, onBehalfOf: input.onBehalfOf };
      if (action !== 'approve' || !definition) {
        await queries.endProcess(ctx, end);
        return { from: step, next: null };
      }
      const next = await stepFor(ctx, { processId, sequence: step.sequence + 1, ownerId, definition });
      await queries.moveToStep(ctx, end, next);
      return { from: step, next };
    },

    async history(ctx, subject) {
      return (await queries.stepsOf(ctx, subject.kind, subject.id)).map((row) => ({
        stepId: row.id,
        processId: row.process_id,
        sequence: row.sequence,
        role: row.role,
        stepCode: row.step_code,
        approvalStatus: row.approval_status,
        assigneeId: row.assignee_id,
        state: row.state,
        startedAt: row.started_at,
        endedAt: row.ended_at,
        actedBy: row.acted_by,
        onBehalfOf: row.on_behalf_of,
      }));
    },

    wasInvolved: (ctx, subject, userId) => queries.wasInvolved(ctx, subject.kind, subject.id, userId),
    forget: (ctx, subject) => queries.deleteProcesses(ctx, subject.kind, subject.id),
  };
}
