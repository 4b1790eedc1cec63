export interface TaxTables {
  tax_authority: { company_id: string; id: string; code: string; name: string; label: string };
  tax_area: { company_id: string; country_code: string; subdivision_code: string; position: number; authority_id: string };
  tax_rate_type: { company_id: string; id: string; authority_id: string; code: string; name: string };
  tax_rate: { company_id: string; rate_type_id: string; start_date: string; percent: string };
  tax_rule: {
    company_id: string;
    id: string;
    authority_id: string;
    expense_type_id: string;
    start_date: string;
    rate_type_id: string | null;
    reclaim_percent: string;
    tax_code: string | null;
    reclaim_code: string | null;
  };
}
