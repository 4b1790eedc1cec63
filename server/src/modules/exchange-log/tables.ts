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
  content_id: string;
  content_place: number;
}

export interface ExchangeContentTable {
  company_id: string;
  id: string;
  /** Packed: see pack.ts. */
  content: string;
}

export interface ExchangeLogTables {
  exchange: ExchangeTable;
  exchange_content: ExchangeContentTable;
}
