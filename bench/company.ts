import { tmpdir } from 'node:os';
import { createModules, type Modules } from '../server/src/context.ts';
import { createBlobs, localBlobs } from '../server/src/platform/blobs/blobs.ts';
import type { Clock } from '../server/src/platform/clock/clock.ts';
import type { Caller, UnitOfWork } from '../server/src/platform/context.ts';
import type { Database } from '../server/src/platform/db/database.ts';
import { unitOfWork } from '../server/src/platform/db/unit-of-work.ts';
import { newId } from '../server/src/platform/ids/index.ts';

/** A program's modules at work in a company of their own, without the program around them. */
export async function openCompany(
  database: Database,
  clock: Clock,
): Promise<{ modules: Modules; work: UnitOfWork; caller: Caller & { companyId: string } }> {
  const work = unitOfWork({ root: database.root, clock, enqueue: async () => {} });
  const blobs = createBlobs({ store: localBlobs(tmpdir()), limit: 0 });
  const modules = createModules('a key for measuring alone', { blobs, clock, sandbox: false });
  const caller = { actor: { kind: 'system' }, companyId: newId(clock), correlationId: 'bench', language: 'en-US' } as const;
  const home = { name: 'Bench', domain: 'bench.example', dataCenter: 'us', countryCode: 'US', currency: 'USD' } as const;
  await work.write(caller, async (ctx) => {
    await modules.company.createCompany(ctx, home);
    await modules.expense.createDefaults(ctx, { currencyCode: 'USD' });
  });
  return { modules, work, caller };
}
