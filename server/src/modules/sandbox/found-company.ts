import type { Context } from '../../platform/context.ts';
import { decimal } from '../../platform/money/money.ts';
import type { NewCompany } from '../company/index.ts';
import type { SandboxDeps } from './deps.ts';
import type { Chance } from './random.ts';
import { seedAttendees } from './seed-attendees.ts';
import { seedConfiguration } from './seed-configuration.ts';
import { seedPeople } from './seed-people.ts';
import { monthlyRates } from './seed-rates.ts';
import type { History } from './seed-reports.ts';
import { EXPENSE_TYPE } from './trip.ts';
import { seedWorkflows } from './workflows.ts';

/** How far back the history of a company reaches. */
export const HISTORY_MS = 400 * 86_400_000;

/** Amounts of rules and limits are in its currency. */
export type CompanyProfile = Omit<NewCompany, 'dataCenter' | 'test'>;

/** Founds the context's company and all that its history is told with. */
export async function foundCompany(
  deps: SandboxDeps,
  ctx: Context,
  given: { profile: CompanyProfile; today: Date; chance: Chance },
): Promise<Pick<History, 'people' | 'guests' | 'catalogue' | 'policies' | 'specialPolicies'>> {
  const { profile } = given;
  await deps.company.createCompany(ctx, { ...profile, dataCenter: 'us', test: true });
  await deps.expense.createDefaults(ctx, { currencyCode: profile.currency });
  // People on the road are trusted with more before a receipt is asked for.
  const travel = await deps.expense.createPolicy(ctx, {
    name: 'Travel Policy',
    receiptRequiredFrom: decimal(250),
    receiptCurrency: profile.currency,
  });
  const specialPolicies = await seedWorkflows(deps, ctx);
  await deps.exchangeRates.setRates(ctx, monthlyRates(given.today, given.chance));
  const payments = await deps.expense.listPaymentTypes(ctx);
  const paying = (code: string): string => payments.find((type) => type.code === code)?.id ?? '';
  const people = await seedPeople(deps, ctx, profile);
  await seedConfiguration(deps, ctx, { travelId: travel.id });
  return {
    people,
    guests: await seedAttendees(deps, ctx, people),
    catalogue: { types: EXPENSE_TYPE, cash: paying('CASH'), card: paying('CBCP') },
    policies: new Map(['Sales', 'Field Service', 'Marketing', 'Executive'].map((department) => [department, travel.id])),
    specialPolicies,
  };
}
