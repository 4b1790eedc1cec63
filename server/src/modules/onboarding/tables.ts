import type { SetupState, SetupStep } from './setup.ts';

export interface OnboardingTables {
  sign_up: {
    secret_hash: string;
    email: string;
    given_name: string;
    family_name: string;
    company_name: string;
    password_hash: string;
    created_at: Date;
  };
  setup_step: {
    company_id: string;
    step: SetupStep;
    state: SetupState;
    changed_by: string;
    changed_at: Date;
  };
}
