-- The image or PDF of a receipt; its bytes are the blob company/<company_id>/receipt/<id>.
create table receipt (
  company_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/tiff', 'application/pdf')),
  byte_count bigint not null check (byte_count > 0),
  sha256 text not null,
  file_name text,
  created_at timestamptz not null,
  primary key (company_id, id)
);

-- What a user noted on the way: a line of the inbox until it stands on a report, and again when that entry is deleted.
create table quick_expense (
  company_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  expense_type_id text not null,
  payment_type text check (payment_type in ('CASHX', 'CPAID', 'PENDC')),
  transaction_date date not null,
  transaction_amount numeric(23, 8) not null,
  transaction_currency text not null,
  vendor_name text,
  comment text,
  entry_details text,
  location jsonb,
  receipt_id uuid,
  entry_id uuid,
  created_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, receipt_id) references receipt (company_id, id),
  foreign key (company_id, entry_id) references entry (company_id, id) on delete set null (entry_id)
);
create index quick_expense_inbox on quick_expense (company_id, owner_id, id) where entry_id is null;
create unique index quick_expense_entry on quick_expense (company_id, entry_id) where entry_id is not null;

-- The owner declares that the receipt is lost: none is asked for any more, and none may take the declaration's place.
alter table entry add column has_missing_receipt_declaration boolean not null default false;

-- A report as one PDF with its receipts: the blob company/<company_id>/report-print/<report_id> once it is printed.
create table report_print (
  company_id uuid not null,
  report_id uuid not null,
  requested_at timestamptz not null,
  printed_at timestamptz,
  primary key (company_id, report_id),
  foreign key (company_id, report_id) references report (company_id, id) on delete cascade
);
