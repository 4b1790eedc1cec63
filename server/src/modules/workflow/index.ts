import type { Context, UnitOfWork } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { claim, settle, type Claim, type ClaimInput, type Moved } from './act.ts';
import { checkDefinition, type NewDefinition, type StepDefinition } from './definition.ts';
import type { SubjectKind, WorkflowDeps } from './directory.ts';
import { DefinitionNotFound } from './errors.ts';
import type { Item, StepInstance, Stop } from './process.ts';
import { knownDefinitions } from './known-definitions.ts';
import * as queries from './process-queries.ts';
import { startProcess, type StartInput } from './start.ts';
import type { Done, StepState } from './tables.ts';
import { workflowJobs, type OnExpired } from './timeout.ts';

export * from './errors.ts';
export type { Actors, Claim, ClaimInput, Moved } from './act.ts';
export { allows, isTold } from './definition.ts';
export type { NewDefinition, StepDefinition, StepRole } from './definition.ts';
export type { ApproverDirectory, Candidate, LimitedCandidate, SubjectKind } from './directory.ts';
export type { Capacity, CostObject, ExpectedStep, Item, StepInstance, Stop, WorkflowAction } from './process.ts';
export type { WorkflowViews } from './tables.ts';
export type { Expired, OnExpired } from './timeout.ts';

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}
/** An instance of a step, at which the item waits or has waited. */
export interface WalkedStep {
  readonly stepId: string;
  readonly processId: string;
  readonly sequence: number;
  readonly role: string;
  readonly stepCode: string | null;
  readonly approvalStatus: string;
  readonly assigneeId: string | null;
  readonly state: StepState;
  readonly costObject: { readonly code: string; readonly name: string } | null;
  /** Who decides about its cost object afterwards, in order. */
  readonly ladder: readonly string[];
  readonly isAdHoc: boolean;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly actedBy: string | null;
  readonly onBehalfOf: string | null;
}
/** Something that was done at an item. */
export interface PastAction {
  readonly processId: string;
  /** Null for a submission, and for a step that was passed over. */
  readonly stepId: string | null;
  /** 0 for a submission. */
  readonly sequence: number;
  readonly role: string;
  readonly action: Done;
  /** Why a step was passed over. */
  readonly reason: string | null;
  /** Null for a program, and for the engine itself. */
  readonly actedBy: string | null;
  readonly onBehalfOf: string | null;
  readonly comment: string | null;
  /** Null where the action does not change it, or the item's module decides. */
  readonly fromStatus: string | null;
  readonly toStatus: string | null;
  readonly at: Date;
}

/** Moves items through ordered steps. It knows no reports: what a status means is its caller's business. */
export interface Workflow {
  /** @throws DefinitionRefused. A definition does not change: items on their way keep the one they started with. */
  createDefinition(ctx: Context, definition: NewDefinition): Promise<{ readonly id: string }>;
  /** @throws DefinitionNotFound */
  definitionOf(ctx: Context, definitionId: string): Promise<{ readonly name: string; readonly steps: readonly StepDefinition[] }>;
  /** The definition that a process walks. */
  definitionOfProcess(ctx: Context, processId: string): Promise<{ readonly steps: readonly StepDefinition[] }>;
  /**
   * Starts at the first step that stops the item; no stop where every one is passed over.
   * @throws DefinitionNotFound, and NoApprover, NoApproverDefined, ApproverIsOwner, ApproverNotAuthorized where the step says so.
   */
  start(ctx: Context, input: StartInput): Promise<{ readonly processId: string; readonly stop: Stop | null }>;
  /** Says that an item of this owner will be started after the transaction's next statement: most first steps ask the owner's approver. */
  announceStart(ctx: Context, input: { readonly ownerId: string; readonly kind: SubjectKind }): Promise<void>;
  /**
   * Locks what an action settles, at the step that the caller has seen the item at.
   * @throws InstanceOutOfDate when it has moved meanwhile or `expected` is otherwise; NotAnApprover, NotASystemStep, ActionNotAllowed,
   * CommentRequired, ApprovalCommentRequired, ForwardNotAllowed.
   */
  claim(ctx: Context, input: ClaimInput): Promise<Claim>;
  /**
   * Carries it out, with the item as it is by now.
   * @throws as start does of the next step, and of the user to forward to ForwardTargetUnknown, ForwardedToOwner, ForwardBeyondLimit.
   */
  settle(ctx: Context, claimed: Claim, item: Item): Promise<Moved>;
  /** The instances that an item waits at now. */
  pending(ctx: Context, processId: string): Promise<readonly StepInstance[]>;
  /** Every instance of every walk, oldest first. */
  steps(ctx: Context, subject: Subject): Promise<readonly WalkedStep[]>;
  /** Who did what, for whom, when and why, oldest first. */
  history(ctx: Context, subject: Subject): Promise<readonly PastAction[]>;
  /** Whether one of these users ever stood at a step of the item. */
  wasInvolved(ctx: Context, subject: Subject, userIds: readonly string[]): Promise<boolean>;
  /** Forgets the walks of an item that is deleted. */
  forget(ctx: Context, subject: Subject): Promise<void>;
  /** The jobs of the module; `told` says what each kind of item does when its time at a step is over. */
  jobs(work: UnitOfWork, told: Readonly<Partial<Record<SubjectKind, OnExpired>>>): JobDefinition[];
}

export function createWorkflow(deps: WorkflowDeps): Workflow {
  const walkedBy = knownDefinitions();
  return {
    async createDefinition(ctx, definition) {
      checkDefinition(definition);
      const id = newId(ctx.clock);
      await queries.insertDefinition(ctx, { ...definition, id });
      ctx.record({ subjectKind: 'workflow-definition', subjectId: id, action: 'created', details: { name: definition.name } });
      return { id };
    },
    async definitionOf(ctx, definitionId) {
      const definition = await queries.findDefinition(ctx, definitionId);
      if (!definition) throw new DefinitionNotFound(definitionId);
      return definition;
    },
    definitionOfProcess: queries.definitionOfProcess,
    start: (ctx, input) => startProcess(ctx, { ...deps, walkedBy }, input),
    announceStart: (ctx, { ownerId, kind }) => deps.identity.announceApprovers(ctx, { userId: ownerId, kind }),
    claim,
    settle: (ctx, claimed, item) => settle(ctx, deps, claimed, item),
    pending: queries.pendingInstances,
    async steps(ctx, subject) {
      return (await queries.stepsOf(ctx, subject.kind, subject.id)).map((row) => ({
        stepId: row.id,
        processId: row.process_id,
        sequence: row.sequence,
        role: row.role,
        stepCode: row.step_code,
        approvalStatus: row.approval_status,
        assigneeId: row.assignee_id,
        state: row.state,
        costObject: row.branch_code === null ? null : { code: row.branch_code, name: row.branch_name ?? row.branch_code },
        ladder: row.ladder,
        isAdHoc: row.is_ad_hoc,
        startedAt: row.started_at,
        endedAt: row.ended_at,
        actedBy: row.acted_by,
        onBehalfOf: row.on_behalf_of,
      }));
    },
    async history(ctx, subject) {
      return (await queries.actionsOf(ctx, subject.kind, subject.id)).map((row) => ({
        processId: row.process_id,
        stepId: row.step_id,
        sequence: row.sequence,
        role: row.role,
        action: row.action,
        reason: row.reason,
        actedBy: row.acted_by,
        onBehalfOf: row.on_behalf_of,
        comment: row.comment,
        fromStatus: row.from_status,
        toStatus: row.to_status,
        at: row.happened_at,
      }));
    },
    wasInvolved: (ctx, subject, userIds) => queries.wasInvolved(ctx, subject.kind, subject.id, userIds),
    forget: (ctx, subject) => queries.deleteProcesses(ctx, subject.kind, subject.id),
    jobs: workflowJobs,
  };
}
