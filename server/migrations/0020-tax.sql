-- Who levies value added tax (VAT, GST, QST ...), at which rates, and what of it comes back; all of it begins on a day and holds until the next.
create table tax_authority (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  label text not null,
  primary key (company_id, id),
  unique (company_id, code)
);

-- Whose taxes are on an expense of a place: at most two. A subdivision of '' stands for the rest of the country.
create table tax_area (
  company_id uuid not null,
  country_code text not null,
  subdivision_code text not null default '',
  position smallint not null check (position in (1, 2)),
  authority_id uuid not null,
  primary key (company_id, country_code, subdivision_code, position),
  foreign key (company_id, authority_id) references tax_authority (company_id, id)
);

create table tax_rate_type (
  company_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  code text not null,
  name text not null,
  primary key (company_id, id),
  unique (company_id, authority_id, code),
  foreign key (company_id, authority_id) references tax_authority (company_id, id)
);

create table tax_rate (
  company_id uuid not null,
  rate_type_id uuid not null,
  start_date date not null,
  percent numeric(9, 6) not null check (percent between 0 and 100),
  primary key (company_id, rate_type_id, start_date),
  foreign key (company_id, rate_type_id) references tax_rate_type (company_id, id)
);

-- How an authority treats an expense type ('' stands for all others): the rate, none where it is exempt, and the part of the tax that comes back.
create table tax_rule (
  company_id uuid not null,
  id uuid not null,
  authority_id uuid not null,
  expense_type_id text not null default '',
  start_date date not null,
  rate_type_id uuid,
  reclaim_percent numeric(9, 6) not null check (reclaim_percent between 0 and 100),
  tax_code text,
  reclaim_code text,
  primary key (company_id, id),
  unique (company_id, authority_id, expense_type_id, start_date),
  foreign key (company_id, authority_id) references tax_authority (company_id, id),
  foreign key (company_id, rate_type_id) references tax_rate_type (company_id, id)
);

-- The taxes that an entry includes. Amounts in the currency of the transaction, posted ones in that of the report.
create table entry_tax (
  company_id uuid not null,
  entry_id uuid not null,
  authority_id uuid not null,
  position smallint not null check (position in (1, 2)),
  rate_type_id uuid,
  rule_id uuid,
  tax_code text,
  reclaim_code text,
  tax_transaction_amount numeric(23, 8) not null,
  reclaim_transaction_amount numeric(23, 8) not null,
  tax_posted_amount numeric(23, 8) not null,
  reclaim_posted_amount numeric(23, 8) not null,
  -- Computed from the rates, or set by whoever validates reports from outside.
  source text not null check (source in ('SYST', 'PROC')),
  custom jsonb not null default '{}',
  primary key (company_id, entry_id, authority_id),
  unique (company_id, entry_id, position),
  foreign key (company_id, entry_id) references entry (company_id, id) on delete cascade,
  foreign key (company_id, authority_id) references tax_authority (company_id, id)
);
