import type { Decimal } from '../../../platform/money/money.ts';

/** Of what a posting is: what was granted of an expense, or what the employee bought privately with the company's money. */
export type JournalKind = 'expense' | 'personal';

/** A line of a report's journal, written at its final approval and never changed. */
export interface JournalEntry {
  readonly id: string;
  readonly reportId: string;
  readonly entryId: string;
  /** Null where the line is charged to no allocation. */
  readonly allocationId: string | null;
  readonly kind: JournalKind;
  /** Null where the expense type has none. */
  readonly accountCode: string | null;
  /** Takes the other side; null of a line that is on the clearing account itself. */
  readonly clearingAccountCode: string | null;
  /** Above zero a debit of the account, below zero a credit; in the report's currency. */
  readonly amount: Decimal;
  readonly currencyCode: string;
  /** COMP, EMPL, or the code of a payment type. */
  readonly payer: string;
  readonly payee: string;
  /** YYYY-MM-DD. */
  readonly postedOn: string;
  /** The run that handed it to a financial system; null while none has. */
  readonly jobRunKey: string | null;
  readonly extractedAt: Date | null;
}
