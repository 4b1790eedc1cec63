import { buffer } from 'node:stream/consumers';
import type { Context, UnitOfWork } from '../../platform/context.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import type { OnReport } from '../expense/index.ts';
import { PrintNotReady } from './errors.ts';
import { findPrint, writeRequest } from './print-queries.ts';
import { printKey, printReport, type PrintDeps } from './print-report.ts';

export * from './errors.ts';

/** A report as one PDF with its receipts. Images are pages of it, PDFs keep theirs, what PDF cannot draw (TIFF, a broken file) is attached. */
export interface ReportPrints {
  /** Has the report printed as it is when the job runs; for whoever may read it. */
  orderPrint(ctx: Context, on: OnReport): Promise<void>;
  /** Where the print lies. @throws PrintNotReady */
  print(ctx: Context, on: OnReport): Promise<{ readonly companyId: string; readonly reportId: string; readonly printedAt: Date }>;
  /** To be read outside a transaction. */
  content(print: { readonly companyId: string; readonly reportId: string }): Promise<Uint8Array>;
  jobs(work: UnitOfWork): JobDefinition[];
}

const JOB = 'report-print.print';

export function createReportPrints(deps: PrintDeps): ReportPrints {
  return {
    async orderPrint(ctx, on) {
      const { id: reportId } = await deps.expense.getReport(ctx, on);
      await writeRequest(ctx, reportId);
      ctx.enqueue({ name: JOB, data: { companyId: ctx.companyId, reportId } });
      ctx.record({ subjectKind: 'report', subjectId: reportId, action: 'print-ordered' });
    },
    async print(ctx, on) {
      const { id: reportId } = await deps.expense.getReport(ctx, on);
      const printedAt = (await findPrint(ctx, reportId))?.printed_at;
      if (!printedAt) throw new PrintNotReady();
      return { companyId: ctx.companyId, reportId, printedAt };
    },
    content: async ({ companyId, reportId }) => buffer(await deps.blobs.get(printKey(companyId, reportId))),
    jobs: (work) => [
      {
        name: JOB,
        run: ({ id, data }) => {
          const { companyId, reportId } = data as { companyId: string; reportId: string };
          return printReport(deps, work, { companyId, reportId, correlationId: id });
        },
      },
    ],
  };
}
