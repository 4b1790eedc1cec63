/** Whom a token is for. */
export type Principal =
  | { readonly kind: 'user'; readonly id: string; readonly companyId: string; readonly dataCenter: string }
  | { readonly kind: 'company'; readonly id: string; readonly companyId: string; readonly dataCenter: string }
  | { readonly kind: 'app'; readonly id: string; readonly dataCenter: string };

/** A principal that lives in a company: what a connection and a refresh token are for. */
export type Tenant = Exclude<Principal, { kind: 'app' }>;

/** A tenant before it is known where it lives. */
export type TenantRef = Omit<Tenant, 'dataCenter'>;

/** Where a call came in. */
export interface Place {
  /** The data centre that was called. */
  readonly dataCenter: string;
  /** Base URL of a data centre's server host, seen from here: scheme, host and port, no path. */
  geolocationOf(dataCenter: string): string;
}
