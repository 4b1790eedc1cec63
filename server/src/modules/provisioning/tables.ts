import type { Method, OperationState, Outcome, Part } from './operation.ts';

export interface ProvisionRequestTable {
  company_id: string;
  id: string;
  kind: 'bulk' | 'user';
  fail_on_errors: number | null;
  app_id: string;
  scopes: string[];
  correlation_id: string;
  language: string;
  created_at: Date;
  updated_at: Date;
  deadline_at: Date;
  expires_at: Date;
  completed_at: Date | null;
  success: boolean | null;
}

export interface ProvisionOperationTable {
  company_id: string;
  request_id: string;
  position: number;
  bulk_id: string | null;
  method: Method;
  user_id: string | null;
  parts: Part[];
  document: unknown;
  stage: number;
  state: OperationState;
  code: number | null;
  outcomes: Outcome[];
}

export interface ProvisioningTables {
  provision_request: ProvisionRequestTable;
  provision_operation: ProvisionOperationTable;
}
