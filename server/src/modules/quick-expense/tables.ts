import type { ColumnType } from 'kysely';
import type { PaymentKind, QuickLocation } from './quick-expense.ts';

export interface QuickExpenseTable {
  company_id: string;
  id: string;
  owner_id: string;
  expense_type_id: string;
  payment_type: PaymentKind | null;
  transaction_date: string;
  transaction_amount: string;
  transaction_currency: string;
  vendor_name: string | null;
  comment: string | null;
  entry_details: string | null;
  location: ColumnType<QuickLocation | null, string | null, string | null>;
  receipt_id: string | null;
  entry_id: string | null;
  created_at: Date;
}

export interface QuickExpenseTables {
  quick_expense: QuickExpenseTable;
}
