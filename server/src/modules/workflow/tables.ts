import type { StepRole } from './process.ts';

export interface WorkflowDefinitionTable {
  company_id: string;
  id: string;
  name: string;
}
export interface WorkflowStepDefinitionTable {
  company_id: string;
  definition_id: string;
  sequence: number;
  role: StepRole;
  approval_status: string;
  step_code: string | null;
}
export type WorkState = 'pending' | 'approved' | 'sent-back' | 'recalled';
export interface WorkflowProcessTable {
  company_id: string;
  id: string;
  definition_id: string;
  subject_kind: string;
  subject_id: string;
  subject_owner_id: string;
  state: WorkState;
  started_at: Date;
  ended_at: Date | null;
}
export interface WorkflowStepTable {
  company_id: string;
  id: string;
  process_id: string;
  sequence: number;
  role: StepRole;
  approval_status: string;
  step_code: string | null;
  assignee_id: string | null;
  state: WorkState;
  started_at: Date;
  ended_at: Date | null;
  acted_by: string | null;
  on_behalf_of: string | null;
}

export interface WorkflowTables {
  workflow_definition: WorkflowDefinitionTable;
  workflow_step_definition: WorkflowStepDefinitionTable;
  workflow_process: WorkflowProcessTable;
  workflow_step: WorkflowStepTable;
}
