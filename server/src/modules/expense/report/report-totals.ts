import { ZERO, add, decimal, sum, type Decimal } from '../../../platform/money/money.ts';
import type { ReportTotals } from '../types.ts';

/** What the totals of a report need to know of one of its entries. Amounts are in the report's currency. */
export interface EntryShare {
  readonly posted: Decimal;
  readonly approved: Decimal;
  readonly isPersonal: boolean;
  /** Code of the payment type: who paid, and so who is owed. */
  readonly paymentCode: string;
}

/**
 * Whom an entry leaves a debt to, by payment code. Cards that the company pays (individually or company billed) are owed the amount; what the
 * company paid ahead is owed to nobody; all else, cash and cards that the employee pays, is owed to the employee.
 */
type Creditor = 'employee' | 'card' | 'nobody';
const CREDITOR: Readonly<Record<string, Creditor>> = { IBCP: 'card', CBCP: 'card', CPAID: 'nobody', COPD: 'nobody' };
const creditorOf = (paymentCode: string): Creditor => CREDITOR[paymentCode] ?? 'employee';

/**
 * The totals of a report, from nothing but its entries:
 * total = claimed + personal, claimed = approved + notApproved, and
 * approved = dueEmployee + dueCompanyCard + companyPaid - (dueCompany - what was bought privately with the company's money).
 * Where refunds outweigh expenses, the employee owes the difference. The documents are silent on private purchases with the company's money:
 * the company pays the card and the employee owes it, while an individually billed card is the employee's to pay.
 */
export function reportTotals(entries: readonly EntryShare[]): ReportTotals {
  const business = entries.filter((entry) => !entry.isPersonal);
  const approvedOwedTo = (creditor: Creditor): Decimal =>
    sum(business.filter((entry) => creditorOf(entry.paymentCode) === creditor).map((entry) => entry.approved));
  const privateOnCompany = sum(entries.filter((entry) => entry.isPersonal && isCompanyMoney(entry)).map((entry) => entry.posted));
  const owed = approvedOwedTo('employee');
  const claimed = sum(business.map((entry) => entry.posted));
  const personal = sum(entries.filter((entry) => entry.isPersonal).map((entry) => entry.posted));
  const approved = sum(business.map((entry) => entry.approved));
  return {
    total: add(claimed, personal),
    claimed,
    personal,
    approved,
    notApproved: decimal(claimed.minus(approved)),
    dueEmployee: owed.gt(0) ? owed : ZERO,
    dueCompany: owed.lt(0) ? decimal(privateOnCompany.minus(owed)) : privateOnCompany,
    dueCompanyCard: approvedOwedTo('card'),
    companyPaid: approvedOwedTo('nobody'),
    paymentConfirmed: ZERO,
    paidEmployee: ZERO,
  };
}

const isCompanyMoney = (entry: EntryShare): boolean => entry.paymentCode === 'CBCP' || creditorOf(entry.paymentCode) === 'nobody';
