/**
 * What it costs to recompute a large report after one of its entries changed, and to share all of it out to its cost objects.
 *   node bench/report-totals.ts [--engine embedded|server] [--entries 500] [--allocations 20] [--rounds 20]
 */
import { parseArgs } from 'node:util';
import { migrateDatabase } from '../server/src/context.ts';
import { costObjectsIn } from '../server/src/modules/expense/report/cost-objects.ts';
import { costSharesOf } from '../server/src/modules/expense/report/cost-object-queries.ts';
import { foldEntries } from '../server/src/modules/expense/report/report-folds.ts';
import { refreshReport } from '../server/src/modules/expense/report/refresh-report.ts';
import { entryFolds } from '../server/src/modules/expense/entry/entry-queries.ts';
import { MovableClock } from '../server/src/platform/clock/clock.ts';
import type { Context } from '../server/src/platform/context.ts';
import { openEmbedded, type Database } from '../server/src/platform/db/database.ts';
import { apportion, decimal } from '../server/src/platform/money/money.ts';
import { startPostgres } from '../server/test/harness/postgres.ts';
import { openCompany } from './company.ts';

const BUDGET_MS = 100;

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    entries: { type: 'string', default: '500' },
    allocations: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '20' },
  },
});
const engines = values.engine === 'embedded' || values.engine === 'server' ? [values.engine] : ['embedded', 'server'];
const entryCount = Number(values.entries);
const rounds = Number(values.rounds);
const clock = new MovableClock();

for (const engine of engines) {
  const postgres = engine === 'server' ? await startPostgres() : undefined;
  try {
    const database = postgres ? await postgres.freshDatabase() : await openEmbedded();
    if (!postgres) await migrateDatabase(database);
    await measure(engine, database);
  } finally {
    await postgres?.stop();
  }
}

type Company = Awaited<ReturnType<typeof openCompany>>;

async function largeReport({ work, modules, caller }: Company): Promise<string> {
  const { identity, expense } = modules;
  const percentages = apportion(
    decimal(100),
    Array.from({ length: Number(values.allocations) }, () => decimal(1)),
    8,
  );
  return work.write(caller, async (ctx) => {
    const owner = await identity.createUser(ctx, {
      userName: 'owner@bench.example',
      name: { givenName: 'Given', familyName: 'Family' },
      emails: [{ type: 'work', value: 'owner@bench.example' }],
      spend: { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' },
      roles: [{ code: 'EXP_USER' }],
    });
    const report = await expense.createReport(ctx, {
      access: { kind: 'any', ownerId: owner.id },
      name: 'Large',
      entries: Array.from({ length: entryCount }, (_, index) => ({
        expenseTypeId: 'TAXIX',
        transactionDate: '2026-02-20',
        transactionAmount: decimal(`${index + 1}.37`),
        transactionCurrency: 'USD',
        allocations: percentages.map((percentage, place) => ({ percentage, custom: { orgUnit1: { value: `C${place}` } } })),
      })),
    });
    return report.id;
  });
}

async function measure(engine: string, database: Database): Promise<void> {
  const company = await openCompany(database, clock);
  const { work, caller } = company;
  const { expense } = company.modules;
  const reportId = await largeReport(company);
  const times = async (what: (ctx: Context) => Promise<unknown>): Promise<number> => {
    const all: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      await work.write(caller, async (ctx) => {
        const start = performance.now();
        await what(ctx);
        all.push(performance.now() - start);
      });
    return all.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN;
  };
  const folds = await work.write(caller, (ctx) => entryFolds(ctx, reportId));
  const [entryId = ''] = folds.map(({ id }) => id);
  let amount = 0;
  const changeOne = (ctx: Context) =>
    expense.updateEntry(ctx, {
      access: { kind: 'any' },
      reportId,
      entryId,
      changes: { transactionAmount: decimal((amount += 1)) },
    });
  const figures: [string, number][] = [
    ['totals alone, no database', await times(async () => foldEntries(folds))],
    ['recompute: read, fold and write', await times((ctx) => refreshReport(ctx, reportId))],
    ['one entry changed: rights, totals, rules', await times(changeOne)],
    ['share out to cost objects', await times(async (ctx) => costObjectsIn(await costSharesOf(ctx, reportId), ['orgUnit1']))],
  ];
  console.log(
    `\n${engine}: ${entryCount} entries with ${values.allocations} allocations each, median of ${rounds} in ms (budget ${BUDGET_MS})`,
  );
  for (const [name, time] of figures) console.log(`${name.padEnd(42)} ${time.toFixed(1).padStart(8)}`);
}
