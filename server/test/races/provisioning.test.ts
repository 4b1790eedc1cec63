import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Caller } from '../../src/platform/context.ts';
import { eventsOf, foundCompany } from '../harness/people.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';
import { runJob } from '../harness/provisioning.ts';

let postgres: TestPostgres;
let program: TestProgram;
let asking: Caller & { companyId: string };
before(async () => {
  postgres = await startPostgres();
  program = await testProgram({ database: await postgres.freshDatabase() });
  const { companyId } = await foundCompany(program);
  const appId = '11111111-1111-4111-8111-111111111111';
  asking = { actor: { kind: 'company', companyId, appId, scopes: new Set() }, companyId, correlationId: 'race' };
});
after(async () => {
  await program.close();
  await postgres.stop();
});

const accept = (name: string) =>
  program.unitOfWork.write(asking, async (ctx) => {
    const operations = Array.from({ length: 20 }, (_, index) => ({
      bulkId: `${name}-${index}`,
      method: 'create' as const,
      userId: undefined,
      parts: ['spend', 'role'] as const,
      // Every fifth is refused, so that the workers also narrow down.
      document: {
        userName: `${name}-${index}@race.example`,
        spend: 'USD',
        role: index % 5 === 4 ? 'NO_SUCH_ROLE' : 'EXP_APPROVER',
      },
    }));
    return (await program.modules.provisioning.acceptBulk(ctx, { operations })).request.id;
  });

it('applies each operation once, whoever works on the request', async () => {
  const ids = [await accept('first'), await accept('second')];
  const workers = [...ids, ...ids, ...ids].map((requestId) =>
    runJob(program, 'provisioning.run', { data: { companyId: asking.companyId, requestId } }),
  );
  await Promise.all(workers);
  for (const id of ids) {
    const { counts } = await program.unitOfWork.read(asking, (ctx) => program.modules.provisioning.statusOf(ctx, id));
    assert.deepEqual(counts, { total: 20, success: 16, failed: 4, pending: 0 });
  }
  const events = await eventsOf(program, asking);
  const of = (type: string) => events.filter((event) => event.type === type).map(({ subjectId }) => subjectId);
  assert.equal(of('IdentityProfileCreated').length, 40);
  assert.equal(of('SpendProfileCreated').length, 40);
  assert.deepEqual(of('provisionCompleted').sort(), [...ids].sort());
});
