import { roundToCurrency, type Decimal } from '../../platform/money/money.ts';
import type { Entry, Report } from '../expense/index.ts';
import type { Line } from './sheet.ts';

const money = (amount: Decimal, currency: string): string => `${roundToCurrency(amount, currency).toFixed()} ${currency}`;

const COLUMNS = [0, 62, 172, 300, 400] as const;
const row = (cells: readonly string[], bold = false): Line => ({
  cells: cells.map((text, index) => [COLUMNS[index] ?? 0, text] as const),
  bold,
});
const fact = (name: string, value: string): Line => ({
  cells: [
    [0, name],
    [130, value],
  ],
});
const BLANK: Line = { cells: [] };

/** The report on paper: whose it is, what it claims, and a line for each entry. */
export function reportLines(report: Report, entries: readonly Entry[]): Line[] {
  const { totals, currencyCode: currency, owner } = report;
  return [
    { cells: [[0, report.name]], bold: true },
    BLANK,
    fact('Report', report.number),
    fact('Employee', `${owner.firstName} ${owner.lastName}${owner.employeeId === null ? '' : ` (${owner.employeeId})`}`),
    fact('Date', report.reportDate),
    ...(report.businessPurpose === null ? [] : [fact('Purpose', report.businessPurpose)]),
    fact('Total', money(totals.total, currency)),
    fact('Claimed', money(totals.claimed, currency)),
    fact('Approved', money(totals.approved, currency)),
    fact('Due to employee', money(totals.dueEmployee, currency)),
    BLANK,
    row(['Date', 'Expense type', 'Vendor', 'Paid', 'In report currency'], true),
    ...entries.map((entry) =>
      row([
        entry.transactionDate,
        entry.expenseType.name,
        entry.vendorName ?? '',
        money(entry.transaction.amount, entry.transaction.currencyCode),
        `${money(entry.posted.amount, currency)}${noteOf(entry)}`,
      ]),
    ),
  ];
}

function noteOf(entry: Entry): string {
  if (entry.isPersonal) return ', personal';
  return entry.hasMissingReceiptDeclaration ? ', receipt declared missing' : '';
}
