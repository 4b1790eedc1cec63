import type { RateSource } from './setting.ts';

export interface ExchangeRateTable {
  company_id: string;
  from_currency: string;
  to_currency: string;
  start_date: string;
  rate: string;
}

export interface ExchangeRateSettingTable {
  company_id: string;
  source: RateSource;
  markup_percent: string;
  allows_inversion: boolean;
}

export interface ExchangeRateTables {
  exchange_rate: ExchangeRateTable;
  exchange_rate_setting: ExchangeRateSettingTable;
}
