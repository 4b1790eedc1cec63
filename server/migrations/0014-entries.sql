-- What entries hold beyond their amounts, the entries that they are itemised into, and what allocations charge them to.

-- Whether an entry of the type may, or must, be itemised before its report is submitted; the ledger accounts that its allocations name.
alter table expense_type
  add column itemization text not null default 'OPTIONAL' check (itemization in ('NONE', 'OPTIONAL', 'REQUIRED')),
  add column account_code text,
  add column over_limit_account_code text;
update expense_type set itemization = 'REQUIRED' where code = 'LODGING';

-- Without a form there is nothing to allocate by.
alter table expense_policy add column has_allocation_form boolean not null default true;

alter table entry
  -- An itemization's parent: they share a report, an owner and a currency.
  add column parent_id uuid,
  add column itemization_count integer not null default 0,
  -- Without what is personal: of an itemised entry what its itemizations claim and what they leave over.
  add column claimed_amount numeric(23, 8),
  add column is_billable boolean not null default false,
  add column vendor_id uuid,
  add column location_id uuid,
  add column location_city text,
  add column allocation_state text not null default 'NOT_ALLOCATED'
    check (allocation_state in ('NOT_ALLOCATED', 'PARTIALLY_ALLOCATED', 'FULLY_ALLOCATED')),
  add column allocation_set_id uuid,
  -- What is read with the entry and asked for by nobody: see EntryDetails.
  add column details jsonb not null default '{}',
  add foreign key (company_id, parent_id) references entry (company_id, id) on delete cascade;
update entry set claimed_amount = case when is_personal then 0 else posted_amount end;
alter table entry alter column claimed_amount set not null;
create index entry_parent on entry (company_id, parent_id, id) where parent_id is not null;

-- What an entry is charged to. An entry without rows has one hidden allocation of the whole, with the entry's own id; the rows of an allocated
-- entry make a whole, a hidden one standing for what is left over.
create table allocation (
  company_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  -- The report's, repeated so that a user's allocations are found without its reports.
  owner_id uuid not null,
  set_id uuid not null,
  position integer not null,
  -- Shares of the entry's amounts are in proportion to weights: percentages, or amounts as they were given.
  weight numeric(23, 8) not null check (weight >= 0),
  percentage numeric(11, 8) not null check (percentage between 0 and 100),
  is_percent_edited boolean not null,
  is_system boolean not null,
  custom jsonb not null default '{}',
  primary key (company_id, id),
  foreign key (company_id, entry_id) references entry (company_id, id) on delete cascade
);
create unique index allocation_entry on allocation (company_id, entry_id, position);
create index allocation_owner on allocation (company_id, owner_id, id);
