import type { ColumnType } from 'kysely';
import type { Outcome, RequestState } from './request.ts';
import type { SupplierEntry } from './supplier.ts';

export interface ConnectionRequestTable {
  company_id: string;
  id: string;
  user_id: string;
  supplier_id: string;
  loyalty_number: string | null;
  state: RequestState;
  available_at: Date;
  handed_out_at: Date | null;
  outcome: Outcome | null;
  user_errors: number;
  retries: number;
  created_at: Date;
  updated_at: Date;
}

export interface ConnectionRequestTables {
  connection_request: ConnectionRequestTable;
  supplier: {
    app_id: string;
    business_name: string;
    /** A jsonb column: written as text, read as a value. */
    entry: ColumnType<SupplierEntry, string, string>;
    updated_at: Date;
  };
}
