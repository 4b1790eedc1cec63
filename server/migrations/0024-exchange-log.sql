-- What programs asked of the public APIs and were answered, secrets taken out. It belongs to the installation rather than to its data: a sandbox
-- that is put back keeps it, so nothing here refers to another table. The narrow table is read to list and filter, the wide one to show a single
-- exchange. Writing is what happens all the time, so there is no index but the one that lists need, and as many rows as a filter can look through.
create table exchange (
  -- Whose developers see it: the owner of the app, or the company that a partner's app worked for.
  company_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  -- Real time, whatever the sandbox's clock shows.
  received_at timestamptz not null,
  duration_us integer not null,
  method text not null,
  path text not null,
  query text not null,
  -- <family>.<version>.<operation>; none where no operation fits.
  operation text,
  -- 0 for a connection that was dropped on purpose.
  status smallint not null,
  correlation_id text not null,
  principal_kind text not null check (principal_kind in ('user', 'company', 'app', 'none')),
  principal_id uuid,
  -- Whether a valid token or secret said so, and not the caller's word.
  proven boolean not null,
  refusal_code text,
  fault_id uuid,
  -- Where the rest of it lies, and at which place there.
  content_id uuid not null,
  content_place smallint not null,
  primary key (company_id, id)
);

-- Headers and bodies of exchanges that were written together, under the id of the latest: a list in JSON, compressed (raw deflate, base64) before
-- it gets here, since the embedded engine is slow at it and works where requests are answered.
create table exchange_content (
  company_id uuid not null,
  id uuid not null,
  content text not null,
  primary key (company_id, id)
);
alter table exchange_content alter content set storage external;
