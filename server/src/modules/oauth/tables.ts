import type { ColumnType, Generated } from 'kysely';
import type { PublicJwk } from './signing-key.ts';

/** Written as text, read as its value. */
type Json<T> = ColumnType<T, string, string>;

export type Stage = 'development' | 'test' | 'production';
export type AppKind = 'web-services' | 'concur-solutions';
export type AudienceKind = 'owner' | 'companies' | 'everyone';
export type SecretStatus = 'active' | 'inactive';

export interface AppTable {
  id: string;
  legacy_id: Generated<number>;
  legacy_key: string | null;
  name: string;
  description: string;
  stage: Stage;
  kind: AppKind;
  owner_company_id: string | null;
  data_center: string;
  grants: string[];
  scopes: string;
  redirect_uris: string[];
  connect_uri: string | null;
  agency_id: string | null;
  audience: Generated<AudienceKind>;
  audience_companies: Generated<string[]>;
  enabled: boolean;
  created_at: Date;
  updated_at: Date;
}

export interface AppSecretTable {
  app_id: string;
  id: string;
  secret_hash: string;
  status: SecretStatus;
  created_at: Date;
  updated_at: Date;
}

interface Issued {
  app_id: string;
  company_id: string;
  issued_at: Date;
  expires_at: Date;
}

interface ForPrincipal extends Issued {
  principal_kind: 'user' | 'company';
  principal_id: string;
}

export interface RefreshTokenTable extends ForPrincipal {
  token_hash: string;
  scopes: string;
  code_hash: string | null;
}

export interface AuthorizationCodeTable extends Issued {
  code_hash: string;
  generation: 'current' | 'legacy';
  user_id: string;
  redirect_uri: string;
  scopes: string;
  challenge: string | null;
  challenge_method: 'S256' | 'plain' | null;
  used_at: Date | null;
}

export interface OneTimePasswordTable extends Issued {
  password_hash: string;
  handle: string;
  user_id: string;
  bound: Json<Record<string, string>>;
}

/** Without an app until the first one redeems it. */
export interface RequestTokenTable extends Omit<ForPrincipal, 'app_id'> {
  app_id: string | null;
  issued_by: string | null;
  token_hash: string;
}

export interface LegacyTokenTable extends Issued {
  token_hash: string;
  refresh_hash: string;
  user_id: string;
  scopes: string;
  exchanged_at: Date | null;
}

export interface OAuthTables {
  app: AppTable;
  app_secret: AppSecretTable;
  app_block: { company_id: string; app_id: string; blocked_at: Date };
  connection: {
    company_id: string;
    id: string;
    app_id: string;
    principal_kind: 'user' | 'company';
    principal_id: string;
    created_at: Date;
    connected_by: string | null;
  };
  refresh_token: RefreshTokenTable;
  authorization_code: AuthorizationCodeTable;
  one_time_password: OneTimePasswordTable;
  request_token: RequestTokenTable;
  legacy_token: LegacyTokenTable;
  signing_key: { kid: string; public_jwk: Json<PublicJwk>; sealed_key: string; created_at: Date; retires_at: Date | null };
}
