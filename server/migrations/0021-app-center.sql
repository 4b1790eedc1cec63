-- Whom an app with an owner serves beside its owner: nobody, the companies named, or every company. It is decided when its listing is published.
alter table app add column audience text not null default 'owner' check (audience in ('owner', 'companies', 'everyone'));
alter table app add column audience_companies text[] not null default '{}';

-- Who asked for a request token, and so stands behind the connection that it opens.
alter table request_token add column issued_by uuid;
alter table connection add column connected_by uuid;

-- How an app shows itself in the App Center. Its words are content, its state is a small machine: see modules/app-center/listing.ts.
create table app_listing (
  app_id uuid primary key references app (id) on delete cascade,
  owner_company_id uuid not null,
  state text not null check (state in ('draft', 'submitted', 'certified', 'published')),
  -- Connected once for a company by an administrator, or by each user for themselves.
  installation text not null check (installation in ('enterprise', 'user')),
  name text not null,
  partner text not null,
  summary text not null,
  description text not null,
  categories text[] not null,
  support_url text not null,
  privacy_url text not null,
  terms_url text not null,
  website_url text not null,
  -- ISO 3166-1 alpha-2; none means everywhere.
  countries text[] not null,
  -- Companies that it is shown to once published; none means all.
  companies text[] not null,
  -- Requirement of the certification -> how it is met.
  checklist jsonb not null,
  -- What a reviewer found wanting, until it is submitted again.
  remark text,
  logo_type text,
  -- Base64: small, and a part of every snapshot.
  logo_data text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz
);
create index app_listing_owner on app_listing (owner_company_id, app_id);
create index app_listing_shown on app_listing (lower(name), app_id) where state = 'published';
