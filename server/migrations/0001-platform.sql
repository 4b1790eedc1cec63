-- What every module records while it works: events to be delivered, the audit trail, and answers already given.

create table event (
  company_id uuid not null,
  id uuid not null,
  topic text not null,
  event_type text not null,
  subject_id text not null,
  facts jsonb not null,
  actor jsonb not null,
  correlation_id text not null,
  occurred_at timestamptz not null,
  primary key (company_id, id)
);
create index event_subject on event (company_id, subject_id, id);

create table audit_entry (
  company_id uuid not null,
  id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  action text not null,
  actor jsonb not null,
  details jsonb not null,
  correlation_id text not null,
  recorded_at timestamptz not null,
  primary key (company_id, id)
);
create index audit_entry_subject on audit_entry (company_id, subject_kind, subject_id, id);

-- A write that its caller may repeat: the same key gets the answer of the first call.
create table idempotency_key (
  company_id uuid not null,
  operation text not null,
  key text not null,
  answer jsonb not null,
  created_at timestamptz not null,
  primary key (company_id, operation, key)
);

-- Facts about the installation itself, such as how far the sandbox's clock stands from the real time.
create table setting (
  name text primary key,
  value jsonb not null
);
