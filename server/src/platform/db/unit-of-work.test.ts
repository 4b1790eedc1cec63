import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase } from '../../../test/harness/program.ts';
import { MovableClock } from '../clock/clock.ts';
import type { UnitOfWork } from '../context.ts';
import type { Database } from './database.ts';
import { inOneTransaction } from './unit-of-work.ts';

const COMPANY = '0199f000-0000-7000-8000-000000000001';
const caller = { actor: { kind: 'system' }, companyId: COMPANY, correlationId: 'test' } as const;

describe('many units of work in one transaction', () => {
  const clock = new MovableClock();
  let database: Database;
  before(async () => {
    database = await freshDatabase();
  });
  after(() => database.close());

  const run = <T>(tell: (work: UnitOfWork) => Promise<T>): Promise<T> =>
    inOneTransaction({ root: database.root, clock, enqueue: async () => {} }, tell);
  /** Each unit at its own moment. */
  const units = async (work: UnitOfWork, from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n++) {
      clock.freeze(new Date(Date.UTC(2026, 0, 1, 0, 0, n)));
      await work.write(caller, async (ctx) => {
        ctx.emit({ topic: 't', type: 'happened', subjectId: COMPANY, facts: { n } });
        if (n % 2 === 0) ctx.record({ subjectKind: 'thing', subjectId: String(n), action: 'done' });
      });
    }
  };
  const written = async () => {
    const events = await sql<{
      n: number;
      at: Date;
    }>`select (facts->>'n')::int as n, occurred_at as at from event order by id`.execute(database.root);
    const audit = await sql<{ n: number }>`select subject_id::int as n from audit_entry order by id`.execute(database.root);
    return { events: events.rows, audited: audit.rows.map(({ n }) => n) };
  };

  it('leaves nothing of any when a later one fails, of those already written neither', async () => {
    const broken = run(async (work) => {
      await units(work, 0, 120);
      throw new Error('broken');
    });
    await assert.rejects(broken, /broken/);
    assert.deepEqual(await written(), { events: [], audited: [] });
  });

  it('writes what each recorded, in its order and at its moment, and lets others have a turn meanwhile', async () => {
    let isTurn = false;
    await run(async (work) => {
      setImmediate(() => {
        isTurn = true;
      });
      await units(work, 0, 120);
      assert.ok(isTurn, 'nothing else could run');
    });
    const { events, audited } = await written();
    assert.deepEqual(
      events,
      Array.from({ length: 120 }, (_, n) => ({ n, at: new Date(Date.UTC(2026, 0, 1, 0, 0, n)) })),
    );
    assert.deepEqual(
      audited,
      Array.from({ length: 60 }, (_, n) => n * 2),
    );
  });
});
