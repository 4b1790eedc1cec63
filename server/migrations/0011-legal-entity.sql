-- The organisations in law that a company is made of, and who of its people works for which.

create table legal_entity (
  company_id uuid not null,
  id uuid not null,
  active boolean not null,
  name text,
  -- What the company itself calls it by.
  reference_id text,
  registering_organization text,
  tax_id text,
  email text,
  phone text,
  street_address text,
  locality text,
  region text,
  postal_code text,
  country text,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id)
);
create unique index legal_entity_reference on legal_entity (company_id, reference_id) where reference_id is not null;
create index legal_entity_created on legal_entity (company_id, created_at, id);

-- There were none to name until now.
update "user" set legal_entity_id = null where legal_entity_id is not null;
alter table "user" add foreign key (company_id, legal_entity_id) references legal_entity (company_id, id);
create index user_legal_entity on "user" (company_id, legal_entity_id) where legal_entity_id is not null;
