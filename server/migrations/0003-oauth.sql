-- Apps, what they were given, and the keys that sign it. Credentials are looked up before a company is known, so they are keyed by
-- their hash, and only the hash is kept.

create sequence app_number start 1500000001;
create table app (
  id uuid primary key,
  -- The integer by which the pre-2017 generation knows an app; a claim of its tokens.
  legacy_id bigint not null unique default nextval('app_number'),
  -- The pre-2017 consumer key, for apps that still use those calls.
  legacy_key text unique,
  name text not null,
  description text not null,
  stage text not null check (stage in ('development', 'test', 'production')),
  kind text not null check (kind in ('web-services', 'concur-solutions')),
  -- The only company whose principals it may serve; none means a partner's app, open to all.
  owner_company_id uuid,
  data_center text not null,
  grants text[] not null,
  -- Names separated by spaces, as on the wire: an array of a hundred and fifty costs a driver more than all else of a token request.
  scopes text not null,
  redirect_uris text[] not null,
  connect_uri text,
  agency_id uuid,
  enabled boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index app_owner on app (owner_company_id, id);

create table app_secret (
  app_id uuid not null references app (id) on delete cascade,
  id uuid not null,
  secret_hash text not null,
  status text not null check (status in ('active', 'inactive')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (app_id, id)
);

-- A company that lets no one of its people use an app.
create table app_block (
  company_id uuid not null,
  app_id uuid not null,
  blocked_at timestamptz not null,
  primary key (company_id, app_id)
);

-- An app that serves a principal.
create table connection (
  company_id uuid not null,
  id uuid not null,
  app_id uuid not null,
  principal_kind text not null check (principal_kind in ('user', 'company')),
  principal_id uuid not null,
  created_at timestamptz not null,
  primary key (company_id, id),
  unique (company_id, principal_id, app_id)
);
create index connection_app on connection (company_id, app_id);

create table refresh_token (
  token_hash text primary key,
  app_id uuid not null,
  company_id uuid not null,
  principal_kind text not null check (principal_kind in ('user', 'company')),
  principal_id uuid not null,
  scopes text not null,
  -- The authorization code it came from: a second use of that code takes it back.
  code_hash text,
  issued_at timestamptz not null,
  expires_at timestamptz not null
);
create index refresh_token_principal on refresh_token (company_id, principal_id, app_id);
create index refresh_token_code on refresh_token (code_hash) where code_hash is not null;
create index refresh_token_expiry on refresh_token (expires_at);

create table authorization_code (
  code_hash text primary key,
  -- Redeemed at the token endpoint, or at the pre-2017 calls.
  generation text not null check (generation in ('current', 'legacy')),
  app_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  redirect_uri text not null,
  scopes text not null,
  challenge text,
  challenge_method text check (challenge_method in ('S256', 'plain')),
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index authorization_code_expiry on authorization_code (expires_at);

create table one_time_password (
  password_hash text primary key,
  app_id uuid not null,
  -- The address it was mailed to, lower case.
  handle text not null,
  company_id uuid not null,
  user_id uuid not null,
  -- What the app sent along and must send again.
  bound jsonb not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null
);
create index one_time_password_handle on one_time_password (app_id, handle, expires_at);
create index one_time_password_expiry on one_time_password (expires_at);

create table request_token (
  token_hash text primary key,
  app_id uuid not null,
  company_id uuid not null,
  principal_kind text not null check (principal_kind in ('user', 'company')),
  principal_id uuid not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null
);
-- One at a time: a new one takes the place of the one before.
create unique index request_token_principal on request_token (company_id, principal_id, app_id);
create index request_token_expiry on request_token (expires_at);

create table legacy_token (
  token_hash text primary key,
  refresh_hash text not null,
  app_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  scopes text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  -- Traded for a refresh token of the current generation: once.
  exchanged_at timestamptz
);
create index legacy_token_refresh on legacy_token (refresh_hash);
create index legacy_token_user on legacy_token (company_id, user_id, app_id);

create table signing_key (
  kid text primary key,
  public_jwk jsonb not null,
  -- The private key, encrypted under the installation's master key.
  sealed_key text not null,
  created_at timestamptz not null,
  -- Published until then; none for the key that signs.
  retires_at timestamptz
);
