import type { Generated } from 'kysely';
import type { Fault } from '../../platform/http/fault.ts';

export interface FaultRuleTable {
  company_id: string;
  id: string;
  app_id: string;
  method: string | null;
  path: string;
  effect: Fault['effect'];
  latency_ms: number;
  retry_after: number;
  percent: number;
  remaining: number | null;
  enabled: boolean;
  hits: Generated<number>;
  created_at: Date;
}

export interface FaultTables {
  fault_rule: FaultRuleTable;
}
