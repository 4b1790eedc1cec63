import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import type { JobDefinition } from '../../../platform/jobs/jobs.ts';
import { PaymentNotPossible } from '../errors.ts';
import type { OnReport } from '../inputs.ts';
import { dueReports, type DueReport } from './payment-queries.ts';

const AT_A_TIME = 200;

/** The run of payments, every hour: what has been approved goes into payment, each report in a transaction of its own. */
export const paymentJobs = (
  work: UnitOfWork,
  markProcessing: (ctx: Context, input: OnReport) => Promise<void>,
): JobDefinition[] => [
  {
    name: 'expense.run-payments',
    schedule: '41 * * * *',
    run: async ({ id, signal }) => {
      const system: Caller = { actor: { kind: 'system' }, correlationId: id };
      for (let last: DueReport | undefined; !signal.aborted;) {
        const due = await work.read(system, (ctx) => dueReports(ctx.tx, last, AT_A_TIME));
        for (const report of due) await start({ work, markProcessing, correlationId: id }, report);
        last = due.at(-1);
        if (due.length < AT_A_TIME) return;
      }
    },
  },
];

/** One that has moved meanwhile is left alone. */
async function start(
  run: { work: UnitOfWork; markProcessing: (ctx: Context, input: OnReport) => Promise<void>; correlationId: string },
  { company_id: companyId, id: reportId }: DueReport,
): Promise<void> {
  const caller: Caller = { actor: { kind: 'system', companyId }, companyId, correlationId: run.correlationId };
  try {
    await run.work.write(caller, (ctx) => run.markProcessing(ctx, { access: { kind: 'any' }, reportId }));
  } catch (error) {
    if (!(error instanceof PaymentNotPossible)) throw error;
  }
}
