-- What a company pays for journeys by car: configurations with rates by distance, the vehicles of its people, and what entries travelled.

create table car_configuration (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('PERSONAL', 'COMPANY')),
  currency_code text not null,
  -- Miles or kilometres, of distances and of rates.
  unit text not null check (unit in ('M', 'K')),
  -- Holds for journeys in its currency that name no vehicle with a configuration of its own.
  is_default boolean not null,
  primary key (company_id, id)
);
create unique index car_configuration_default on car_configuration (company_id, kind, currency_code) where is_default;

-- Rates of one day on; a distance of a calendar year is paid band by band.
create table mileage_rate (
  company_id uuid not null,
  configuration_id uuid not null,
  starts_on date not null,
  -- Distance of the year from which on this rate is paid; the first band begins at 0.
  from_distance numeric(14, 3) not null check (from_distance >= 0),
  rate numeric(23, 14) not null check (rate >= 0),
  -- For each passenger, on top.
  passenger_rate numeric(23, 14) not null default 0 check (passenger_rate >= 0),
  primary key (company_id, configuration_id, starts_on, from_distance),
  foreign key (company_id, configuration_id) references car_configuration (company_id, id) on delete cascade
);

create table vehicle (
  company_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  kind text not null check (kind in ('PERSONAL', 'COMPANY')),
  -- Null: the default of its kind and the report's currency.
  configuration_id uuid,
  is_active boolean not null default true,
  primary key (company_id, id),
  foreign key (company_id, configuration_id) references car_configuration (company_id, id)
);
create index vehicle_owner on vehicle (company_id, owner_id, id);

-- Of a journey that is paid by distance: by what, and its distance on business in the unit of that.
alter table entry
  add column mileage_configuration_id uuid,
  add column mileage_distance numeric(14, 3),
  add constraint entry_mileage check ((mileage_configuration_id is null) = (mileage_distance is null));
