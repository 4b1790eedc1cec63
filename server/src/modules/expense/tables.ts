import type { ColumnType, Generated } from 'kysely';
import type { JournalKind } from './journal/journal-entry.ts';
import type { AuditEvent, AuditScope, Condition } from './audit/rule.ts';
import type { CopyDownAction, FieldAccess, FormKind } from './form/form.ts';
import type {
  AllocationState,
  CustomValues,
  EntryDetails,
  ExceptionSeverity,
  ExceptionVisibility,
  ItemizationRule,
} from './types.ts';

type Json<T> = ColumnType<T, string, string>;

export interface ReportTable {
  company_id: string;
  id: string;
  report_number: string;
  report_type: Generated<string>;
  name: string;
  owner_id: string;
  submitter_id: string | null;
  policy_id: string;
  business_purpose: string | null;
  report_date: string;
  start_date: string | null;
  end_date: string | null;
  country_code: string | null;
  country_subdivision_code: string | null;
  currency_code: string;
  custom: Json<CustomValues>;
  approval_status: string;
  payment_status: string;
  is_sent_back: Generated<boolean>;
  is_ever_sent_back: Generated<boolean>;
  is_pending_delegator_review: Generated<boolean>;
  is_paper_receipts_received: Generated<boolean>;
  receipt_image_id: Generated<string | null>;
  version: Generated<number>;
  created_at: Date;
  submitted_at: Generated<Date | null>;
  modified_at: Date;
  processing_payment_at: Generated<Date | null>;
  paid_at: Generated<Date | null>;
  process_id: Generated<string | null>;
  step_id: Generated<string | null>;
  step_sequence: Generated<number | null>;
  step_code: Generated<string | null>;
  step_role: Generated<string | null>;
  approver_id: Generated<string | null>;
  step_can_recall: Generated<boolean | null>;
  parent_report_id: Generated<string | null>;
  entry_count: number;
  image_count: number;
  image_required_count: number;
  image_missing_count: number;
  total: string;
  claimed: string;
  personal: string;
  approved: string;
  not_approved: string;
  due_employee: string;
  due_company: string;
  due_company_card: string;
  company_paid: string;
  payment_confirmed: string;
  paid_employee: string;
}

export interface EntryTable {
  company_id: string;
  id: string;
  legacy_id: Generated<number>;
  report_id: string;
  owner_id: string;
  expense_type_id: string;
  payment_type_id: string;
  transaction_date: string;
  transaction_amount: string;
  transaction_currency: string;
  exchange_rate: string;
  rate_operation: 'MULTIPLY' | 'DIVIDE';
  posted_amount: string;
  approved_amount: string;
  vendor_name: string | null;
  location_name: string | null;
  location_subdivision_code: string | null;
  location_country_code: string | null;
  business_purpose: string | null;
  is_personal: boolean;
  is_image_required: boolean;
  receipt_image_id: Generated<string | null>;
  is_paper_receipt_received: boolean;
  has_missing_receipt_declaration: Generated<boolean>;
  receipt_type: 'T' | 'R' | 'N';
  is_rejected: Generated<boolean>;
  parent_id: string | null;
  itemization_count: Generated<number>;
  claimed_amount: string;
  is_billable: boolean;
  vendor_id: string | null;
  location_id: string | null;
  location_city: string | null;
  allocation_state: Generated<AllocationState>;
  allocation_set_id: Generated<string | null>;
  details: Json<EntryDetails>;
  attendee_count: Generated<number>;
  mileage_configuration_id: Generated<string | null>;
  mileage_distance: Generated<string | null>;
  custom: Json<CustomValues>;
  created_at: Date;
  modified_at: Date;
}

export interface EntryTaxTable {
  company_id: string;
  entry_id: string;
  authority_id: string;
  position: number;
  rate_type_id: string | null;
  rule_id: string | null;
  tax_code: string | null;
  reclaim_code: string | null;
  tax_transaction_amount: string;
  reclaim_transaction_amount: string;
  tax_posted_amount: string;
  reclaim_posted_amount: string;
  source: 'SYST' | 'PROC';
  custom: Json<CustomValues>;
}

export interface AllocationTable {
  company_id: string;
  id: string;
  entry_id: string;
  owner_id: string;
  set_id: string;
  position: number;
  weight: string;
  percentage: string;
  is_percent_edited: boolean;
  is_system: boolean;
  custom: Json<CustomValues>;
}

export interface EntryAttendeeTable {
  company_id: string;
  id: string;
  entry_id: string;
  owner_id: string;
  attendee_id: string;
  attendee_version: number;
  transaction_amount: string;
  is_amount_edited: boolean;
  associated_count: number;
  is_traveling: boolean | null;
  is_no_show: boolean;
  custom: Json<CustomValues>;
  counted_amount: string | null;
  counted_year: number | null;
}

export interface CommentTable {
  company_id: string;
  id: string;
  report_id: string;
  entry_id: string | null;
  text: string;
  author_id: string | null;
  on_behalf_of: string | null;
  step_id: string | null;
  is_locked: Generated<boolean>;
  created_at: Date;
}

export interface ReportExceptionTable {
  company_id: string;
  id: string;
  report_id: string;
  entry_id: string | null;
  allocation_id: string | null;
  code: string;
  origin: 'system' | 'api';
  visibility: ExceptionVisibility | null;
  created_at: Date;
}

export interface ExceptionDefinitionTable {
  company_id: string;
  code: string;
  message: string;
  severity: ExceptionSeverity;
  visibility: ExceptionVisibility;
  is_blocking: boolean;
}

export interface ExpensePolicyTable {
  company_id: string;
  id: string;
  name: string;
  is_default: boolean;
  receipt_required_from: string | null;
  receipt_currency: string | null;
  workflow_definition_id: string;
  has_allocation_form: Generated<boolean>;
  setup_version: Generated<string>;
}

export interface ExpensePolicyTypeTable {
  company_id: string;
  policy_id: string;
  expense_type_id: string;
}

export interface ExpenseTypeTable {
  company_id: string;
  id: string;
  code: string;
  name: string;
  spend_category_code: string;
  itemization: ItemizationRule;
  account_code: string | null;
  over_limit_account_code: string | null;
  is_deleted: Generated<boolean>;
  parent_id: string | null;
  is_category: Generated<boolean>;
}

export interface PaymentTypeTable {
  company_id: string;
  id: string;
  short_id: string;
  code: string;
  name: string;
  is_default: boolean;
  clearing_account_code: string | null;
}

export interface JournalEntryTable {
  company_id: string;
  id: string;
  report_id: string;
  line: number;
  entry_id: string;
  allocation_id: string | null;
  kind: JournalKind;
  account_code: string | null;
  clearing_account_code: string | null;
  amount: string;
  currency_code: string;
  payer_code: string;
  payee_code: string;
  posted_on: string;
  job_run_key: string | null;
  extracted_at: Date | null;
}

export interface ReportCashAdvanceTable {
  company_id: string;
  report_id: string;
  cash_advance_id: string;
  position: number;
}

export interface ExpenseGroupTable {
  company_id: string;
  id: string;
  code: string;
  name: string;
  allow_digital_tax_invoice: boolean;
  allow_personal_card: boolean;
  attendee_list_form_id: string | null;
  cash_advance_workflow_id: string | null;
  cash_advance_name: string | null;
  cash_advance_carry_balance: boolean | null;
  cash_advance_link_multiple: boolean | null;
  cash_advance_update_rate: boolean | null;
}

export interface ExpenseGroupPolicyTable {
  company_id: string;
  group_id: string;
  policy_id: string;
  is_default: boolean;
  is_inheritable: boolean;
}

export interface ExpenseGroupPaymentTypeTable {
  company_id: string;
  group_id: string;
  payment_type_id: string;
  is_default: boolean;
}

export interface ExpenseFormTable {
  company_id: string;
  id: string;
  kind: FormKind;
  name: string;
  is_default: Generated<boolean>;
}

export interface ExpenseFormFieldTable {
  company_id: string;
  id: string;
  form_id: string;
  field_id: string;
  label: string;
  control_type: string;
  data_type: string;
  max_length: number | null;
  is_required: boolean;
  required_for_auto_save: boolean;
  access_traveler: FieldAccess;
  access_approver: FieldAccess;
  access_processor: FieldAccess;
  default_value: string | null;
  is_copy_down_source: boolean;
  copy_down_action: CopyDownAction;
  list_id: string | null;
  list_level: number | null;
  parent_field_id: string | null;
  sequence: number;
  has_line_separator: boolean;
  tooltip: string | null;
  validation_expression: string | null;
  validation_message: string | null;
}

export interface ExpensePolicyFormTable {
  company_id: string;
  policy_id: string;
  kind: FormKind;
  expense_type_id: string | null;
  form_id: string;
}

export interface AuditRuleTable {
  company_id: string;
  id: string;
  name: string;
  event: AuditEvent;
  scope: AuditScope;
  condition: Json<Condition>;
  exception_code: string;
  policy_id: string | null;
  is_active: boolean;
}

/** Published by the attendees. */
interface AttendeeKindView {
  company_id: string;
  id: string;
  type_id: string;
}

interface ExpenseGroupAttendeeTypeTable {
  company_id: string;
  group_id: string;
  attendee_type_id: string;
}

export interface ExpenseTables {
  attendee_kind: AttendeeKindView;
  audit_rule: AuditRuleTable;
  report: ReportTable;
  entry: EntryTable;
  allocation: AllocationTable;
  entry_attendee: EntryAttendeeTable;
  entry_tax: EntryTaxTable;
  report_comment: CommentTable;
  report_exception: ReportExceptionTable;
  exception_definition: ExceptionDefinitionTable;
  expense_policy: ExpensePolicyTable;
  expense_policy_type: ExpensePolicyTypeTable;
  expense_type: ExpenseTypeTable;
  payment_type: PaymentTypeTable;
  journal_entry: JournalEntryTable;
  report_cash_advance: ReportCashAdvanceTable;
  expense_group: ExpenseGroupTable;
  expense_group_policy: ExpenseGroupPolicyTable;
  expense_group_payment_type: ExpenseGroupPaymentTypeTable;
  expense_group_attendee_type: ExpenseGroupAttendeeTypeTable;
  expense_form: ExpenseFormTable;
  expense_form_field: ExpenseFormFieldTable;
  expense_policy_form: ExpensePolicyFormTable;
}
