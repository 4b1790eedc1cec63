-- People at a browser: their sessions, and the links by mail that begin one. Secrets are kept as hashes.

create table browser_session (
  company_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  secret_hash text not null,
  method text not null check (method in ('password', 'link')),
  user_agent text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);
create unique index browser_session_secret on browser_session (company_id, secret_hash);
create index browser_session_user on browser_session (company_id, user_id, created_at);

create table sign_in_link (
  company_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  secret_hash text not null,
  -- Path and query where the browser goes once signed in.
  return_to text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);
create unique index sign_in_link_secret on sign_in_link (company_id, secret_hash);
create index sign_in_link_user on sign_in_link (company_id, user_id, created_at);

-- How often links were asked for an address of late. No company: the address may be nobody's.
create table sign_in_link_request (
  address_hash text primary key,
  window_started_at timestamptz not null,
  requests integer not null
);
create index sign_in_link_request_age on sign_in_link_request (window_started_at);

-- What a person let an app do, the last time they were asked.
create table consent (
  company_id uuid not null,
  user_id uuid not null,
  app_id uuid not null,
  scopes text[] not null,
  given_at timestamptz not null,
  primary key (company_id, user_id, app_id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);
