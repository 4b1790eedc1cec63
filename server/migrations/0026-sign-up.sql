-- Those who asked for a sandbox of their own and have not followed the link in their mail yet.
create table sign_up (
  secret_hash text primary key,
  email text not null,
  given_name text not null,
  family_name text not null,
  company_name text not null,
  password_hash text not null,
  created_at timestamptz not null
);
create index sign_up_age on sign_up (created_at);

-- How far a company's administrators have come through the setup wizard.
create table setup_step (
  company_id uuid not null,
  step text not null check (step in ('introduction', 'policies', 'employees', 'payments', 'reporting')),
  state text not null check (state in ('done', 'skipped')),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (company_id, step),
  foreign key (company_id) references company (company_id) on delete cascade
);
