-- Expense types stand in a tree of categories; policies, payment types and settings are held by groups at the nodes of a hierarchy.

alter table expense_type
  add column parent_id text,
  -- Heads its children in a choice; nothing can be spent on it.
  add column is_category boolean not null default false,
  add foreign key (company_id, parent_id) references expense_type (company_id, id);

-- Form layouts: which fields a form has, and how each behaves.
create table expense_form (
  company_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('report', 'entry', 'itemization', 'allocation', 'attendee', 'attendee-list')),
  name text not null,
  primary key (company_id, id)
);
create unique index expense_form_name on expense_form (company_id, kind, name);

create table expense_group (
  company_id uuid not null,
  -- The node: an item of the list that is the hierarchy of expense, or an id of its own for the Global group.
  id uuid not null,
  -- The node's long code; empty for the Global group, which stands above all.
  code text not null,
  name text not null,
  allow_digital_tax_invoice boolean not null default false,
  allow_personal_card boolean not null default false,
  attendee_list_form_id uuid,
  -- All null where the group has no cash advances.
  cash_advance_workflow_id uuid,
  cash_advance_name text,
  cash_advance_carry_balance boolean,
  cash_advance_link_multiple boolean,
  cash_advance_update_rate boolean,
  primary key (company_id, id),
  foreign key (company_id, attendee_list_form_id) references expense_form (company_id, id)
);
create unique index expense_group_code on expense_group (company_id, code);

create table expense_group_policy (
  company_id uuid not null,
  group_id uuid not null,
  policy_id uuid not null,
  is_default boolean not null default false,
  -- The groups below have it too.
  is_inheritable boolean not null default true,
  primary key (company_id, group_id, policy_id),
  foreign key (company_id, group_id) references expense_group (company_id, id) on delete cascade,
  foreign key (company_id, policy_id) references expense_policy (company_id, id)
);
create unique index expense_group_policy_default on expense_group_policy (company_id, group_id) where is_default;

-- A group without any has those of the nearest group above.
create table expense_group_payment_type (
  company_id uuid not null,
  group_id uuid not null,
  payment_type_id uuid not null,
  is_default boolean not null default false,
  primary key (company_id, group_id, payment_type_id),
  foreign key (company_id, group_id) references expense_group (company_id, id) on delete cascade,
  foreign key (company_id, payment_type_id) references payment_type (company_id, id)
);
create unique index expense_group_payment_default on expense_group_payment_type (company_id, group_id) where is_default;

insert into expense_group (company_id, id, code, name)
select company_id, gen_random_uuid(), '', 'Global' from (select distinct company_id from expense_policy) c;
insert into expense_group_policy (company_id, group_id, policy_id, is_default)
select p.company_id, g.id, p.id, p.is_default from expense_policy p join expense_group g on g.company_id = p.company_id and g.code = '';

-- The company's form of a kind, where a policy names none.
alter table expense_form add column is_default boolean not null default false;
create unique index expense_form_default on expense_form (company_id, kind) where is_default;

create table expense_form_field (
  company_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  -- What the field holds: Name, TransactionDate, Custom1, OrgUnit6 ...
  field_id text not null,
  label text not null,
  control_type text not null,
  data_type text not null,
  max_length integer,
  is_required boolean not null,
  required_for_auto_save boolean not null,
  access_traveler text not null check (access_traveler in ('HD', 'RO', 'RW')),
  access_approver text not null check (access_approver in ('HD', 'RO', 'RW')),
  access_processor text not null check (access_processor in ('HD', 'RO', 'RW')),
  default_value text,
  is_copy_down_source boolean not null,
  copy_down_action text not null check (copy_down_action in ('ConfiguredCopyDown', 'None', 'ParentExpense')),
  list_id uuid,
  list_level integer,
  parent_field_id text,
  sequence integer not null,
  has_line_separator boolean not null,
  tooltip text,
  validation_expression text,
  validation_message text,
  primary key (company_id, id),
  foreign key (company_id, form_id) references expense_form (company_id, id) on delete cascade
);
create unique index expense_form_field_once on expense_form_field (company_id, form_id, field_id);

-- Another with each change of what holds under the policy: whoever keeps a copy sees by it that the copy is old.
alter table expense_policy add column setup_version uuid not null default gen_random_uuid();

-- The forms of a policy, by kind; for one expense type, or without one for all the others.
create table expense_policy_form (
  company_id uuid not null,
  policy_id uuid not null,
  kind text not null,
  expense_type_id text,
  form_id uuid not null,
  foreign key (company_id, policy_id) references expense_policy (company_id, id),
  foreign key (company_id, expense_type_id) references expense_type (company_id, id),
  foreign key (company_id, form_id) references expense_form (company_id, id)
);
create unique index expense_policy_form_once on expense_policy_form (company_id, policy_id, kind, expense_type_id) nulls not distinct;

-- When an exception of ours stands: a condition over facts, as data.
create table audit_rule (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  event text not null check (event in ('entry-saved', 'report-submitted')),
  scope text not null check (scope in ('entry', 'report')),
  -- A tree of all, any and not over comparisons; see audit/rule.ts.
  condition jsonb not null,
  exception_code text not null,
  -- For one policy, in place of what holds for all; null for all.
  policy_id uuid,
  is_active boolean not null,
  primary key (company_id, id),
  foreign key (company_id, exception_code) references exception_definition (company_id, code),
  foreign key (company_id, policy_id) references expense_policy (company_id, id)
);
create unique index audit_rule_once on audit_rule (company_id, exception_code, policy_id) nulls not distinct;
-- What an owner spent on a day, wherever it was claimed.
create index entry_owner_day on entry (company_id, owner_id, transaction_date);

-- What was asked of every company before rules were data.
insert into audit_rule (company_id, id, name, event, scope, condition, exception_code, policy_id, is_active)
select company_id, gen_random_uuid(), 'A required receipt is missing', 'entry-saved', 'entry',
  '{"field": "entry.isReceiptMissing", "operator": "equals", "value": true}', code, null, true
from exception_definition where code = 'NORECEPT';
