-- How a company looks its exchange rates up. A company without a row has the defaults of modules/exchange-rate/setting.ts.
create table exchange_rate_setting (
  company_id uuid primary key,
  source text not null check (source in ('LOCAL_THEN_EXTERNAL', 'LOCAL_ONLY', 'EXTERNAL_ONLY')),
  markup_percent numeric(12, 8) not null check (markup_percent between 0 and 100),
  allows_inversion boolean not null
);
