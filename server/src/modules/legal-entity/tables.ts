export interface LegalEntityTable {
  company_id: string;
  id: string;
  active: boolean;
  name: string | null;
  reference_id: string | null;
  registering_organization: string | null;
  tax_id: string | null;
  email: string | null;
  phone: string | null;
  street_address: string | null;
  locality: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface LegalEntityTables {
  legal_entity: LegalEntityTable;
}
