-- What goes wrong on purpose in a sandbox, so that a program's handling of it can be tried.
create table fault_rule (
  company_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  -- Any method where there is none.
  method text,
  -- A path with * for any text and {name} for one segment.
  path text not null,
  effect text not null check (effect in ('none', 'too-many-requests', 'server-fault', 'unavailable', 'drop')),
  latency_ms integer not null check (latency_ms between 0 and 30000),
  -- Seconds that a 429 asks the client to wait.
  retry_after integer not null check (retry_after between 1 and 3600),
  -- In how many of a hundred calls.
  percent smallint not null check (percent between 1 and 100),
  -- How many more times; without end where there is none.
  remaining integer check (remaining >= 0),
  enabled boolean not null,
  hits integer not null default 0,
  created_at timestamptz not null,
  primary key (company_id, id)
);
