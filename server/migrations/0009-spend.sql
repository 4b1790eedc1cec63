-- What spending and travelling of people hang on: lists of a company, the hierarchies that roles are held in, and what travel profiles name.

create table list (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  -- Normal, Vendor, Configuration ...
  category text not null,
  level_count integer not null check (level_count between 1 and 10),
  search_criteria text not null check (search_criteria in ('TEXT', 'CODE')),
  display_format text not null check (display_format in ('(CODE) TEXT', 'TEXT (CODE)')),
  read_only boolean not null,
  -- The app that keeps the list; null for one that administrators keep.
  managed_by text,
  external_threshold integer,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (company_id, id)
);
create index list_name on list (company_id, lower(name));

create table list_item (
  company_id uuid not null,
  id uuid not null,
  parent_id uuid,
  level integer not null check (level between 1 and 10),
  short_code text not null,
  value text not null,
  -- Language -> value, where it is called otherwise.
  translations jsonb not null,
  -- Days, both included, on which it may be chosen; both or none.
  start_date date,
  end_date date,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, parent_id) references list_item (company_id, id)
);
create index list_item_parent on list_item (company_id, parent_id);

-- An item may stand in several lists. The long code is the short codes from the top down, joined by hyphens.
create table list_membership (
  company_id uuid not null,
  list_id uuid not null,
  item_id uuid not null,
  long_code text not null,
  deleted_at timestamptz,
  primary key (company_id, list_id, item_id),
  foreign key (company_id, list_id) references list (company_id, id),
  foreign key (company_id, item_id) references list_item (company_id, id)
);
create unique index list_membership_code on list_membership (company_id, list_id, long_code) where deleted_at is null;
create index list_membership_item on list_membership (company_id, item_id);

-- In which list's items the roles of an area, or the rights of approvers, are held.
create table group_hierarchy (
  company_id uuid not null,
  area text not null check (area in ('Expense', 'Request', 'Invoice', 'Reporting', 'Shared', 'Approval')),
  list_id uuid not null,
  primary key (company_id, area)
);

create unique index approver_limit_step on approver_limit (company_id, user_id, authority, approval_type, group_node, coalesce(level, 0));
create index spend_profile_bi_manager on spend_profile (company_id, bi_manager_id);

-- What a travel profile may name.
create sequence travel_setting_number start 560001;
create table travel_setting (
  company_id uuid not null,
  kind text not null check (kind in ('ruleClass', 'orgUnit', 'group', 'customField')),
  id integer not null default nextval('travel_setting_number'),
  name text not null,
  primary key (company_id, kind, id)
);
create unique index travel_setting_name on travel_setting (company_id, kind, name);

-- The travel approver, where it is not the manager.
alter table travel_profile add column manager_id uuid;
