import type { Context } from '../../platform/context.ts';
import { decimal } from '../../platform/money/money.ts';
import type { ApproverLimit } from '../identity/index.ts';
import type { StepDefinition } from '../workflow/index.ts';
import { COMPANY } from './data/companies.ts';
import { PEOPLE } from './data/people.ts';
import type { SandboxDeps } from './deps.ts';
import { idOf, type People } from './seed-people.ts';
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

/** Login -> up to how much it may approve anything. */
const AUTHORIZED = [
  ['priya.raman', 5000],
  ['marcus.adeyemi', 50_000],
  ['eleanor.vance', 1_000_000],
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

export async function seedLimits(deps: SandboxDeps, ctx: Context, people: People): Promise<void> {
  await seedCostObjects(deps, ctx);
  const limits = new Map<string, ApproverLimit[]>();
  const grant = (login: string, limit: Pick<ApproverLimit, 'authority' | 'amount' | 'group'>): void => {
    const whole = { ...limit, approvalType: 'report', exceptionAuthority: true, currency: COMPANY.currency } as const;
    limits.set(login, [...(limits.get(login) ?? []), whole]);
  };
  for (const [login, amount] of AUTHORIZED) grant(login, { authority: 'authorized', amount: decimal(amount), group: '' });
  for (const { code, approver } of COST_OBJECTS)
    grant(approver, { authority: 'costObject', amount: decimal(100_000), group: code });
  for (const [login, approverLimits] of limits)
    await deps.identity.changeSpending(ctx, { userId: idOf(people, login), approverLimits });
}

/** The cost centres of all departments, as the hierarchy in which limits for cost objects are held. */
async function seedCostObjects(deps: SandboxDeps, ctx: Context): Promise<void> {
  const { id: listId } = await deps.lists.createList(ctx, { name: 'Cost Centers' });
  const centers = new Map(PEOPLE.map(({ costCenter, department }) => [costCenter, department]));
  await deps.lists.addItems(ctx, { listId, items: [...centers].map(([shortCode, value]) => ({ shortCode, value })) });
  await deps.identity.setGroupHierarchy(ctx, { area: 'Approval', listId });
}
