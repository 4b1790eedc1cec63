import type { Generated } from 'kysely';
import type { AskedAfter } from './second-factor/challenge.ts';
import type { SignInMethod } from './session.ts';
import type { MatchBy } from './sso/identity-provider.ts';

export interface SigninTables {
  browser_session: {
    company_id: string;
    id: string;
    user_id: string;
    secret_hash: string;
    method: SignInMethod;
    user_agent: string;
    created_at: Date;
    last_seen_at: Date;
    ended_at: Date | null;
  };
  sign_in_link: {
    company_id: string;
    id: string;
    user_id: string;
    secret_hash: string;
    return_to: string;
    created_at: Date;
    used_at: Date | null;
  };
  sign_in_link_request: {
    address_hash: string;
    window_started_at: Date;
    requests: number;
  };
  second_factor: {
    company_id: string;
    user_id: string;
    sealed_key: string;
    confirmed_at: Date | null;
    last_step: Generated<number>;
    failures: Generated<number>;
    last_failed_at: Date | null;
    locked_until: Date | null;
    created_at: Date;
  };
  recovery_code: {
    company_id: string;
    user_id: string;
    code_hash: string;
    used_at: Date | null;
  };
  sign_in_challenge: {
    company_id: string;
    id: string;
    user_id: string;
    secret_hash: string;
    method: AskedAfter;
    return_to: string;
    created_at: Date;
    used_at: Date | null;
  };
  invitation: {
    company_id: string;
    id: string;
    user_id: string;
    secret_hash: string;
    created_at: Date;
    used_at: Date | null;
  };
  identity_provider: {
    company_id: string;
    issuer: string;
    client_id: string;
    sealed_secret: string;
    match_by: MatchBy;
    enabled: boolean;
    proven_at: Date | null;
    updated_at: Date;
  };
  single_sign_on: {
    company_id: string;
    id: string;
    secret_hash: string;
    sealed_state: string;
    return_to: string;
    created_at: Date;
  };
  consent: {
    company_id: string;
    user_id: string;
    app_id: string;
    scopes: string[];
    given_at: Date;
  };
}
