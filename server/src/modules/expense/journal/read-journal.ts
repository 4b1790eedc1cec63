import type { Context } from '../../../platform/context.ts';
import { decimal } from '../../../platform/money/money.ts';
import { mayListEveryone } from '../access.ts';
import type { ExpenseDeps } from '../deps.ts';
import { ValueRefused } from '../errors.ts';
import type { OnReport } from '../inputs.ts';
import { pageOf } from '../report/page.ts';
import { loadReport } from '../report/load-report.ts';
import type { Page, PageRequest } from '../types.ts';
import type { JournalEntry } from './journal-entry.ts';
import { journalRowsOf, markExtractedRows, waitingRows, type JournalRow } from './journal-queries.ts';

/** What a report has posted, in order; nothing before its final approval. */
export async function journalOf(ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<JournalEntry[]> {
  const { row } = await loadReport(ctx, deps, input, 'read-journal');
  return (await journalRowsOf(ctx, row.id)).map(toJournalEntry);
}

/** What of reports in payment no financial system has yet, oldest first. */
export async function waitingJournal(ctx: Context, deps: ExpenseDeps, page: PageRequest): Promise<Page<JournalEntry>> {
  await mayListEveryone(ctx, deps);
  const found = pageOf(await waitingRows(ctx, page), page.limit);
  return { items: found.items.map(toJournalEntry), next: found.next };
}

/** Answers the ids that it took: others were extracted before, or their report is not in payment. */
export async function markExtracted(
  ctx: Context,
  deps: ExpenseDeps,
  { ids, jobRunKey }: { readonly ids: readonly string[]; readonly jobRunKey: string },
): Promise<readonly string[]> {
  await mayListEveryone(ctx, deps);
  if (jobRunKey === '') throw new ValueRefused('jobRunKey', 'must name the run.');
  const taken = await markExtractedRows(ctx, ids, jobRunKey);
  if (taken.length > 0)
    ctx.record({ subjectKind: 'journal', subjectId: jobRunKey, action: 'extracted', details: { lines: taken.length } });
  return taken;
}

const toJournalEntry = (row: JournalRow): JournalEntry => ({
  id: row.id,
  reportId: row.report_id,
  entryId: row.entry_id,
  allocationId: row.allocation_id,
  kind: row.kind,
  accountCode: row.account_code,
  clearingAccountCode: row.clearing_account_code,
  amount: decimal(row.amount),
  currencyCode: row.currency_code,
  payer: row.payer_code,
  payee: row.payee_code,
  postedOn: row.posted_on,
  jobRunKey: row.job_run_key,
  extractedAt: row.extracted_at,
});
