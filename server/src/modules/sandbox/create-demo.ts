import type { MovableClock } from '../../platform/clock/clock.ts';
import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import { decimal } from '../../platform/money/money.ts';
import { systemIn } from './caller.ts';
import { fingerprintOf, type Credentials } from './credentials.ts';
import { COMPANY, DEMO_APP, FOREIGN_COMPANY } from './data/companies.ts';
import { PEOPLE } from './data/people.ts';
import type { SandboxDeps } from './deps.ts';
import { Chance } from './random.ts';
import { lockSandbox, selectRecord, upsertRecord } from './sandbox-queries.ts';
import { seedAttendees } from './seed-attendees.ts';
import { seedConfiguration } from './seed-configuration.ts';
import { FOREIGN_KEY, givePasswords, idOf, seedForeignPeople, seedPeople } from './seed-people.ts';
import { monthlyRates } from './seed-rates.ts';
import { seedReports, type History } from './seed-reports.ts';
import { seedSuppliers, seedWishes } from './seed-suppliers.ts';
import { EXPENSE_TYPE } from './trip.ts';
import { seedWorkflows } from './workflows.ts';

const SEED = 20_260_301;
const YEAR_MS = 400 * 86_400_000;

export interface Making {
  /** All of it happens in one transaction or not at all. */
  readonly work: UnitOfWork;
  /** A clock of its own: it starts at the present and is moved through the year that lies behind. */
  readonly clock: MovableClock;
}

/** Makes the demo company with a year of history, and a small one elsewhere. Undefined when another process was faster. */
export async function createDemo(deps: SandboxDeps, { work, clock }: Making): Promise<Credentials | undefined> {
  const today = clock.now();
  const chance = new Chance(SEED);
  clock.freeze(new Date(today.getTime() - YEAR_MS));
  const companyId = newId(clock);
  const system = systemIn(companyId, clock);
  const isFirst = await work.write(system, async (ctx) => {
    await lockSandbox(ctx.tx);
    return (await selectRecord(ctx.tx)) === undefined;
  });
  if (!isFirst) return undefined;

  const company = await work.write(system, (ctx) => foundCompany(deps, ctx, { today, chance }));
  const foreign = await foundForeignCompany(deps, { work, clock });
  const app = await work.write(system, (ctx) => deps.oauth.createApp(ctx, { ...DEMO_APP, dataCenter: 'us' }));
  await work.write(system, (ctx) => seedSuppliers(deps, ctx));
  const keyed = PEOPLE.flatMap(({ key, login }) => (key ? [{ key, userId: idOf(company.people, login), caller: system }] : []));
  const [passwords] = await Promise.all([
    givePasswords(deps, work, [...keyed, { key: FOREIGN_KEY, userId: foreign.userId, caller: foreign.caller }]),
    seedReports({ deps, work, clock, chance, today, companyId, appId: app.app.id, ...company }),
  ]);

  clock.freeze(today);
  await work.write(system, (ctx) => seedWishes(deps, ctx, { appId: app.app.id, people: company.people }));
  const credentials = { clientSecret: app.secret, passwords };
  const users = Object.fromEntries([...keyed.map(({ key, userId }) => [key, userId]), [FOREIGN_KEY, foreign.userId]]);
  await work.write(system, (ctx) =>
    upsertRecord(ctx.tx, {
      companyId,
      appId: app.app.id,
      foreignCompanyId: foreign.companyId,
      users,
      fingerprint: fingerprintOf(credentials),
    }),
  );
  return credentials;
}

async function foundCompany(
  deps: SandboxDeps,
  ctx: Context,
  given: { today: Date; chance: Chance },
): Promise<Pick<History, 'people' | 'guests' | 'catalogue' | 'policies' | 'specialPolicies'>> {
  await deps.company.createCompany(ctx, { ...COMPANY, dataCenter: 'us', test: true });
  await deps.expense.createDefaults(ctx, { currencyCode: COMPANY.currency });
  // People on the road are trusted with more before a receipt is asked for.
  const travel = await deps.expense.createPolicy(ctx, {
    name: 'Travel Policy',
    receiptRequiredFrom: decimal(250),
    receiptCurrency: COMPANY.currency,
  });
  const specialPolicies = await seedWorkflows(deps, ctx);
  await deps.exchangeRates.setRates(ctx, monthlyRates(given.today, given.chance));
  const payments = await deps.expense.listPaymentTypes(ctx);
  const paying = (code: string): string => payments.find((type) => type.code === code)?.id ?? '';
  const people = await seedPeople(deps, ctx);
  await seedConfiguration(deps, ctx, { travelId: travel.id });
  return {
    people,
    guests: await seedAttendees(deps, ctx, people),
    catalogue: { types: EXPENSE_TYPE, cash: paying('CASH'), card: paying('CBCP') },
    policies: new Map(['Sales', 'Field Service', 'Marketing', 'Executive'].map((department) => [department, travel.id])),
    specialPolicies,
  };
}

async function foundForeignCompany(
  deps: SandboxDeps,
  { work, clock }: Making,
): Promise<{ companyId: string; userId: string; caller: Caller }> {
  const companyId = newId(clock);
  const caller = systemIn(companyId, clock);
  const userId = await work.write(caller, async (ctx) => {
    await deps.company.createCompany(ctx, { ...FOREIGN_COMPANY, test: true });
    await deps.expense.createDefaults(ctx, { currencyCode: FOREIGN_COMPANY.currency });
    return seedForeignPeople(deps, ctx);
  });
  return { companyId, userId, caller };
}
