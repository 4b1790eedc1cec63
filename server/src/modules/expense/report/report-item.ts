import type { Context } from '../../../platform/context.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { CostObject, Item, StepDefinition, StepRole } from '../../workflow/index.ts';
import { ValueRefused } from '../errors.ts';
import { costObjectsIn } from './cost-objects.ts';
import { costSharesOf } from './cost-object-queries.ts';
import type { HeldRow } from './report-queries.ts';
import { OUTCOMES } from './report.ts';

/** What definitions may ask of a report. `receipts-missing`: an image is required and neither it, one for all, nor paper has come. */
const CONDITIONS = ['exceptions', 'receipts-missing'] as const;

/** A report as its workflow sees it. */
export const itemOf = (ctx: Context, row: HeldRow, facts: { readonly hasExceptions: boolean }): Item => ({
  amount: decimal(row.approved),
  currency: row.currency_code,
  date: row.report_date,
  statuses: OUTCOMES,
  conditions: new Set([...(facts.hasExceptions ? ['exceptions'] : []), ...(areReceiptsMissing(row) ? ['receipts-missing'] : [])]),
  costObjects: async (fields): Promise<readonly CostObject[]> =>
    costObjectsIn(await costSharesOf(ctx, row.id), fields).map(({ code, name, approved }) => ({ code, name, amount: approved })),
});

export const areReceiptsMissing = (
  row: Pick<HeldRow, 'image_missing_count' | 'receipt_image_id' | 'is_paper_receipts_received'>,
): boolean => row.image_missing_count > 0 && row.receipt_image_id === null && !row.is_paper_receipts_received;

/** The documented statuses that a report can wait with, by who decides: api-reference/expense/expense-report/v3.reports. */
const STATUSES: Readonly<Record<StepRole, readonly string[]>> = {
  MANAGER: ['A_PEND', 'A_FILE'],
  MANAGER_2: ['A_PEND', 'A_FILE'],
  AUTH_APPROVER: ['A_PEND'],
  CO_APPROVER: ['A_PECO'],
  BUDGET_APPROVER: ['A_PBDG'],
  ACCT_CLERK: ['A_ACCO', 'A_PVAL'],
  RECEIPT_HOLD: ['A_RHLD'],
  EXTERNAL_SYSTEM: ['A_EXTV', 'A_PVAL', 'A_AAFH'],
};
const EXPIRED = 'A_TEXP';
/** A company's own codes stand beside the documented ones, which begin with A_. */
const isOwn = (status: string): boolean => !status.startsWith('A_');

/** Whether reports can walk these steps. @throws ValueRefused naming a status that none of them gives. */
export function checkReportSteps(steps: readonly StepDefinition[]): void {
  for (const { role, approvalStatus, timeout, onlyWhen = [] } of steps) {
    if (!isOwn(approvalStatus) && !STATUSES[role].includes(approvalStatus))
      throw new ValueRefused('workflowDefinitionId', `has the status ${approvalStatus} at a step of ${role}.`);
    if (timeout && !isOwn(timeout.approvalStatus) && timeout.approvalStatus !== EXPIRED)
      throw new ValueRefused('workflowDefinitionId', `has the status ${timeout.approvalStatus} when the time of a step is over.`);
    const unknown = onlyWhen.find((condition) => !(CONDITIONS as readonly string[]).includes(condition));
    if (unknown !== undefined)
      throw new ValueRefused('workflowDefinitionId', `asks whether ${unknown}, which reports do not know.`);
  }
}
