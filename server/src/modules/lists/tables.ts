import type { ColumnType } from 'kysely';

type Json<T> = ColumnType<T, string, string>;

export interface ListTable {
  company_id: string;
  id: string;
  name: string;
  category: string;
  level_count: number;
  search_criteria: 'TEXT' | 'CODE';
  display_format: '(CODE) TEXT' | 'TEXT (CODE)';
  read_only: boolean;
  managed_by: string | null;
  external_threshold: number | null;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

export interface ListItemTable {
  company_id: string;
  id: string;
  parent_id: string | null;
  level: number;
  short_code: string;
  value: string;
  translations: Json<Record<string, string>>;
  start_date: string | null;
  end_date: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface ListTables {
  list: ListTable;
  list_item: ListItemTable;
  list_membership: { company_id: string; list_id: string; item_id: string; long_code: string; deleted_at: Date | null };
}
