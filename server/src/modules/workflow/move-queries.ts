import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { forLater } from '../../platform/db/sending.ts';
import { newId } from '../../platform/ids/index.ts';
import type { SubjectKind } from './directory.ts';
import type { StepInstance, Stop } from './process.ts';
import type { Done, ProcessState, StepState } from './tables.ts';

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
