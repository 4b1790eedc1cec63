import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { forLater } from '../../platform/db/sending.ts';
import { tables } from '../../platform/db/tx.ts';
import { newId } from '../../platform/ids/index.ts';
import type { NewDefinition, StepDefinition } from './definition.ts';
import type { SubjectKind } from './directory.ts';
import type { StepInstance, Stop } from './process.ts';
import type { Done, ProcessState, StepState, WorkflowActionTable, WorkflowStepTable, WorkflowTables } from './tables.ts';

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

/** What was done, before it has an id. */
export interface NewAction {
  readonly stepId: string | null;
  readonly sequence: number;
  readonly role: string;
  readonly action: Done;
  readonly reason?: string;
  readonly actedBy: string | null;
  readonly onBehalfOf: string | null;
  readonly comment?: string | undefined;
  readonly from: string | null;
  readonly to: string | null;
}
export interface Started {
  readonly stop: Stop;
  /** Those of the stop that are new. */
  readonly instances: readonly StepInstance[];
}

const startedRows = (ctx: Context, started: Started | null): string =>
  JSON.stringify(
    (started?.instances ?? []).map((instance) => ({
      company_id: ctx.companyId,
      id: instance.stepId,
      process_id: started?.stop.processId,
      sequence: started?.stop.sequence,
      role: started?.stop.step.role,
      approval_status: started?.stop.approvalStatus,
      step_code: started?.stop.step.stepCode,
      assignee_id: instance.assigneeId,
      state: 'pending',
      branch_code: instance.costObject?.code ?? null,
      branch_name: instance.costObject?.name ?? null,
      ladder: instance.ladder,
      is_ad_hoc: instance.isAdHoc,
      started_at: ctx.clock.now(),
    })),
  );

const actionRows = (ctx: Context, processId: string, actions: readonly NewAction[]): string =>
  JSON.stringify(
    actions.map((each) => ({
      company_id: ctx.companyId,
      id: newId(ctx.clock),
      process_id: processId,
      step_id: each.stepId,
      sequence: each.sequence,
      role: each.role,
      action: each.action,
      reason: each.reason ?? null,
      acted_by: each.actedBy,
      on_behalf_of: each.onBehalfOf,
      comment: each.comment ?? null,
      from_status: each.from,
      to_status: each.to,
      happened_at: ctx.clock.now(),
    })),
  );

/** Rows as one parameter, so that a move is one statement and its text is the same however many instances it ends and starts. */
const starting = (rows: string) =>
  sql`insert into workflow_step select * from jsonb_populate_recordset(null::workflow_step, ${rows}::jsonb)`;
const telling = (rows: string) =>
  sql`insert into workflow_action select * from jsonb_populate_recordset(null::workflow_action, ${rows}::jsonb)`;

/** Starts a walk; `stop` null where every step was passed over. */
export async function insertProcess(
  ctx: Context,
  process: {
    id: string;
    definitionId: string;
    subject: { kind: SubjectKind; id: string };
    ownerId: string;
    stop: Stop | null;
    /** Of an item that passed them all. */
    length: number;
    approvalStatus: string;
    actions: readonly NewAction[];
  },
): Promise<void> {
  const { stop, subject } = process;
  const now = ctx.clock.now();
  const query = start({
    companyId: ctx.companyId,
    id: process.id,
    definitionId: process.definitionId,
    kind: subject.kind,
    subjectId: subject.id,
    ownerId: process.ownerId,
    state: stop ? 'pending' : 'approved',
    sequence: stop?.sequence ?? process.length,
    approvalStatus: process.approvalStatus,
    pendingCount: stop?.instances.length ?? 0,
    now,
    endedAt: stop ? null : now,
    started: startedRows(ctx, stop && { stop, instances: stop.instances }),
    actions: actionRows(ctx, process.id, process.actions),
  });
  await ctx.tx.executeQuery(forLater(query));
}

interface StartValues {
  readonly companyId: string;
  readonly id: string;
  readonly definitionId: string;
  readonly kind: SubjectKind;
  readonly subjectId: string;
  readonly ownerId: string;
  readonly state: ProcessState;
  readonly sequence: number;
  readonly approvalStatus: string;
  readonly pendingCount: number;
  readonly now: Date;
  readonly endedAt: Date | null;
  /** Rows, as JSON, as the next. */
  readonly started: string;
  readonly actions: string;
}

const start = prepared(
  (_tx, given: StartValues) => sql`with process as (
      insert into workflow_process (company_id, id, definition_id, subject_kind, subject_id, subject_owner_id, state, sequence,
        approval_status, pending_count, started_at, ended_at)
      values (${given.companyId}, ${given.id}, ${given.definitionId}, ${given.kind}, ${given.subjectId}, ${given.ownerId}, ${given.state},
        ${given.sequence}, ${given.approvalStatus}, ${given.pendingCount}, ${given.now}, ${given.endedAt})
    ), started as (${starting(given.started)})
    ${telling(given.actions)}`,
);

export interface ProcessMove {
  readonly processId: string;
  readonly ended: readonly { readonly stepId: string; readonly state: StepState }[];
  readonly actedBy: string | null;
  readonly onBehalfOf: string | null;
  readonly started: Started | null;
  readonly actions: readonly NewAction[];
  readonly after: {
    readonly state: ProcessState;
    readonly sequence: number;
    readonly approvalStatus: string;
    readonly pendingCount: number;
  };
}

/** Ends instances, starts others, says what was done and where the process stands, in one statement. */
const move = prepared(
  (_tx, given: MoveValues) => sql`with ended as (
      update workflow_step s set state = e.state, ended_at = ${given.now},
        acted_by = case when e.state = 'closed' then null else ${given.actedBy}::uuid end,
        on_behalf_of = case when e.state = 'closed' then null else ${given.onBehalfOf}::uuid end
      from jsonb_to_recordset(${given.ended}::jsonb) as e (id uuid, state text)
      where s.company_id = ${given.companyId} and s.process_id = ${given.processId} and s.id = e.id
    ), started as (${starting(given.started)}), told as (${telling(given.actions)})
    update workflow_process set state = ${given.state}, sequence = ${given.sequence}, approval_status = ${given.approvalStatus},
      pending_count = ${given.pendingCount}, ended_at = ${given.endedAt}
    where company_id = ${given.companyId} and id = ${given.processId}`,
);

interface MoveValues {
  readonly companyId: string;
  readonly processId: string;
  readonly now: Date;
  readonly actedBy: string | null;
  readonly onBehalfOf: string | null;
  /** Rows, as JSON, as the next two. */
  readonly ended: string;
  readonly started: string;
  readonly actions: string;
  readonly state: ProcessState;
  readonly sequence: number;
  readonly approvalStatus: string;
  readonly pendingCount: number;
  readonly endedAt: Date | null;
}

export async function writeMove(ctx: Context, { processId, after, ...done }: ProcessMove): Promise<void> {
  const now = ctx.clock.now();
  const query = move({
    ...after,
    companyId: ctx.companyId,
    processId,
    now,
    actedBy: done.actedBy,
    onBehalfOf: done.onBehalfOf,
    ended: JSON.stringify(done.ended.map(({ stepId, state }) => ({ id: stepId, state }))),
    started: startedRows(ctx, done.started),
    actions: actionRows(ctx, processId, done.actions),
    endedAt: after.state === 'pending' ? null : now,
  });
  await ctx.tx.executeQuery(forLater(query));
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
