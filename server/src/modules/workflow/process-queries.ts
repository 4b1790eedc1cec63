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

/** The step that stands at this place of a definition; undefined after its last one. */
export async function stepDefinition(ctx: Context, definitionId: string, sequence: number): Promise<StepDefinition | undefined> {
  const row = await db(ctx)
    .selectFrom('workflow_step_definition')
    .select(['role', 'approval_status', 'step_code'])
    .where('company_id', '=', ctx.companyId)
    .where('definition_id', '=', definitionId)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return row && { role: row.role, approvalStatus: row.approval_status, stepCode: row.step_code };
}

export interface LockedProcess {
  readonly definitionId: string;
  readonly ownerId: string;
  readonly step: PendingStep;
}

/**
 * Locks a process and answers with the step it waits at; undefined when it has ended. Whoever comes second waits here and then sees what
 * the first one left.
 */
export async function lockProcess(ctx: Context, processId: string): Promise<LockedProcess | undefined> {
  const process = await db(ctx)
    .selectFrom('workflow_process')
    .select(['definition_id', 'subject_owner_id', 'state'])
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', processId)
    .forUpdate()
    .executeTakeFirst();
  if (process?.state !== 'pending') return undefined;
  // A statement of its own: joined to the lock it would still see the steps as they were before the wait.
  const step = await db(ctx)
    .selectFrom('workflow_step')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('process_id', '=', processId)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  return step && { definitionId: process.definition_id, ownerId: process.subject_owner_id, step: pendingStep(step) };
}

const pendingStep = (row: WorkflowStepTable): PendingStep => ({
  processId: row.process_id,
  stepId: row.id,
  sequence: row.sequence,
  role: row.role,
  approvalStatus: row.approval_status,
  stepCode: row.step_code,
  assigneeId: row.assignee_id,
});

export async function insertProcess(
  ctx: Context,
  process: { id: string; definitionId: string; subjectKind: string; subjectId: string; ownerId: string },
): Promise<void> {
  await db(ctx)
    .insertInto('workflow_process')
    .values({
      company_id: ctx.companyId,
      id: process.id,
      definition_id: process.definitionId,
      subject_kind: process.subjectKind,
      subject_id: process.subjectId,
      subject_owner_id: process.ownerId,
      state: 'pending',
      started_at: ctx.clock.now(),
      ended_at: null,
    })
    .execute();
}

export async function insertStep(ctx: Context, step: PendingStep): Promise<void> {
  await db(ctx)
    .insertInto('workflow_step')
    .values({
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
    })
    .execute();
}

export async function endStep(
  ctx: Context,
  stepId: string,
  end: { state: WorkState; actedBy: string | null; onBehalfOf: string | null },
): Promise<void> {
  await db(ctx)
    .updateTable('workflow_step')
    .set({ state: end.state, ended_at: ctx.clock.now(), acted_by: end.actedBy, on_behalf_of: end.onBehalfOf })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', stepId)
    .execute();
}

export async function endProcess(ctx: Context, processId: string, state: WorkState): Promise<void> {
  await db(ctx)
    .updateTable('workflow_process')
    .set({ state, ended_at: ctx.clock.now() })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', processId)
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
