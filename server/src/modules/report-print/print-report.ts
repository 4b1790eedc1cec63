import { inThread } from '../../platform/process/in-thread.ts';
import type { Blobs } from '../../platform/blobs/blobs.ts';
import type { Caller, UnitOfWork } from '../../platform/context.ts';
import { ReportNotFound, type Entry, type Expense, type Report } from '../expense/index.ts';
import type { Receipts, Receipt } from '../receipt/index.ts';
import { markPrinted } from './print-queries.ts';
import { reportLines } from './report-lines.ts';
import type { Picture, Sheets } from './sheet.ts';

export interface PrintDeps {
  readonly expense: Pick<Expense, 'getReport' | 'listEntries'>;
  readonly receipts: Pick<Receipts, 'receipt' | 'content'>;
  readonly blobs: Blobs;
}

interface Material {
  readonly report: Report;
  readonly entries: readonly Entry[];
  readonly receipts: readonly { readonly receipt: Receipt; readonly title: string }[];
}

const THREAD = new URL('./sheet-thread.ts', import.meta.url);
const SECONDS = 300;

export const printKey = (companyId: string, reportId: string): string => `company/${companyId}/report-print/${reportId}`;

/** Prints a report with its receipts; one that is gone by now needs no print. */
export async function printReport(
  deps: PrintDeps,
  work: UnitOfWork,
  on: { readonly companyId: string; readonly reportId: string; readonly correlationId: string },
): Promise<void> {
  const caller: Caller = { actor: { kind: 'system' }, companyId: on.companyId, correlationId: on.correlationId };
  const material = await gather(deps, work, caller, on.reportId);
  if (!material) return;
  const pictures: Picture[] = [];
  for (const { receipt, title } of material.receipts) {
    const bytes = await deps.receipts.content({ companyId: on.companyId, contentId: receipt.contentId });
    pictures.push({ bytes, title, mediaType: receipt.mediaType, fileName: receipt.fileName ?? `receipt-${pictures.length + 1}` });
  }
  const { report, entries } = material;
  const sheets: Sheets = { title: `${report.number} ${report.name}`, lines: reportLines(report, entries), pictures };
  // Beside the program: what a PDF makes of its readers is up to whoever sent it.
  const bytes = await inThread<Uint8Array>(THREAD, sheets, { seconds: SECONDS });
  await deps.blobs.put(printKey(on.companyId, on.reportId), bytes, { limit: bytes.length });
  await work.write(caller, (ctx) => markPrinted(ctx, on.reportId));
}

async function gather(deps: PrintDeps, work: UnitOfWork, caller: Caller, reportId: string): Promise<Material | undefined> {
  const on = { access: { kind: 'company' }, reportId } as const;
  try {
    return await work.read(caller, async (ctx) => {
      const report = await deps.expense.getReport(ctx, on);
      const entries = await deps.expense.listEntries(ctx, on);
      const named = [
        { id: report.receiptImageId, title: 'Receipts of the report' },
        ...entries.map((entry) => ({ id: entry.receiptImageId, title: `${entry.transactionDate} ${entry.expenseType.name}` })),
      ];
      const receipts: Material['receipts'][number][] = [];
      for (const { id, title } of named) if (id !== null) receipts.push({ title, receipt: await deps.receipts.receipt(ctx, id) });
      return { report, entries, receipts };
    });
  } catch (error) {
    if (error instanceof ReportNotFound) return undefined;
    throw error;
  }
}
