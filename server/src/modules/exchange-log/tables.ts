import type { ColumnType } from 'kysely';

export interface ExchangeTable {
  company_id: string;
  id: string;
  app_id: string;
  received_at: Date;
  duration_us: number;
  method: string;
  path: string;
  query: string;
  operation: string | null;
  status: number;
  correlation_id: string;
  principal_kind: 'user' | 'company' | 'app' | 'none';
  principal_id: string | null;
  proven: boolean;
  refusal_code: string | null;
  fault_id: string | null;
}

export interface ExchangeContentTable {
  company_id: string;
  exchange_id: string;
  content: ColumnType<unknown, string, never>;
}

export interface ExchangeLogTables {
  exchange: ExchangeTable;
  exchange_content: ExchangeContentTable;
}
