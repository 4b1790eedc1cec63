import type { SignInMethod } from './session.ts';

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
  consent: {
    company_id: string;
    user_id: string;
    app_id: string;
    scopes: string[];
    given_at: Date;
  };
}
