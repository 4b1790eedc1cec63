import type { ColumnType } from 'kysely';
import type { Answers } from './checklist.ts';

export type ListingState = 'draft' | 'submitted' | 'certified' | 'published';
export type Installation = 'enterprise' | 'user';

export interface ListingTable {
  app_id: string;
  owner_company_id: string;
  state: ListingState;
  installation: Installation;
  name: string;
  partner: string;
  summary: string;
  description: string;
  categories: string[];
  support_url: string;
  privacy_url: string;
  terms_url: string;
  website_url: string;
  countries: string[];
  companies: string[];
  checklist: ColumnType<Answers, string, string>;
  remark: string | null;
  logo_type: string | null;
  logo_data: string | null;
  created_at: Date;
  updated_at: Date;
  published_at: Date | null;
}

export interface AppCenterTables {
  app_listing: ListingTable;
}
