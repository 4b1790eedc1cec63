import type { ColumnType, Generated } from 'kysely';

/** A jsonb column: written as text, read as a value. */
type Json<T> = ColumnType<T, string, string>;

export interface CompanyTables {
  company: {
    company_id: string;
    internal_id: Generated<number>;
    entity_code: string;
    name: string;
    domain: string;
    data_center: string;
    edition: Edition;
    products: Json<Product[]>;
    default_language: string;
    country: string;
    currency: string;
    address: Json<CompanyAddress>;
    travel: Json<CompanyTravel>;
    sso_only: boolean;
    ip_ranges: Json<string[]>;
    password_policy: Json<PasswordPolicy>;
    maintenance: boolean;
    sign_in_closed: boolean;
    test: boolean;
    data_retention_policy_id: string | null;
    created_at: Date;
    updated_at: Date;
  };
}

/** What company publishes to the queries of other modules: see docs/decisions/0006-published-views.md. */
export interface CompanyViews {
  company_card: { company_id: string; internal_id: number; data_center: string; data_retention_policy_id: string | null };
}

export type Edition = 'professional' | 'standard';
export type Product = 'Expense' | 'Invoice' | 'Request' | 'Travel';

export interface CompanyAddress {
  readonly streetAddress?: string;
  readonly locality?: string;
  readonly region?: string;
  readonly postalCode?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

export interface CompanyTravel {
  readonly active: boolean;
  readonly isVendor: boolean;
  readonly isBillable: boolean;
  readonly contact: { readonly name?: string; readonly phone?: string; readonly emailAddress?: string };
}

export interface PasswordPolicy {
  /** Characters. */
  readonly minLength: number;
  /** Days after which a password must be changed; none means never. */
  readonly maxAgeDays?: number;
}
