-- Who there is: companies, the directory that finds a principal's data centre, and users.

-- Reference data of the whole platform: login or UUID -> where its owner lives. The only thing that data centres share.
create table directory_entry (
  principal_id uuid primary key,
  kind text not null check (kind in ('user', 'company')),
  company_id uuid not null,
  data_center text not null,
  -- Lower case; kept after a soft deletion, since a login stays taken until its holder is renamed.
  login text unique
);

create sequence company_number start 270001;
create table company (
  company_id uuid primary key,
  internal_id bigint not null unique default nextval('company_number'),
  entity_code text not null unique,
  name text not null,
  domain text not null,
  data_center text not null,
  edition text not null check (edition in ('professional', 'standard')),
  products jsonb not null,
  default_language text not null,
  country text not null,
  currency text not null,
  address jsonb not null,
  travel jsonb not null,
  sso_only boolean not null,
  -- CIDR blocks from which its people may sign in; none means anywhere.
  ip_ranges jsonb not null,
  password_policy jsonb not null,
  maintenance boolean not null,
  sign_in_closed boolean not null,
  test boolean not null,
  data_retention_policy_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index company_domain on company (lower(domain));

-- Published: what says of which company somebody is.
create view company_card as select company_id, internal_id, data_center, data_retention_policy_id from company;

create sequence user_number start 85000001;
create table "user" (
  company_id uuid not null,
  id uuid not null,
  -- The numeric id by which travel and the older XML know a person.
  internal_id bigint not null default nextval('user_number'),
  -- The expense key: digits, unique in a company.
  cuuid text not null,
  user_name text not null,
  external_id text,
  employee_number text,
  sap_user_uuid text,
  active boolean not null,
  sign_in_denied boolean not null,
  family_name text not null,
  given_name text not null,
  middle_name text,
  family_name_prefix text,
  honorific_prefix text,
  honorific_suffix text,
  academic_title text,
  nick_name text,
  display_name text,
  title text,
  gender text check (gender in ('Male', 'Female')),
  date_of_birth date,
  preferred_language text not null,
  timezone text not null,
  locale_overrides jsonb not null,
  settings jsonb not null,
  contact_preferences jsonb not null,
  emergency_contacts jsonb not null,
  entitlements jsonb not null,
  cost_center text,
  department text,
  division text,
  organization text,
  manager_id uuid,
  legal_entity_id uuid,
  start_date timestamptz not null,
  termination_date timestamptz,
  leaves_of_absence jsonb not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Soft deletion hides a user from every API and keeps what it did.
  deleted_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, manager_id) references "user" (company_id, id)
);
create unique index user_user_name on "user" (company_id, lower(user_name));
create unique index user_employee_number on "user" (company_id, employee_number) where employee_number is not null;
create unique index user_external_id on "user" (company_id, external_id) where external_id is not null;
create unique index user_cuuid on "user" (company_id, cuuid);
create unique index user_internal_id on "user" (company_id, internal_id);
create index user_family_name on "user" (company_id, lower(family_name), lower(given_name));
create index user_manager on "user" (company_id, manager_id);
create index user_updated on "user" (company_id, updated_at, id);

create table user_email (
  company_id uuid not null,
  user_id uuid not null,
  type text not null check (type in ('work', 'home', 'work2', 'other', 'other2')),
  value text not null,
  notifications boolean not null,
  verified boolean not null,
  verified_at timestamptz,
  position integer not null,
  primary key (company_id, user_id, type),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);
create index user_email_value on user_email (company_id, lower(value));

create table user_phone (
  company_id uuid not null,
  user_id uuid not null,
  position integer not null,
  type text not null check (type in ('work', 'work2', 'home', 'mobile', 'fax', 'pager', 'other')),
  value text not null,
  is_primary boolean not null,
  notifications boolean not null,
  issuing_country text,
  primary key (company_id, user_id, position),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);

create table user_address (
  company_id uuid not null,
  user_id uuid not null,
  type text not null check (type in ('work', 'home', 'other', 'billing', 'bank', 'shipping')),
  street_address text,
  locality text,
  region text,
  postal_code text,
  country text,
  position integer not null,
  primary key (company_id, user_id, type),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);

-- A role in a group: the empty node is the Global group. Roles that follow an entitlement are not kept here.
create table user_role (
  company_id uuid not null,
  user_id uuid not null,
  role_code text not null,
  group_node text not null,
  primary key (company_id, user_id, role_code, group_node),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);
create index user_role_code on user_role (company_id, role_code, user_id);

create table spend_profile (
  company_id uuid not null,
  user_id uuid not null,
  reimbursement_currency text not null,
  country text not null,
  locale text not null,
  reimbursement_type text,
  ledger_code text,
  budget_country_code text,
  state_province text,
  cash_advance_account_code text,
  driver_id text,
  test_employee boolean not null,
  non_employee boolean not null,
  bi_manager_id uuid,
  bi_hierarchy jsonb,
  office_location jsonb not null,
  -- Slot (custom1..custom22, orgUnit1..orgUnit6) -> { value, itemId? }.
  custom_data jsonb not null,
  payroll jsonb,
  user_preferences jsonb not null,
  invoice_preferences jsonb not null,
  workflow_preferences jsonb not null,
  primary key (company_id, user_id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);

-- Published: what other modules may join to show somebody. A row to a user, who has left included; the profile's columns are null
-- for who does not spend.
create view person as
  select u.company_id, u.id, u.user_name as login, u.employee_number, u.given_name, u.middle_name, u.family_name, u.active,
    s.country, s.reimbursement_currency
  from "user" u left join spend_profile s on s.company_id = u.company_id and s.user_id = u.id;

-- Published: where a principal lives and whether it may be given anything now. A row to a user or company of any data centre; not active
-- as well for one whose rows another data centre holds.
create view principal_standing as
  select d.principal_id, d.kind, d.company_id, d.data_center,
    c.company_id is not null and (d.kind = 'company' or coalesce(u.active and u.deleted_at is null, false)) as active,
    coalesce(c.maintenance, false) as company_in_maintenance
  from directory_entry d
  left join company c on c.company_id = d.company_id
  left join "user" u on u.company_id = d.company_id and u.id = d.principal_id;

-- Which slots a company uses for its people and what it calls them: the employee form.
create table user_form_field (
  company_id uuid not null,
  slot text not null,
  label text not null,
  control_type text not null,
  data_type text not null,
  max_length integer,
  required boolean not null,
  access text not null check (access in ('HD', 'RO', 'RW')),
  sequence integer not null,
  list_id uuid,
  hier_level integer,
  parent_slot text,
  primary key (company_id, slot)
);

create table user_approver (
  company_id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('report', 'cashAdvance', 'request', 'invoice', 'purchaseRequest', 'statement', 'budget')),
  approver_id uuid not null,
  is_primary boolean not null,
  primary key (company_id, user_id, kind, approver_id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade,
  foreign key (company_id, approver_id) references "user" (company_id, id)
);
create unique index user_approver_primary on user_approver (company_id, user_id, kind) where is_primary;
create index user_approver_approver on user_approver (company_id, approver_id, kind);

create table approver_limit (
  company_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  authority text not null check (authority in ('authorized', 'costObject')),
  approval_type text not null check (approval_type in ('report', 'request', 'purchaseRequest', 'payment')),
  exception_authority boolean not null,
  amount numeric not null,
  currency text not null,
  group_node text not null,
  level integer,
  primary key (company_id, id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);
create index approver_limit_user on approver_limit (company_id, user_id);

create table delegation (
  company_id uuid not null,
  delegator_id uuid not null,
  delegate_id uuid not null,
  product text not null check (product in ('EXP', 'PMT', 'PUR', 'ENR', 'REQ', 'SHD')),
  -- Names of what the delegate may do.
  permissions jsonb not null,
  -- Days, both included, on which a delegate may approve though not for good.
  temporary_from date,
  temporary_to date,
  primary key (company_id, delegator_id, delegate_id, product),
  foreign key (company_id, delegator_id) references "user" (company_id, id) on delete cascade,
  foreign key (company_id, delegate_id) references "user" (company_id, id) on delete cascade
);
create index delegation_delegate on delegation (company_id, delegate_id, product);

create table travel_profile (
  company_id uuid not null,
  user_id uuid not null,
  rule_class_id integer,
  rule_class_name text,
  org_unit_id integer,
  org_unit_name text,
  travel_config_id integer,
  groups jsonb not null,
  -- The name as on travel documents, where it differs.
  travel_name jsonb,
  travel_name_remark text,
  travel_crs_name text,
  xml_profile_sync_id text,
  permissions jsonb not null,
  custom_fields jsonb not null,
  preferences jsonb not null,
  programs jsonb not null,
  documents jsonb not null,
  primary key (company_id, user_id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);

create table user_credential (
  company_id uuid not null,
  user_id uuid not null,
  -- PHC string, argon2id.
  password_hash text not null,
  must_change boolean not null,
  changed_at timestamptz not null,
  primary key (company_id, user_id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);

-- Wrong passwords in a row. The subject is a user's id or the hash of a login that nobody has: both lock alike, so that a lock
-- tells nothing. No company: an unknown login has none.
create table sign_in_failure (
  subject text primary key,
  failures integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);
create index sign_in_failure_age on sign_in_failure (last_failed_at);
