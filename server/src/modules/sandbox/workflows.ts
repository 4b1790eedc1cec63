import type { Context } from '../../platform/context.ts';
import { decimal } from '../../platform/money/money.ts';
import type { StepDefinition } from '../workflow/index.ts';
import { COMPANY } from './data/companies.ts';
import type { SandboxDeps } from './deps.ts';
import type { SpecialFate } from './seed-reports.ts';

const MANAGER: StepDefinition = { role: 'MANAGER', approvalStatus: 'A_PEND', stepCode: null };
const PROCESSOR: StepDefinition = { role: 'ACCT_CLERK', approvalStatus: 'A_ACCO', stepCode: null };
const from = (amount: string) => ({ amount, currency: COMPANY.currency });

/** Beside the default of manager and processor: what a program meets at companies with more to decide. */
const WORKFLOWS: Readonly<Record<SpecialFate, { name: string; policy: string; steps: readonly StepDefinition[] }>> = {
  // For programs that validate reports from outside: their step takes the company's token and nobody else's.
  'with-external-system': {
    name: 'Manager, external validation, then processor',
    policy: 'Validated Policy',
    steps: [MANAGER, { role: 'EXTERNAL_SYSTEM', approvalStatus: 'A_EXTV', stepCode: 'EXTVAL' }, PROCESSOR],
  },
  'with-authorized-approver': {
    name: 'Manager, authorized approver by limit, second manager above an amount, then processor',
    policy: 'Approval Limit Policy',
    steps: [
      { ...MANAGER, stepCode: 'MANAGER', actions: ['approve', 'forward', 'send-back', 'recall'] },
      {
        role: 'AUTH_APPROVER',
        approvalStatus: 'A_PEND',
        stepCode: 'AUTHLIMIT',
        from: from('400'),
        skipWhenRepeated: true,
        timeout: { hours: 30 * 24, approvalStatus: 'A_TEXP' },
      },
      { role: 'MANAGER_2', approvalStatus: 'A_PEND', stepCode: 'MANAGER2', from: from('10000'), commentRequired: true },
      { ...PROCESSOR, stepCode: 'ACCTCLERK', notify: false },
    ],
  },
  'with-cost-objects': {
    name: 'Manager, cost objects in parallel, then processor',
    policy: 'Cost Object Policy',
    steps: [
      MANAGER,
      { role: 'CO_APPROVER', approvalStatus: 'A_PECO', stepCode: 'CO_STEP', costObjectFields: ['orgUnit1'], whenOwner: 'skip' },
      PROCESSOR,
    ],
  },
};

/** Cost centres that reports are charged to, and who decides about each. */
export const COST_OBJECTS = [
  { code: '2100', approver: 'daniel.okafor' },
  { code: '1300', approver: 'priya.raman' },
] as const;

/** The policies with workflows of their own, by what becomes of their reports. */
export async function seedWorkflows(deps: SandboxDeps, ctx: Context): Promise<Record<SpecialFate, string>> {
  const made = async (fate: SpecialFate): Promise<string> => {
    const { name, policy, steps } = WORKFLOWS[fate];
    const { id: workflowDefinitionId } = await deps.workflow.createDefinition(ctx, { name, steps });
    const receipts = { receiptRequiredFrom: decimal(75), receiptCurrency: COMPANY.currency };
    return (await deps.expense.createPolicy(ctx, { name: policy, workflowDefinitionId, ...receipts })).id;
  };
  return {
    'with-external-system': await made('with-external-system'),
    'with-authorized-approver': await made('with-authorized-approver'),
    'with-cost-objects': await made('with-cost-objects'),
  };
}
