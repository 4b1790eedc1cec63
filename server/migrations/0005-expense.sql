-- Expense reports and their entries, what configures them, the workflow they pass and the rates that convert them.

-- How an item is approved: ordered steps as data, so that a company's own chain needs no code.
create table workflow_definition (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  primary key (company_id, id)
);
create table workflow_step_definition (
  company_id uuid not null,
  definition_id uuid not null,
  sequence integer not null check (sequence > 0),
  role text not null check (role in ('MANAGER', 'ACCT_CLERK', 'EXTERNAL_SYSTEM')),
  approval_status text not null,
  step_code text,
  primary key (company_id, definition_id, sequence),
  foreign key (company_id, definition_id) references workflow_definition (company_id, id)
);

-- One walk of one item through its definition; a resubmission starts another.
create table workflow_process (
  company_id uuid not null,
  id uuid not null,
  definition_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  -- The user for whom approvers are found.
  subject_owner_id uuid not null,
  state text not null check (state in ('pending', 'approved', 'sent-back', 'recalled')),
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, definition_id) references workflow_definition (company_id, id)
);
create unique index workflow_process_pending on workflow_process (company_id, subject_kind, subject_id) where state = 'pending';
create index workflow_process_subject on workflow_process (company_id, subject_kind, subject_id, id);

create table workflow_step (
  company_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  sequence integer not null,
  role text not null,
  approval_status text not null,
  step_code text,
  -- Null where anyone with the step's role may act.
  assignee_id uuid,
  state text not null check (state in ('pending', 'approved', 'sent-back', 'recalled')),
  started_at timestamptz not null,
  ended_at timestamptz,
  -- Who acted: null for a company token; on whose behalf when a delegate did.
  acted_by uuid,
  on_behalf_of uuid,
  primary key (company_id, id),
  foreign key (company_id, process_id) references workflow_process (company_id, id) on delete cascade
);
create index workflow_step_process on workflow_step (company_id, process_id, sequence);

create table expense_type (
  company_id uuid not null,
  id text not null check (length(id) between 1 and 5),
  code text not null,
  name text not null,
  spend_category_code text not null,
  is_deleted boolean not null default false,
  primary key (company_id, id)
);
create table payment_type (
  company_id uuid not null,
  id uuid not null,
  short_id text not null check (length(short_id) between 1 and 4),
  code text not null,
  name text not null,
  is_default boolean not null default false,
  primary key (company_id, id),
  unique (company_id, short_id)
);
create table expense_policy (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  is_default boolean not null,
  receipt_required_from numeric(23, 8),
  receipt_currency text,
  workflow_definition_id uuid not null,
  primary key (company_id, id),
  foreign key (company_id, workflow_definition_id) references workflow_definition (company_id, id)
);
create unique index expense_policy_default on expense_policy (company_id) where is_default;
create table expense_policy_type (
  company_id uuid not null,
  policy_id uuid not null,
  expense_type_id text not null,
  primary key (company_id, policy_id, expense_type_id),
  foreign key (company_id, policy_id) references expense_policy (company_id, id),
  foreign key (company_id, expense_type_id) references expense_type (company_id, id)
);
create table exception_definition (
  company_id uuid not null,
  code text not null,
  message text not null,
  severity text not null check (severity in ('ERROR', 'WARNING')),
  visibility text not null check (visibility in ('ALL', 'APPROVER_PROCESSOR', 'PROCESSOR')),
  is_blocking boolean not null,
  primary key (company_id, code)
);

create table exchange_rate (
  company_id uuid not null,
  from_currency text not null,
  to_currency text not null,
  start_date date not null,
  rate numeric(30, 14) not null check (rate > 0),
  primary key (company_id, from_currency, to_currency, start_date)
);

create table report (
  company_id uuid not null,
  id uuid not null,
  report_number text not null,
  report_type text not null default 'Regular',
  name text not null,
  owner_id uuid not null,
  submitter_id uuid,
  policy_id uuid not null,
  business_purpose text,
  report_date date not null,
  start_date date,
  end_date date,
  country_code text,
  country_subdivision_code text,
  currency_code text not null,
  -- Slot -> value; see CustomValues.
  custom jsonb not null default '{}',
  approval_status text not null,
  payment_status text not null,
  is_sent_back boolean not null default false,
  is_ever_sent_back boolean not null default false,
  is_pending_delegator_review boolean not null default false,
  is_paper_receipts_received boolean not null default false,
  receipt_image_id uuid,
  version integer not null default 0,
  created_at timestamptz not null,
  submitted_at timestamptz,
  modified_at timestamptz not null,
  processing_payment_at timestamptz,
  paid_at timestamptz,
  -- Where it stands in its workflow; all null while nothing is pending. Kept here so that lists read one table.
  process_id uuid,
  step_id uuid,
  step_sequence integer,
  step_code text,
  step_role text,
  approver_id uuid,
  -- Totals, in currency_code: a fold over the entries, written with every change of them.
  entry_count integer not null default 0,
  image_count integer not null default 0,
  image_required_count integer not null default 0,
  image_missing_count integer not null default 0,
  total numeric(23, 8) not null default 0,
  claimed numeric(23, 8) not null default 0,
  personal numeric(23, 8) not null default 0,
  approved numeric(23, 8) not null default 0,
  not_approved numeric(23, 8) not null default 0,
  due_employee numeric(23, 8) not null default 0,
  due_company numeric(23, 8) not null default 0,
  due_company_card numeric(23, 8) not null default 0,
  company_paid numeric(23, 8) not null default 0,
  payment_confirmed numeric(23, 8) not null default 0,
  paid_employee numeric(23, 8) not null default 0,
  primary key (company_id, id),
  unique (company_id, report_number),
  foreign key (company_id, policy_id) references expense_policy (company_id, id)
);
-- Lists are newest first by id, which begins with the time of creation.
create index report_owner on report (company_id, owner_id, id);
create index report_approval_status on report (company_id, approval_status, id);
create index report_payment_status on report (company_id, payment_status, id);
create index report_approver on report (company_id, approver_id, id) where approver_id is not null;
create index report_modified on report (company_id, modified_at);
create index report_submitted on report (company_id, submitted_at) where submitted_at is not null;
create index report_processing_payment on report (company_id, processing_payment_at) where processing_payment_at is not null;
create index report_paid on report (company_id, paid_at) where paid_at is not null;

create table entry (
  company_id uuid not null,
  id uuid not null,
  legacy_id bigint generated always as identity,
  report_id uuid not null,
  -- The report's, repeated so that a user's entries are found without its reports.
  owner_id uuid not null,
  expense_type_id text not null,
  payment_type_id uuid not null,
  transaction_date date not null,
  transaction_amount numeric(23, 8) not null,
  transaction_currency text not null,
  exchange_rate numeric(30, 14) not null check (exchange_rate > 0),
  rate_operation text not null check (rate_operation in ('MULTIPLY', 'DIVIDE')),
  posted_amount numeric(23, 8) not null,
  approved_amount numeric(23, 8) not null,
  vendor_name text,
  location_name text,
  location_subdivision_code text,
  location_country_code text,
  business_purpose text,
  is_personal boolean not null default false,
  is_image_required boolean not null default false,
  receipt_image_id uuid,
  is_paper_receipt_received boolean not null default false,
  receipt_type text not null default 'N' check (receipt_type in ('T', 'R', 'N')),
  custom jsonb not null default '{}',
  created_at timestamptz not null,
  modified_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, report_id) references report (company_id, id) on delete cascade,
  foreign key (company_id, expense_type_id) references expense_type (company_id, id),
  foreign key (company_id, payment_type_id) references payment_type (company_id, id)
);
create index entry_report on entry (company_id, report_id, id);
create index entry_owner on entry (company_id, owner_id, id);
create index entry_expense_type on entry (company_id, expense_type_id, id);
create index entry_vendor on entry (company_id, vendor_name) where vendor_name is not null;
create index entry_transaction_date on entry (company_id, transaction_date);

-- A stack for each report and each entry: the newest is the one that can be changed.
create table report_comment (
  company_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  entry_id uuid,
  text text not null,
  author_id uuid,
  on_behalf_of uuid,
  step_id uuid,
  -- Written before the last submission: it stands for good.
  is_locked boolean not null default false,
  created_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, report_id) references report (company_id, id) on delete cascade,
  foreign key (company_id, entry_id) references entry (company_id, id) on delete cascade
);
create index report_comment_report on report_comment (company_id, report_id, id);
create index report_comment_entry on report_comment (company_id, entry_id, id) where entry_id is not null;

create table report_exception (
  company_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  entry_id uuid,
  code text not null,
  origin text not null check (origin in ('system', 'api')),
  -- Who sees it, where whoever added it said so; otherwise its definition decides.
  visibility text check (visibility in ('ALL', 'APPROVER_PROCESSOR', 'PROCESSOR')),
  created_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, report_id) references report (company_id, id) on delete cascade,
  foreign key (company_id, entry_id) references entry (company_id, id) on delete cascade,
  foreign key (company_id, code) references exception_definition (company_id, code)
);
create unique index report_exception_once on report_exception (company_id, report_id, entry_id, code, origin) nulls not distinct;
create index report_exception_entry on report_exception (company_id, entry_id) where entry_id is not null;
