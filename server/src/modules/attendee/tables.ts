import type { ColumnType, Generated } from 'kysely';
import type { CustomValues, FormField, SearchPreference } from './types.ts';

type Json<T> = ColumnType<T, string, string>;

export interface AttendeeFormTable {
  company_id: string;
  id: string;
  name: string;
  fields: Json<readonly FormField[]>;
}

export interface AttendeeTypeTable {
  company_id: string;
  id: string;
  code: string;
  name: string;
  form_id: string;
  duplicate_fields: Json<readonly string[]>;
  searches_across_types: boolean;
  is_public: boolean;
  is_active: boolean;
  is_deleted: boolean;
  is_system: boolean;
  permits_adds: boolean;
  allows_manual_entry: boolean;
  allows_count_editing: boolean;
  search_preference: SearchPreference;
  yearly_limit: string | null;
}

export interface AttendeeTable {
  company_id: string;
  id: string;
  type_id: string;
  owner_id: string | null;
  employee_id: string | null;
  version: Generated<number>;
  currency_code: string;
  is_deleted: Generated<boolean>;
  created_at: Date;
  modified_at: Date;
}

export interface AttendeeVersionTable {
  company_id: string;
  attendee_id: string;
  number: number;
  last_name: string;
  first_name: string | null;
  middle_initial: string | null;
  suffix: string | null;
  title: string | null;
  company: string | null;
  external_id: string | null;
  custom: Json<CustomValues>;
  created_at: Date;
}

export interface AttendeeYearTable {
  company_id: string;
  attendee_id: string;
  year: number;
  total: string;
}

export interface AttendeeTables {
  attendee_form: AttendeeFormTable;
  attendee_type: AttendeeTypeTable;
  attendee: AttendeeTable;
  attendee_version: AttendeeVersionTable;
  attendee_year: AttendeeYearTable;
}
