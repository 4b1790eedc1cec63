-- What approved reports post to the ledger, and what reports are associated with.

-- Where the company's debt to whoever paid is cleared.
alter table payment_type add column clearing_account_code text;
update payment_type set clearing_account_code = case code
  when 'CASH' then '211000' when 'IBIP' then '211000' when 'IBCP' then '212000' when 'CBCP' then '213000' else '214000' end;
alter table expense_type add column if not exists account_code text;

-- A posting: the amount is debited to its account where it is positive and credited where it is negative, and the clearing account takes
-- the other side. Lines without a clearing account are on it themselves and come in pairs that cancel out. Written once, at the final approval.
create table journal_entry (
  company_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  -- From 1, within its report.
  line integer not null,
  entry_id uuid not null,
  -- Null where an entry has no allocations, and of what is charged to no account of an expense.
  allocation_id uuid,
  -- Of what it is: expense, personal.
  kind text not null,
  account_code text,
  clearing_account_code text,
  amount numeric(23, 8) not null check (amount <> 0),
  currency_code text not null,
  payer_code text not null,
  payee_code text not null,
  posted_on date not null,
  -- The run that handed it to a financial system, or a word for whoever did so otherwise.
  job_run_key text,
  extracted_at timestamptz,
  primary key (company_id, id),
  unique (company_id, report_id, line),
  check ((job_run_key is null) = (extracted_at is null)),
  foreign key (company_id, report_id) references report (company_id, id),
  foreign key (company_id, entry_id) references entry (company_id, id)
);
create index journal_entry_waiting on journal_entry (company_id, id) where extracted_at is null;

-- Reports that are approved and wait for a run of payments, over all companies: few at any time.
create index report_to_pay on report (company_id, id) where approval_status = 'A_APPR' and payment_status = 'P_NOTP';

create table report_cash_advance (
  company_id uuid not null,
  report_id uuid not null,
  cash_advance_id uuid not null,
  -- In the order in which they were named.
  position integer not null,
  primary key (company_id, report_id, cash_advance_id),
  foreign key (company_id, report_id) references report (company_id, id) on delete cascade
);
create index report_cash_advance_other on report_cash_advance (company_id, cash_advance_id);
