export interface ExchangeRateTable {
  company_id: string;
  from_currency: string;
  to_currency: string;
  start_date: string;
  rate: string;
}

export interface ExchangeRateTables {
  exchange_rate: ExchangeRateTable;
}
