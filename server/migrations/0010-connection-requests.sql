-- Suppliers of travel, and the wishes of people to be connected with them.

-- What the directory says of a supplier's app. Reference data: it belongs to no company.
create table supplier (
  app_id uuid primary key references app (id) on delete cascade,
  business_name text not null,
  entry jsonb not null,
  updated_at timestamptz not null
);

create table connection_request (
  company_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  -- The supplier's app.
  supplier_id uuid not null references app (id) on delete cascade,
  loyalty_number text,
  state text not null check (state in ('pending', 'connected', 'failed')),
  -- Its place in the queue, and from when the supplier sees it: parking moves it.
  available_at timestamptz not null,
  -- When the supplier first took it from where it now stands.
  handed_out_at timestamptz,
  -- What the supplier answered last.
  outcome text,
  user_errors integer not null,
  retries integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, user_id) references "user" (company_id, id) on delete cascade
);
create unique index connection_request_open on connection_request (company_id, user_id, supplier_id) where state = 'pending';
-- A supplier polls for the people of all companies at once, so here it comes first and not the company.
create index connection_request_queue on connection_request (supplier_id, available_at, id) where state = 'pending';
create index connection_request_supplier on connection_request (supplier_id, id);
