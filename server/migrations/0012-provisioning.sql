-- Requests to provision users: what was asked, how far each operation has come, and what became of it.

create table provision_request (
  company_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('bulk', 'user')),
  -- Failures after which no further operation begins; null for no such limit.
  fail_on_errors integer check (fail_on_errors > 0),
  -- In whose name its jobs work: the app of the token that asked, with the token's scopes.
  app_id uuid not null,
  scopes jsonb not null,
  correlation_id text not null,
  language text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- What is not done by then has failed.
  deadline_at timestamptz not null,
  -- From then on nobody finds it.
  expires_at timestamptz not null,
  completed_at timestamptz,
  success boolean,
  primary key (company_id, id)
);
create index provision_request_open on provision_request (company_id, deadline_at) where completed_at is null;
create index provision_request_expiry on provision_request (company_id, expires_at);

create table provision_operation (
  company_id uuid not null,
  request_id uuid not null,
  position integer not null,
  bulk_id text,
  method text not null check (method in ('create', 'replace', 'change', 'delete')),
  user_id uuid,
  -- The parts of a user that it touches.
  parts jsonb not null,
  -- What was asked, as it came; gone once the operation is done.
  document jsonb,
  -- Number of the stage that comes next.
  stage integer not null,
  state text not null check (state in ('pending', 'success', 'failed')),
  -- HTTP status of its first failure.
  code integer,
  -- One for each part that is done: part, result, code, messages.
  outcomes jsonb not null,
  primary key (company_id, request_id, position),
  foreign key (company_id, request_id) references provision_request (company_id, id) on delete cascade
);
