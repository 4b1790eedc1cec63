import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { tables } from '../../platform/db/tx.ts';
import type { NewDefinition, StepDefinition } from './definition.ts';
import type { SubjectKind } from './directory.ts';
import type { StepInstance, Stop } from './process.ts';
import type { ProcessState, StepState, WorkflowActionTable, WorkflowStepTable, WorkflowTables } from './tables.ts';

const db = (ctx: Context) => tables<WorkflowTables>(ctx.tx);

export async function insertDefinition(ctx: Context, definition: NewDefinition & { id: string }): Promise<void> {
  const { id, name, steps } = definition;
  await db(ctx)
    .insertInto('workflow_definition')
    .values({ company_id: ctx.companyId, id, name, steps: JSON.stringify(steps) })
    .execute();
}

const definition = prepared((tx, { companyId, id }: { companyId: string; id: string }) =>
  tables<WorkflowTables>(tx)
    .selectFrom('workflow_definition')
    .select(['name', 'steps'])
    .where('company_id', '=', companyId)
    .where('id', '=', id),
);
export const findDefinition = async (ctx: Context, id: string): Promise<{ name: string; steps: StepDefinition[] } | undefined> =>
  (await ctx.tx.executeQuery(definition({ companyId: ctx.companyId, id }))).rows[0];

export const definitionOfProcess = (ctx: Context, processId: string): Promise<{ steps: StepDefinition[] }> =>
  db(ctx)
    .selectFrom('workflow_process as p')
    .innerJoin('workflow_definition as d', (join) =>
      join.onRef('d.company_id', '=', 'p.company_id').onRef('d.id', '=', 'p.definition_id'),
    )
    .select('d.steps')
    .where('p.company_id', '=', ctx.companyId)
    .where('p.id', '=', processId)
    .executeTakeFirstOrThrow();

export interface HeldProcess {
  readonly stop: Stop;
  readonly steps: readonly StepDefinition[];
  readonly ownerId: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
}

type HeldStep = StepRow & {
  process_state: ProcessState;
  step_state: StepState;
  approval_status: string;
  pending_count: number;
  subject_kind: SubjectKind;
  subject_id: string;
  subject_owner_id: string;
  steps: StepDefinition[];
};

/** States are looked at afterwards: asked for here, a planner that has seen few pending ones would read all those of the company. */
const held = prepared(
  (_tx, at: { companyId: string; processId: string; sequence: number }) => sql<HeldStep>`
    select p.state as process_state, s.state as step_state,
      p.approval_status, p.pending_count, p.subject_kind, p.subject_id, p.subject_owner_id, d.steps,
      s.id, s.assignee_id, s.branch_code, s.branch_name, s.ladder, s.is_ad_hoc
    from workflow_process p
    join workflow_definition d on d.company_id = p.company_id and d.id = p.definition_id
    join workflow_step s on s.company_id = p.company_id and s.process_id = ${at.processId}
    where p.company_id = ${at.companyId} and p.id = ${at.processId} and p.sequence = ${at.sequence}
    order by s.id for update of p, s`,
);

/**
 * Locks a process with the instances that wait at this step of it; undefined when it waits there no more. Whoever comes second waits here:
 * what the first has settled is then no longer among the instances, and what it has started is.
 */
export async function holdProcess(ctx: Context, at: { processId: string; sequence: number }): Promise<HeldProcess | undefined> {
  const found = await ctx.tx.executeQuery(held({ ...at, companyId: ctx.companyId }));
  const rows = found.rows.filter((each) => each.process_state === 'pending' && each.step_state === 'pending');
  const [row] = rows;
  const step = row?.steps[at.sequence - 1];
  if (!row || !step) return undefined;
  // A statement that waited does not see what the first one has started: its snapshot is older. The count does not lie.
  const instances = rows.length === row.pending_count ? rows.map(instanceOf) : await pendingInstances(ctx, at.processId);
  return {
    stop: { ...at, step, approvalStatus: row.approval_status, instances },
    steps: row.steps,
    ownerId: row.subject_owner_id,
    subject: { kind: row.subject_kind, id: row.subject_id },
  };
}

type StepRow = Pick<WorkflowStepTable, 'id' | 'assignee_id' | 'branch_code' | 'branch_name' | 'is_ad_hoc'> & { ladder: string[] };

const instanceOf = (row: StepRow): StepInstance => ({
  stepId: row.id,
  assigneeId: row.assignee_id,
  costObject: row.branch_code === null ? null : { code: row.branch_code, name: row.branch_name ?? row.branch_code },
  ladder: row.ladder,
  isAdHoc: row.is_ad_hoc,
});

/** The process's pending instances, unlocked. */
export async function pendingInstances(ctx: Context, processId: string): Promise<StepInstance[]> {
  const rows = await db(ctx)
    .selectFrom('workflow_step')
    .select(['id', 'assignee_id', 'branch_code', 'branch_name', 'ladder', 'is_ad_hoc'])
    .where('company_id', '=', ctx.companyId)
    .where('process_id', '=', processId)
    .where('state', '=', 'pending')
    .orderBy('id')
    .execute();
  return rows.map(instanceOf);
}

/** Who has approved at an instance of this process. */
export async function approversSoFar(ctx: Context, processId: string): Promise<Set<string>> {
  const rows = await db(ctx)
    .selectFrom('workflow_step')
    .select('assignee_id')
    .where('company_id', '=', ctx.companyId)
    .where('process_id', '=', processId)
    .where('state', '=', 'approved')
    .execute();
  return new Set(rows.flatMap(({ assignee_id }) => (assignee_id === null ? [] : [assignee_id])));
}

const ofSubject = (ctx: Context, kind: string, id: string) =>
  db(ctx)
    .selectFrom('workflow_process')
    .select('id')
    .where('company_id', '=', ctx.companyId)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id);

/** Every instance of every walk of an item, oldest first. */
export const stepsOf = (ctx: Context, kind: string, id: string) =>
  db(ctx)
    .selectFrom('workflow_step')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('process_id', 'in', ofSubject(ctx, kind, id))
    .orderBy('process_id')
    .orderBy('sequence')
    .orderBy('id')
    .execute();

/** What was done at every walk of an item, oldest first. */
export const actionsOf = (ctx: Context, kind: string, id: string): Promise<WorkflowActionTable[]> =>
  db(ctx)
    .selectFrom('workflow_action')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('process_id', 'in', ofSubject(ctx, kind, id))
    .orderBy('id')
    .execute();

/** Whether one of these users stood at a step of the item at any time, as its assignee or by acting at it. */
export async function wasInvolved(ctx: Context, kind: string, id: string, userIds: readonly string[]): Promise<boolean> {
  const found = await db(ctx)
    .selectFrom('workflow_step as s')
    .select('s.id')
    .where('s.company_id', '=', ctx.companyId)
    .where('s.process_id', 'in', ofSubject(ctx, kind, id))
    .where((eb) =>
      eb.or([eb('s.assignee_id', 'in', userIds), eb('s.acted_by', 'in', userIds), eb('s.on_behalf_of', 'in', userIds)]),
    )
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export async function deleteProcesses(ctx: Context, kind: string, id: string): Promise<void> {
  await db(ctx)
    .deleteFrom('workflow_process')
    .where('company_id', '=', ctx.companyId)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .execute();
}
