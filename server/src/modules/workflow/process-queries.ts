import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { tables } from '../../platform/db/tx.ts';
import type { PendingStep, StepDefinition } from './process.ts';
import type { WorkflowStepTable, WorkflowTables, WorkState } from './tables.ts';

const db = (ctx: Context) => tables<WorkflowTables>(ctx.tx);

export async function insertDefinition(
  ctx: Context,
  definition: { id: string; name: string; steps: readonly StepDefinition[] },
): Promise<void> {
  await db(ctx)
    .insertInto('workflow_definition')
    .values({ company_id: ctx.companyId, id: definition.id, name: definition.name })
    .execute();
  await db(ctx)
    .insertInto('workflow_step_definition')
    .values(
      definition.steps.map((step, index) => ({
        company_id: ctx.companyId,
        definition_id: definition.id,
        sequence: index + 1,
        role: step.role,
        approval_status: step.approvalStatus,
        step_code: step.stepCode,
      })),
    )
    .execute();
}

/** The step that a definition begins with. */
export async function firstStep(ctx: Context, definitionId: string): Promise<StepDefinition | undefined> {
  const row = await db(ctx)
    .selectFrom('workflow_step_definition')
    .select(['role', 'approval_status', 'step_code'])
    .where('company_id', '=', ctx.companyId)
    .where('definition_id', '=', definitionId)
    .where('sequence', '=', 1)
    .executeTakeFirst();
  return row && { role: row.role, approvalStatus: row.approval_status, stepCode: row.step_code };
}

export interface LockedStep {
  readonly step: PendingStep;
  readonly ownerId: string;
  /** What follows it; undefined after the last step. */
  readonly next: StepDefinition | undefined;
}

/**
 * Locks the step that an item waits at; undefined when it waits there no more. Whoever comes second waits here, and then finds the step no
 * longer pending.
 */
export async function lockStep(ctx: Context, at: { processId: string; stepId: string }): Promise<LockedStep | undefined> {
  const row = await db(ctx)
    .selectFrom('workflow_step as s')
    .innerJoin('workflow_process as p', (join) =>
      join.onRef('p.company_id', '=', 's.company_id').onRef('p.id', '=', 's.process_id'),
    )
    .leftJoin('workflow_step_definition as n', (join) =>
      join
        .onRef('n.company_id', '=', 'p.company_id')
        .onRef('n.definition_id', '=', 'p.definition_id')
        .on('n.sequence', '=', sql<number>`s.sequence + 1`),
    )
    .select(['s.sequence', 's.role', 's.approval_status', 's.step_code', 's.assignee_id', 'p.subject_owner_id'])
    .select(['n.role as next_role', 'n.approval_status as next_approval_status', 'n.step_code as next_step_code'])
    .where('s.company_id', '=', ctx.companyId)
    .where('s.id', '=', at.stepId)
    .where('s.process_id', '=', at.processId)
    .where('s.state', '=', 'pending')
    .forUpdate('s')
    .executeTakeFirst();
  if (!row) return undefined;
  const { sequence, role, approval_status: approvalStatus, step_code: stepCode, assignee_id: assigneeId } = row;
  return {
    step: { ...at, sequence, role, approvalStatus, stepCode, assigneeId },
    ownerId: row.subject_owner_id,
    next:
      row.next_role === null || row.next_approval_status === null
        ? undefined
        : { role: row.next_role, approvalStatus: row.next_approval_status, stepCode: row.next_step_code },
  };
}

/** Starts a walk at its first step. */
export async function insertProcess(
  ctx: Context,
  process: { definitionId: string; subjectKind: string; subjectId: string; ownerId: string; step: PendingStep },
): Promise<void> {
  await db(ctx)
    .with('started', (query) =>
      query.insertInto('workflow_process').values({
        company_id: ctx.companyId,
        id: process.step.processId,
        definition_id: process.definitionId,
        subject_kind: process.subjectKind,
        subject_id: process.subjectId,
        subject_owner_id: process.ownerId,
        state: 'pending',
        started_at: ctx.clock.now(),
        ended_at: null,
      }),
    )
    .insertInto('workflow_step')
    .values(stepRow(ctx, process.step))
    .execute();
}

const stepRow = (ctx: Context, step: PendingStep): WorkflowStepTable => ({
  company_id: ctx.companyId,
  id: step.stepId,
  process_id: step.processId,
  sequence: step.sequence,
  role: step.role,
  approval_status: step.approvalStatus,
  step_code: step.stepCode,
  assignee_id: step.assigneeId,
  state: 'pending',
  started_at: ctx.clock.now(),
  ended_at: null,
  acted_by: null,
  on_behalf_of: null,
});

/** How a step ended, and by whom. */
export interface StepEnd {
  readonly step: PendingStep;
  readonly state: WorkState;
  readonly actedBy: string | null;
  readonly onBehalfOf: string | null;
}

const endingStep = (ctx: Context, { step, state, actedBy, onBehalfOf }: StepEnd) =>
  db(ctx).with('ended', (query) =>
    query
      .updateTable('workflow_step')
      .set({ state, ended_at: ctx.clock.now(), acted_by: actedBy, on_behalf_of: onBehalfOf })
      .where('company_id', '=', ctx.companyId)
      .where('id', '=', step.stepId),
  );

/** Ends a step and starts the one that follows. */
export async function moveToStep(ctx: Context, end: StepEnd, next: PendingStep): Promise<void> {
  await endingStep(ctx, end).insertInto('workflow_step').values(stepRow(ctx, next)).execute();
}

/** Ends a step and the walk with it. */
export async function endProcess(ctx: Context, end: StepEnd): Promise<void> {
  await endingStep(ctx, end)
    .updateTable('workflow_process')
    .set({ state: end.state, ended_at: ctx.clock.now() })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', end.step.processId)
    .execute();
}

/** Every step of every walk of an item, oldest first. */
export function stepsOf(ctx: Context, subjectKind: string, subjectId: string): Promise<WorkflowStepTable[]> {
  return db(ctx)
    .selectFrom('workflow_step as s')
    .innerJoin('workflow_process as p', (join) =>
      join.onRef('p.company_id', '=', 's.company_id').onRef('p.id', '=', 's.process_id'),
    )
    .selectAll('s')
    .where('p.company_id', '=', ctx.companyId)
    .where('p.subject_kind', '=', subjectKind)
    .where('p.subject_id', '=', subjectId)
    .orderBy('p.id')
    .orderBy('s.sequence')
    .execute();
}

/** Whether the user stood at a step of the item at any time, as its assignee or by acting at it. */
export async function wasInvolved(ctx: Context, subjectKind: string, subjectId: string, userId: string): Promise<boolean> {
  const found = await db(ctx)
    .selectFrom('workflow_step as s')
    .innerJoin('workflow_process as p', (join) =>
      join.onRef('p.company_id', '=', 's.company_id').onRef('p.id', '=', 's.process_id'),
    )
    .select(sql<number>`1`.as('one'))
    .where('p.company_id', '=', ctx.companyId)
    .where('p.subject_kind', '=', subjectKind)
    .where('p.subject_id', '=', subjectId)
    .where((eb) => eb.or([eb('s.assignee_id', '=', userId), eb('s.acted_by', '=', userId), eb('s.on_behalf_of', '=', userId)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export async function deleteProcesses(ctx: Context, subjectKind: string, subjectId: string): Promise<void> {
  await db(ctx)
    .deleteFrom('workflow_process')
    .where('company_id', '=', ctx.companyId)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .execute();
}
