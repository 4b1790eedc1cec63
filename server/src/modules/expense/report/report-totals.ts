import { ZERO, decimal, sum, type Decimal } from '../../../platform/money/money.ts';
import type { PaymentStatus, ReportTotals } from '../types.ts';

/**
 * What the totals of a report need to know of one of the entries that it lists; an itemised entry stands for its itemizations. Amounts are in
 * the report's currency.
 */
export interface EntryShare {
  readonly posted: Decimal;
  /** What of it is not personal. */
  readonly claimed: Decimal;
  readonly approved: Decimal;
  /** Code of the payment type: who paid, and so who is owed. */
  readonly paymentCode: string;
}

/**
 * Whom an entry leaves a debt to, by payment code. Cards that the company pays (individually or company billed) are owed the amount; what the
 * company paid ahead is owed to nobody; all else, cash and cards that the employee pays, is owed to the employee.
 */
type Creditor = 'employee' | 'card' | 'nobody';
const CREDITOR: Readonly<Record<string, Creditor>> = { IBCP: 'card', CBCP: 'card', CPAID: 'nobody', COPD: 'nobody' };
export const creditorOf = (paymentCode: string): Creditor => CREDITOR[paymentCode] ?? 'employee';

/**
 * The totals of a report, from nothing but its entries and how far its payment got:
 * total = claimed + personal, claimed = approved + notApproved, and
 * approved = dueEmployee + dueCompanyCard + companyPaid - (dueCompany - what was bought privately with the company's money).
 * Where refunds outweigh expenses, the employee owes the difference. The documents are silent on private purchases with the company's money:
 * the company pays the card and the employee owes it, while an individually billed card is the employee's to pay.
 */
export function reportTotals(entries: readonly EntryShare[], paymentStatus: PaymentStatus = 'P_NOTP'): ReportTotals {
  const approvedOwedTo = (creditor: Creditor): Decimal =>
    sum(entries.filter((entry) => creditorOf(entry.paymentCode) === creditor).map((entry) => entry.approved));
  const total = sum(entries.map((entry) => entry.posted));
  const claimed = sum(entries.map((entry) => entry.claimed));
  const approved = sum(entries.map((entry) => entry.approved));
  const privateOnCompany = sum(entries.filter(isCompanyMoney).map((entry) => entry.posted.minus(entry.claimed)));
  const owed = approvedOwedTo('employee');
  const dueEmployee = owed.gt(0) ? owed : ZERO;
  const isConfirmed = paymentStatus === 'P_PAYC';
  return {
    total,
    claimed,
    personal: decimal(total.minus(claimed)),
    approved,
    notApproved: decimal(claimed.minus(approved)),
    dueEmployee,
    dueCompany: owed.lt(0) ? decimal(privateOnCompany.minus(owed)) : privateOnCompany,
    dueCompanyCard: approvedOwedTo('card'),
    companyPaid: approvedOwedTo('nobody'),
    paymentConfirmed: isConfirmed ? dueEmployee : ZERO,
    paidEmployee: isConfirmed || paymentStatus === 'P_PAID' ? dueEmployee : ZERO,
  };
}

export const isCompanyMoney = (entry: Pick<EntryShare, 'paymentCode'>): boolean =>
  entry.paymentCode === 'CBCP' || creditorOf(entry.paymentCode) === 'nobody';
