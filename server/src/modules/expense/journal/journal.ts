import { decimal, negate, type Decimal } from '../../../platform/money/money.ts';
import { shareOut } from '../allocation/allocation.ts';
import { creditorOf, isCompanyMoney } from '../report/report-totals.ts';
import type { JournalKind } from './journal-entry.ts';

/** Parties as the documents call them; a card, or what else pays with the company's money, by the code of its payment type. */
export const COMPANY = 'COMP';
export const EMPLOYEE = 'EMPL';

/** An entry that is not itemised, or what the itemizations of one leave over. Amounts are in the report's currency. */
export interface Charge {
  readonly entryId: string;
  readonly approved: Decimal;
  /** What of it is private. */
  readonly personal: Decimal;
  readonly paymentCode: string;
  /** Of the expense type; null where the company has configured none. */
  readonly accountCode: string | null;
  readonly clearingAccountCode: string;
  /** What it is charged to, at least one. */
  readonly shares: readonly { readonly allocationId: string; readonly weight: Decimal }[];
}

/** A posting, before it has a place in its report. */
export interface Posting {
  readonly kind: JournalKind;
  readonly entryId: string;
  readonly allocationId: string | null;
  readonly accountCode: string | null;
  readonly clearingAccountCode: string | null;
  /** Above zero a debit of the account, below zero a credit. */
  readonly amount: Decimal;
  readonly payer: string;
  readonly payee: string;
}

/**
 * What a report posts: for each allocation what was granted of it, from the account of its expense to the clearing account of its payment type.
 * What was bought privately with the company's money stands on the clearing account twice: the company pays whoever lent it, and the employee
 * owes it to the company. api-reference/financial-integration/v4.financial-integration-use-cases-extract-information.
 */
export const postingsOf = (charges: readonly Charge[], currency: string): Posting[] =>
  charges.flatMap((charge) => [...expensePostings(charge, currency), ...personalPostings(charge)]);

function expensePostings(charge: Charge, currency: string): Posting[] {
  const { shares, entryId, accountCode, clearingAccountCode } = charge;
  const weights = shares.map(({ weight }) => weight);
  const parts = charge.approved.isZero() ? [] : shareOut(charge.approved, weights, currency);
  return parts.flatMap((amount, index) => {
    if (amount.isZero()) return [];
    const allocationId = shares[index]?.allocationId ?? null;
    return [
      { kind: 'expense', entryId, allocationId, accountCode, clearingAccountCode, amount, ...parties(amount, owedTo(charge)) },
    ];
  });
}

function personalPostings(charge: Charge): Posting[] {
  const { personal, entryId, clearingAccountCode } = charge;
  if (personal.isZero() || !isCompanyMoney(charge)) return [];
  const onClearing = (amount: Decimal, other: string): Posting => ({
    kind: 'personal',
    entryId,
    allocationId: null,
    accountCode: clearingAccountCode,
    clearingAccountCode: null,
    amount,
    ...parties(amount, other),
  });
  return [onClearing(decimal(personal), charge.paymentCode), onClearing(negate(personal), EMPLOYEE)];
}

const owedTo = ({ paymentCode }: Charge): string => (creditorOf(paymentCode) === 'employee' ? EMPLOYEE : paymentCode);

/** The company pays what is debited; of a refund it is paid. */
const parties = (amount: Decimal, other: string): { payer: string; payee: string } =>
  amount.gt(0) ? { payer: COMPANY, payee: other } : { payer: other, payee: COMPANY };
