import type { Clock } from '../../platform/clock/clock.ts';
import type { Caller, UnitOfWork } from '../../platform/context.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import type { ExchangeLogSettings } from './deps.ts';
import { deleteBefore, deleteContentsBefore, firstKept, reclaim, selectCompanies } from './trim-queries.ts';

const DAY_MS = 86_400_000;
const BATCH = 1000;

/** Keeps the log short: what is too old or too much goes, in small transactions. `clock` is the real one. */
export const exchangeLogJobs = (work: UnitOfWork, settings: ExchangeLogSettings, clock: Clock): JobDefinition[] => [
  {
    name: 'exchange-log.trim',
    schedule: '*/5 * * * *',
    run: async ({ id, signal }) => {
      const caller: Caller = { actor: { kind: 'system' }, correlationId: id };
      const keep = { since: new Date(clock.now().getTime() - settings.days * DAY_MS), most: settings.perCompany };
      let deleted = 0;
      for (const companyId of await work.read(caller, ({ tx }) => selectCompanies(tx))) {
        const first = await work.read(caller, ({ tx }) => firstKept(tx, companyId, keep));
        for (let gone = BATCH; gone === BATCH && !signal.aborted; deleted += gone)
          gone = await work.write(caller, ({ tx }) => deleteBefore(tx, companyId, first, BATCH));
        await work.write(caller, ({ tx }) => deleteContentsBefore(tx, companyId, first));
      }
      if (deleted > 0 && settings.reclaims) await work.read(caller, ({ tx }) => reclaim(tx));
    },
  },
];
