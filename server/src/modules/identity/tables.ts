import type { ColumnType, Generated } from 'kysely';
import type { ApprovalType, LimitAuthority } from './approval/approver-limit.ts';
import type { HierarchyArea } from './role/group-hierarchy.ts';
import type { BiHierarchy, CustomValue, Payroll, SpendProfile } from './spend/spend-profile.ts';
import type { TravelSettingKind } from './travel/travel-settings.ts';
import type { TravelProfile } from './travel/travel-profile.ts';
import type { EmergencyContact, LeaveOfAbsence, LocaleOverrides } from './user/user.ts';
import type { AddressType, EmailType, Entitlement, Gender, PhoneType, ReimbursementType } from './vocabulary.ts';

/** A jsonb column: written as text, read as a value. */
type Json<T> = ColumnType<T, string, string>;
type NullableJson<T> = ColumnType<T | null, string | null, string | null>;
type Row = Readonly<Record<string, unknown>>;

export type ApproverKind = 'report' | 'cashAdvance' | 'request' | 'invoice' | 'purchaseRequest' | 'statement' | 'budget';
/** Expense, payment, purchase request, enrolment, request, shared. */
export type DelegationProduct = 'EXP' | 'PMT' | 'PUR' | 'ENR' | 'REQ' | 'SHD';

interface Owned {
  company_id: string;
  user_id: string;
}

export interface UserTable {
  company_id: string;
  id: string;
  internal_id: Generated<number>;
  cuuid: string;
  user_name: string;
  external_id: string | null;
  employee_number: string | null;
  sap_user_uuid: string | null;
  active: boolean;
  sign_in_denied: boolean;
  family_name: string;
  given_name: string;
  middle_name: string | null;
  family_name_prefix: string | null;
  honorific_prefix: string | null;
  honorific_suffix: string | null;
  academic_title: string | null;
  nick_name: string | null;
  display_name: string | null;
  title: string | null;
  gender: Gender | null;
  date_of_birth: string | null;
  preferred_language: string;
  timezone: string;
  locale_overrides: Json<LocaleOverrides>;
  settings: Json<Row>;
  contact_preferences: Json<Row>;
  emergency_contacts: Json<EmergencyContact[]>;
  entitlements: Json<Entitlement[]>;
  cost_center: string | null;
  department: string | null;
  division: string | null;
  organization: string | null;
  manager_id: string | null;
  legal_entity_id: string | null;
  start_date: Date;
  termination_date: Date | null;
  leaves_of_absence: Json<LeaveOfAbsence[]>;
  version: number;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

export interface SpendProfileTable extends Owned {
  reimbursement_currency: string;
  country: string;
  locale: string;
  reimbursement_type: ReimbursementType | null;
  ledger_code: string | null;
  budget_country_code: string | null;
  state_province: string | null;
  cash_advance_account_code: string | null;
  driver_id: string | null;
  test_employee: boolean;
  non_employee: boolean;
  bi_manager_id: string | null;
  bi_hierarchy: NullableJson<BiHierarchy>;
  office_location: Json<SpendProfile['officeLocation']>;
  custom_data: Json<Record<string, CustomValue>>;
  payroll: NullableJson<Payroll>;
  user_preferences: Json<SpendProfile['userPreferences']>;
  invoice_preferences: Json<SpendProfile['invoicePreferences']>;
  workflow_preferences: Json<SpendProfile['workflowPreferences']>;
}

export interface TravelProfileTable extends Owned {
  rule_class_id: number | null;
  rule_class_name: string | null;
  org_unit_id: number | null;
  org_unit_name: string | null;
  travel_config_id: number | null;
  groups: Json<number[]>;
  travel_name: NullableJson<NonNullable<TravelProfile['travelName']>>;
  travel_name_remark: string | null;
  travel_crs_name: string | null;
  xml_profile_sync_id: string | null;
  permissions: Json<Record<string, boolean>>;
  custom_fields: Json<TravelProfile['customFields']>;
  preferences: Json<TravelProfile['preferences']>;
  programs: Json<TravelProfile['programs']>;
  manager_id: string | null;
  documents: Json<TravelProfile['documents']>;
}

export interface IdentityTables {
  user: UserTable;
  user_count: { company_id: string; shard: number; users: number; active: number };
  user_email: Owned & {
    type: EmailType;
    value: string;
    notifications: boolean;
    verified: boolean;
    verified_at: Date | null;
    position: number;
  };
  user_phone: Owned & {
    position: number;
    type: PhoneType;
    value: string;
    is_primary: boolean;
    notifications: boolean;
    issuing_country: string | null;
  };
  user_address: Owned & {
    type: AddressType;
    street_address: string | null;
    locality: string | null;
    region: string | null;
    postal_code: string | null;
    country: string | null;
    position: number;
  };
  user_role: Owned & { role_code: string; group_node: string };
  spend_profile: SpendProfileTable;
  travel_profile: TravelProfileTable;
  user_form_field: {
    company_id: string;
    slot: string;
    label: string;
    control_type: string;
    data_type: string;
    max_length: number | null;
    required: boolean;
    access: 'HD' | 'RO' | 'RW';
    sequence: number;
    list_id: string | null;
    hier_level: number | null;
    parent_slot: string | null;
  };
  user_approver: Owned & { kind: ApproverKind; approver_id: string; is_primary: boolean };
  approver_limit: Owned & {
    id: string;
    authority: LimitAuthority;
    approval_type: ApprovalType;
    exception_authority: boolean;
    amount: string;
    currency: string;
    group_node: string;
    level: number | null;
  };
  group_hierarchy: { company_id: string; area: HierarchyArea; list_id: string };
  travel_setting: { company_id: string; kind: TravelSettingKind; id: Generated<number>; name: string };
  delegation: {
    company_id: string;
    delegator_id: string;
    delegate_id: string;
    product: DelegationProduct;
    permissions: Json<string[]>;
    temporary_from: string | null;
    temporary_to: string | null;
  };
  user_credential: Owned & { password_hash: string; must_change: boolean; changed_at: Date };
  sign_in_failure: { subject: string; failures: number; last_failed_at: Date; locked_until: Date | null };
}

/** What identity publishes to the queries of other modules: see docs/decisions/0006-published-views.md. */
export interface IdentityViews {
  /** Groups of an area that a user's own fields name, by the level and the slot of the field. */
  group_node: {
    company_id: string;
    user_id: string;
    area: string;
    node: string;
    level: number;
    slot: string;
  };
  person: {
    company_id: string;
    id: string;
    login: string;
    employee_number: string | null;
    given_name: string;
    middle_name: string | null;
    family_name: string;
    active: boolean;
    /** ISO 3166-1 alpha-2 and ISO 4217; null for somebody who does not spend. */
    country: string | null;
    reimbursement_currency: string | null;
    ledger_code: string | null;
  };
  /** Where a principal lives, and whether it may be given anything now. */
  principal_standing: {
    principal_id: string;
    kind: 'user' | 'company';
    company_id: string;
    data_center: string;
    active: boolean;
    company_in_maintenance: boolean;
  };
}
