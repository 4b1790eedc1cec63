-- Who was there: attendees with every version of what is said of them, their types and forms, and how expenses name them.

create table attendee_form (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  -- The custom fields that the form shows, in its order; see FormField.
  fields jsonb not null default '[]',
  primary key (company_id, id)
);

create table attendee_type (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  form_id uuid not null,
  -- Names of the fields that make two attendees the same person.
  duplicate_fields jsonb not null default '[]',
  searches_across_types boolean not null default false,
  is_public boolean not null,
  is_active boolean not null default true,
  is_deleted boolean not null default false,
  is_system boolean not null default false,
  permits_adds boolean not null,
  allows_manual_entry boolean not null,
  allows_count_editing boolean not null,
  search_preference text not null default 'DS' check (search_preference in ('DS', 'DA', 'AO')),
  -- Above it in one year an attendee has exceptions; in the attendee's currency.
  yearly_limit numeric(23, 8),
  primary key (company_id, id),
  foreign key (company_id, form_id) references attendee_form (company_id, id)
);
create unique index attendee_type_code on attendee_type (company_id, lower(code)) where not is_deleted;
create unique index attendee_type_name on attendee_type (company_id, lower(name)) where not is_deleted;

create table attendee (
  company_id uuid not null,
  id uuid not null,
  type_id uuid not null,
  -- Null: the system's, and so everybody's.
  owner_id uuid,
  -- The person that an attendee of type SYSEMP is.
  employee_id uuid,
  -- The newest version; none is ever removed.
  version integer not null default 1,
  currency_code text not null,
  is_deleted boolean not null default false,
  created_at timestamptz not null,
  modified_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, type_id) references attendee_type (company_id, id)
);
-- Lists are newest first by id, each owner's for itself.
create index attendee_owner on attendee (company_id, owner_id, id) where not is_deleted;
create index attendee_of_type on attendee (company_id, type_id, owner_id, id) where not is_deleted;
create unique index attendee_employee on attendee (company_id, employee_id) where employee_id is not null;

create table attendee_version (
  company_id uuid not null,
  attendee_id uuid not null,
  number integer not null check (number > 0),
  last_name text not null,
  first_name text,
  middle_initial text,
  suffix text,
  title text,
  company text,
  external_id text,
  -- Slot -> value; see CustomValues.
  custom jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (company_id, attendee_id, number),
  foreign key (company_id, attendee_id) references attendee (company_id, id)
);
create index attendee_external_id on attendee_version (company_id, external_id) where external_id is not null;
create index attendee_name on attendee_version (company_id, lower(btrim(last_name)), lower(btrim(first_name)));

-- Published: of which type an attendee is.
create view attendee_kind as
  select a.company_id, a.id, t.code as type_code
  from attendee a join attendee_type t on t.company_id = a.company_id and t.id = a.type_id;

-- What was spent on an attendee in a calendar year, in its currency.
create table attendee_year (
  company_id uuid not null,
  attendee_id uuid not null,
  year integer not null,
  total numeric(23, 8) not null,
  primary key (company_id, attendee_id, year),
  foreign key (company_id, attendee_id) references attendee (company_id, id)
);

create table entry_attendee (
  company_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  -- The report's owner, repeated so that a user's associations are found without the entries.
  owner_id uuid not null,
  attendee_id uuid not null,
  attendee_version integer not null,
  -- A part of the entry's amount, in the currency of the transaction.
  transaction_amount numeric(23, 8) not null,
  is_amount_edited boolean not null,
  -- The attendee and the unnamed ones who came along.
  associated_count integer not null check (associated_count > 0),
  is_traveling boolean,
  -- Stands for those who were expected and did not come.
  is_no_show boolean not null default false,
  custom jsonb not null default '{}',
  -- What of it stands in the attendee's yearly total, and in which year; null while the report is not submitted.
  counted_amount numeric(23, 8),
  counted_year integer,
  primary key (company_id, id),
  unique (company_id, entry_id, attendee_id),
  foreign key (company_id, entry_id) references entry (company_id, id) on delete cascade,
  foreign key (company_id, attendee_id, attendee_version) references attendee_version (company_id, attendee_id, number)
);
create index entry_attendee_owner on entry_attendee (company_id, owner_id, id);
create index entry_attendee_attendee on entry_attendee (company_id, attendee_id, id);

-- Everybody who was there, named or not: repeated from the associations, for lists.
alter table entry add column attendee_count integer not null default 0;
