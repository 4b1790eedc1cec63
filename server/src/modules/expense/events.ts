import type { Context } from '../../platform/context.ts';
import { hex32, reportKey } from '../../platform/ids/index.ts';
import type { StepInstance, Stop } from '../workflow/index.ts';
import type { Standing } from './access.ts';
import type { ReportState } from './report/report.ts';

const TOPIC = 'public.concur.expense.report';

interface Subject {
  readonly id: string;
  readonly report_type: string;
}

/** The facts that every event of the topic holds. Links are made at delivery. */
function facts(ctx: Context, report: Subject, standing: Standing): Record<string, unknown> {
  return {
    companyId: ctx.companyId,
    // The owner, or the approver where one acts; a company token stands for nobody, whosever context it acts in.
    userId: ctx.actor.kind === 'user' ? standing.userId : null,
    actingUserId: standing.actingUserId,
    reportId: reportKey(report.id),
    reportType: report.report_type,
    lastModifiedDate: ctx.clock.now().toISOString(),
  };
}

export function emitReport(
  ctx: Context,
  type: 'reportCreated' | 'reportUpdated' | 'reportDeleted',
  report: Subject,
  standing: Standing,
): void {
  ctx.emit({ topic: TOPIC, type, subjectId: report.id, facts: facts(ctx, report, standing) });
}

export interface StatusChange {
  readonly before: ReportState;
  readonly after: ReportState;
  /** SENDBACK, RECALL, or the code of the step that starts. */
  readonly stepCode: string | null;
  /** Null where the report never walked through one. */
  readonly processId: string | null;
  /** The step at which the report now waits, and those of its instances that start. */
  readonly stop: Stop | null;
  readonly started: readonly StepInstance[];
}

export function emitStatusChanged(ctx: Context, report: Subject, standing: Standing, change: StatusChange): void {
  const { before, after, stop, started } = change;
  ctx.emit({
    topic: TOPIC,
    type: 'statusChanged',
    subjectId: report.id,
    facts: {
      ...facts(ctx, report, standing),
      previousApprovalStatus: before.approvalStatus,
      currentApprovalStatus: after.approvalStatus,
      previousPaymentStatus: before.paymentStatus,
      currentPaymentStatus: after.paymentStatus,
      stepCode: change.stepCode,
      processId: change.processId && hex32(change.processId),
      startingStep: stop && started.length > 0 ? { roleCode: stop.step.role, stepInstances: started.map(instanceFacts) } : null,
    },
  });
}

const instanceFacts = ({ stepId, assigneeId }: StepInstance) => ({
  id: hex32(stepId),
  assignedUserId: assigneeId,
});
