import type { Context } from '../../platform/context.ts';
import { decimal } from '../../platform/money/money.ts';
import type { SpendingChange } from '../identity/index.ts';
import { DELEGATIONS, OFFICES, PEOPLE, type DemoPerson } from './data/people.ts';
import type { SandboxDeps } from './deps.ts';
import { COST_OBJECTS } from './workflows.ts';

interface Company {
  readonly idOf: (login: string) => string;
  readonly approverOf: (person: DemoPerson) => string;
}

/** Who approves for whom and up to what, who may act for whom, and what a few people prefer. */
export async function seedSpending(deps: Pick<SandboxDeps, 'identity'>, ctx: Context, company: Company): Promise<void> {
  for (const person of PEOPLE) await deps.identity.changeSpending(ctx, describe(person, company));
}

function describe(person: DemoPerson, { idOf, approverOf }: Company): SpendingChange {
  const delegates = DELEGATIONS.filter(({ delegator }) => delegator === person.login).map(({ delegate, permissions }) => ({
    product: 'EXP' as const,
    delegate: { id: idOf(delegate) },
    permissions,
  }));
  const approver = { id: approverOf(person) };
  return {
    userId: idOf(person.login),
    approvers: (['report', 'request'] as const).map((kind) => ({ kind, approver, primary: true })),
    ...(delegates.length > 0 ? { delegates } : {}),
    ...(person.duties.includes('approver') ? { approverLimits: limitsOf(person) } : {}),
    ...(person.duties.includes('processor') ? { userPreference: { processorReportAccess: 'COMPLETE' } } : {}),
    ...(person.key === 'traveler' ? TRAVELER : {}),
  };
}

/** Up to a sum for everybody, and up to more for the own department and as the one whom its cost object asks. */
function limitsOf({ key, login, office, costCenter }: DemoPerson): NonNullable<SpendingChange['approverLimits']> {
  const { currency } = OFFICES[office];
  const own = { approvalType: 'report', exceptionAuthority: true, currency } as const;
  const many = currency === 'JPY' ? 100 : 1;
  return [
    { ...own, authority: 'authorized', amount: decimal(5000 * many), group: '', level: key === 'admin' ? 1 : 2 },
    { ...own, authority: 'authorized', amount: decimal(20_000 * many), group: costCenter, level: 1 },
    { ...own, authority: 'costObject', amount: decimal(10_000 * many), group: '', exceptionAuthority: false },
    ...COST_OBJECTS.filter(({ approver }) => approver === login).map(({ code }) => ({
      approvalType: 'report' as const,
      exceptionAuthority: true,
      currency,
      authority: 'costObject' as const,
      amount: decimal(100_000 * many),
      group: code,
    })),
  ];
}

const TRAVELER: Omit<SpendingChange, 'userId'> = {
  userPreference: { autoAddTripCardTransOnReport: true, enableOcrForEmail: true, showExpenseOnReport: 'PARENT' },
  workflowPreference: { emailStatusChangeOnCashAdvance: false, promptForApproverOnReportSubmit: true },
};
