import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import type { Stop } from './process.ts';
import { writeMove } from './move-queries.ts';
import { holdProcess } from './process-queries.ts';

export const EXPIRE = 'workflow.expire-step';
const HOUR_MS = 3_600_000;

/** An item whose time at a step is over. It waits on, with another status. */
export interface Expired {
  readonly subject: { readonly kind: string; readonly id: string };
  readonly stop: Stop;
  readonly previousStatus: string;
}
/** What the module of a kind of items does about it. */
export type OnExpired = (ctx: Context, expired: Expired) => Promise<void>;

/** Sets the clock of a step that has a time limit. */
export function expiresIn(ctx: Context, { processId, sequence, step }: Stop): void {
  if (!step.timeout) return;
  ctx.enqueue({
    name: EXPIRE,
    data: { companyId: ctx.companyId, processId, sequence },
    startAfter: new Date(ctx.clock.now().getTime() + step.timeout.hours * HOUR_MS),
  });
}

/** Undefined when the item has left the step in time. */
async function expire(ctx: Context, at: { processId: string; sequence: number }): Promise<Expired | undefined> {
  const held = await holdProcess(ctx, at);
  const { timeout } = held?.stop.step ?? {};
  if (!held || !timeout || held.stop.approvalStatus === timeout.approvalStatus) return undefined;
  const { stop, subject } = held;
  await writeMove(ctx, {
    processId: stop.processId,
    ended: [],
    actedBy: null,
    onBehalfOf: null,
    started: null,
    actions: [
      {
        stepId: null,
        sequence: stop.sequence,
        role: stop.step.role,
        action: 'expire',
        actedBy: null,
        onBehalfOf: null,
        from: stop.approvalStatus,
        to: timeout.approvalStatus,
      },
    ],
    after: {
      state: 'pending',
      sequence: stop.sequence,
      approvalStatus: timeout.approvalStatus,
      pendingCount: stop.instances.length,
    },
  });
  return { subject, stop: { ...stop, approvalStatus: timeout.approvalStatus }, previousStatus: stop.approvalStatus };
}

/** Reactions to the clock; each kind of item has its own way to tell what happened to it. */
export const workflowJobs = (work: UnitOfWork, told: Readonly<Record<string, OnExpired>>): JobDefinition[] => [
  {
    name: EXPIRE,
    run: async ({ id, data }) => {
      const { companyId, processId, sequence } = data as { companyId: string; processId: string; sequence: number };
      const caller: Caller = { actor: { kind: 'system', companyId }, companyId, correlationId: id };
      await work.write(caller, async (ctx) => {
        const expired = await expire(ctx, { processId, sequence });
        if (expired) await told[expired.subject.kind]?.(ctx, expired);
      });
    },
  },
];
