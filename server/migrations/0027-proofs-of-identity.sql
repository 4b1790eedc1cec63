-- What a person proves who they are with, beside the password: an authenticator app, an invitation, the company's identity provider.

create table second_factor (
  company_id uuid not null,
  user_id uuid not null,
  -- The key that the app shares, sealed under the installation's master key.
  sealed_key text not null,
  -- Null until the app has shown a right code: before that nothing is asked at sign-in.
  confirmed_at timestamptz,
  -- The last step of time whose code was taken: no code is taken twice.
  last_step integer not null default 0,
  failures integer not null default 0,
  last_failed_at timestamptz,
  locked_until timestamptz,
  created_at timestamptz not null,
  primary key (company_id, user_id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);

create table recovery_code (
  company_id uuid not null,
  user_id uuid not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (company_id, user_id, code_hash),
  foreign key (company_id, user_id) references second_factor (company_id, user_id) on delete cascade
);

-- Somebody has shown the first proof on a browser, and owes the second.
create table sign_in_challenge (
  company_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  secret_hash text not null,
  method text not null check (method in ('password', 'link')),
  return_to text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);
create unique index sign_in_challenge_secret on sign_in_challenge (company_id, secret_hash);
create index sign_in_challenge_user on sign_in_challenge (company_id, user_id, created_at);

create table invitation (
  company_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  secret_hash text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);
create unique index invitation_secret on invitation (company_id, secret_hash);
create index invitation_user on invitation (company_id, user_id);

create table identity_provider (
  company_id uuid primary key,
  issuer text not null,
  client_id text not null,
  -- Sealed under the installation's master key.
  sealed_secret text not null,
  match_by text not null check (match_by in ('email', 'login')),
  enabled boolean not null,
  -- When somebody last came in through exactly this provider and client; null until it has worked once.
  proven_at timestamptz,
  updated_at timestamptz not null,
  foreign key (company_id) references company (company_id) on delete cascade
);

-- A way to the identity provider and back that a browser is on.
create table single_sign_on (
  company_id uuid not null,
  id uuid not null,
  secret_hash text not null,
  sealed_state text not null,
  return_to text not null,
  created_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id) references company (company_id) on delete cascade
);
create unique index single_sign_on_secret on single_sign_on (company_id, secret_hash);
create index single_sign_on_age on single_sign_on (company_id, created_at);

alter table browser_session drop constraint browser_session_method_check;
alter table browser_session add check (method in ('password', 'link', 'sso'));
