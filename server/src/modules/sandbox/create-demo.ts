import type { MovableClock } from '../../platform/clock/clock.ts';
import type { Caller, UnitOfWork } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import { systemIn } from './caller.ts';
import { fingerprintOf, type Credentials } from './credentials.ts';
import { COMPANY, DEMO_APP, FOREIGN_COMPANY } from './data/companies.ts';
import { PEOPLE } from './data/people.ts';
import type { SandboxDeps } from './deps.ts';
import { foundCompany, HISTORY_MS } from './found-company.ts';
import { REPORTS } from './plan.ts';
import { Chance } from './random.ts';
import { lockSandbox, selectRecord, upsertRecord } from './sandbox-queries.ts';
import { FOREIGN_KEY, givePasswords, idOf, seedForeignPeople } from './seed-people.ts';
import { seedListings } from './seed-listings.ts';
import { seedReports } from './seed-reports.ts';
import { seedSuppliers, seedWishes } from './seed-suppliers.ts';

const SEED = 20_260_301;

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
  clock.freeze(new Date(today.getTime() - HISTORY_MS));
  const companyId = newId(clock);
  const system = systemIn(companyId, clock);
  const isFirst = await work.write(system, async (ctx) => {
    await lockSandbox(ctx.tx);
    return (await selectRecord(ctx.tx)) === undefined;
  });
  if (!isFirst) return undefined;

  const company = await work.write(system, (ctx) => foundCompany(deps, ctx, { profile: COMPANY, today, chance }));
  const foreign = await foundForeignCompany(deps, { work, clock });
  const app = await work.write(system, (ctx) => deps.oauth.createApp(ctx, { ...DEMO_APP, dataCenter: 'us' }));
  await work.write(system, (ctx) => seedSuppliers(deps, ctx));
  const keyed = PEOPLE.flatMap(({ key, login }) => (key ? [{ key, userId: idOf(company.people, login), caller: system }] : []));
  const [passwords] = await Promise.all([
    givePasswords(deps, work, [...keyed, { key: FOREIGN_KEY, userId: foreign.userId, caller: foreign.caller }]),
    seedReports({ deps, work, clock, chance, today, reports: REPORTS, companyId, appId: app.app.id, ...company }),
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

async function foundForeignCompany(
  deps: SandboxDeps,
  { work, clock }: Making,
): Promise<{ companyId: string; userId: string; caller: Caller }> {
  const companyId = newId(clock);
  const caller = systemIn(companyId, clock);
  const userId = await work.write(caller, async (ctx) => {
    await deps.company.createCompany(ctx, { ...FOREIGN_COMPANY, test: true });
    await deps.expense.createDefaults(ctx, { currencyCode: FOREIGN_COMPANY.currency });
    const user = await seedForeignPeople(deps, ctx);
    await seedListings(deps, ctx);
    return user;
  });
  return { companyId, userId, caller };
}
