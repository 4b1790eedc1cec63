import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { EPOCH, testProgram, type TestProgram } from './program.ts';

const COMPANY = '0195a000-0000-7000-8000-000000000001';
const caller = { actor: { kind: 'system' }, companyId: COMPANY, correlationId: 'test' } as const;

describe('the unit of work', () => {
  let program: TestProgram;
  before(async () => {
    program = await testProgram();
  });
  after(() => program.close());

  const events = () =>
    program.unitOfWork.read(caller, async (ctx) =>
      (await sql<{ event_type: string }>`select event_type from event order by id`.execute(ctx.tx)).rows.map(
        (row) => row.event_type,
      ),
    );

  it('writes events, audit entries and jobs with the change, at the time of the clock', async () => {
    await program.unitOfWork.write(caller, async (ctx) => {
      ctx.emit({ topic: 't', type: 'first', subjectId: 's', facts: { a: 1 } });
      ctx.emit({ topic: 't', type: 'second', subjectId: 's', facts: {} });
      ctx.record({ subjectKind: 'report', subjectId: 's', action: 'created' });
      ctx.enqueue({ name: 'job', data: {} });
    });
    assert.deepEqual(await events(), ['first', 'second']);
    assert.deepEqual(program.enqueued, [{ name: 'job', data: {} }]);
    const audit = await program.unitOfWork.read(
      caller,
      async (ctx) => (await sql<{ recorded_at: Date }>`select recorded_at from audit_entry`.execute(ctx.tx)).rows,
    );
    assert.deepEqual(audit, [{ recorded_at: EPOCH }]);
  });

  it('keeps nothing of a unit that failed', async () => {
    const failing = program.unitOfWork.write(caller, async (ctx) => {
      ctx.emit({ topic: 't', type: 'third', subjectId: 's', facts: {} });
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    assert.deepEqual(await events(), ['first', 'second']);
  });

  it('runs a unit again when the database asks for it, with a fresh context', async () => {
    let tries = 0;
    await program.unitOfWork.write(caller, async (ctx) => {
      ctx.emit({ topic: 't', type: `try-${++tries}`, subjectId: 's', facts: {} });
      if (tries < 3) await sql`do $$ begin raise exception 'busy' using errcode = '40001'; end $$`.execute(ctx.tx);
    });
    assert.deepEqual((await events()).slice(2), ['try-3']);
  });

  it('refuses a read that emits, and a company that nobody named', async () => {
    await assert.rejects(
      program.unitOfWork.read(caller, async (ctx) => ctx.emit({ topic: 't', type: 'x', subjectId: 's', facts: {} })),
      /must be a write/,
    );
    await assert.rejects(
      program.unitOfWork.read({ actor: { kind: 'anonymous' }, correlationId: 'c' }, async (ctx) => ctx.companyId),
      /works in one company/,
    );
  });

  it('lets units of work stand in line on the one connection of the embedded engine', async () => {
    const order: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        program.unitOfWork.write(caller, async (ctx) => {
          order.push(`${name}+`);
          await sql`select 1`.execute(ctx.tx);
          order.push(`${name}-`);
        }),
      ),
    );
    assert.deepEqual(order, ['a+', 'a-', 'b+', 'b-', 'c+', 'c-']);
  });
});
