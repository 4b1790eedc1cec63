import type { MediaType } from './receipt.ts';

export interface ReceiptTable {
  company_id: string;
  id: string;
  owner_id: string;
  content_id: string;
  media_type: MediaType;
  byte_count: number;
  sha256: string;
  file_name: string | null;
  created_at: Date;
}

export interface ReceiptTables {
  receipt: ReceiptTable;
}
