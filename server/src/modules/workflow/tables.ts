import type { ColumnType } from 'kysely';
import type { StepDefinition } from './definition.ts';

/** A jsonb column: written as text, read as a value. */
type Json<T> = ColumnType<T, string, string>;

export interface WorkflowDefinitionTable {
  company_id: string;
  id: string;
  name: string;
  steps: Json<StepDefinition[]>;
}
export type ProcessState = 'pending' | 'approved' | 'sent-back' | 'recalled';
/** Closed: decided by somebody else's action at another instance. */
export type StepState = ProcessState | 'closed';
export type Done = 'submit' | 'approve' | 'forward' | 'send-back' | 'recall' | 'skip' | 'expire';

export interface WorkflowProcessTable {
  company_id: string;
  id: string;
  definition_id: string;
  subject_kind: string;
  subject_id: string;
  subject_owner_id: string;
  state: ProcessState;
  sequence: number;
  approval_status: string;
  pending_count: number;
  started_at: Date;
  ended_at: Date | null;
}
export interface WorkflowStepTable {
  company_id: string;
  id: string;
  process_id: string;
  sequence: number;
  role: string;
  approval_status: string;
  step_code: string | null;
  assignee_id: string | null;
  state: StepState;
  branch_code: string | null;
  branch_name: string | null;
  ladder: Json<string[]>;
  is_ad_hoc: boolean;
  started_at: Date;
  ended_at: Date | null;
  acted_by: string | null;
  on_behalf_of: string | null;
}
export interface WorkflowActionTable {
  company_id: string;
  id: string;
  process_id: string;
  step_id: string | null;
  sequence: number;
  role: string;
  action: Done;
  reason: string | null;
  acted_by: string | null;
  on_behalf_of: string | null;
  comment: string | null;
  from_status: string | null;
  to_status: string | null;
  happened_at: Date;
}

export interface WorkflowTables {
  workflow_definition: WorkflowDefinitionTable;
  workflow_process: WorkflowProcessTable;
  workflow_step: WorkflowStepTable;
  workflow_action: WorkflowActionTable;
}

/** What the module publishes to the queries of others: see docs/decisions/0006-published-views.md. */
export interface WorkflowViews {
  /** For whom which items wait. */
  pending_approval: {
    company_id: string;
    assignee_id: string;
    step_id: string;
    subject_kind: string;
    subject_id: string;
  };
}
