import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Caller } from '../../platform/context.ts';
import { auditOf, eventsOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { plainInterpreter, runJob, type PlainDocument } from '../../../test/harness/provisioning.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { ProvisionNotFound, type BulkOperation, type Operation } from './index.ts';

let program: TestProgram;
let asking: Caller & { companyId: string };
before(async () => {
  program = await testProgram();
  asking = await tokenOf(program);
});
after(() => program.close());

async function tokenOf(of: TestProgram): Promise<Caller & { companyId: string }> {
  const { companyId } = await foundCompany(of);
  const appId = '11111111-1111-4111-8111-111111111111';
  return {
    actor: { kind: 'company', companyId, appId, scopes: new Set(['user.provision.write']) },
    companyId,
    correlationId: 'asked',
  };
}

let made = 0;
const create = (document: PlainDocument = {}): BulkOperation => {
  const bulkId = `new-${++made}`;
  const parts = (['spend', 'role', 'approver'] as const).filter((part) => document[part] !== undefined);
  return { bulkId, method: 'create', userId: undefined, parts, document: { userName: `${bulkId}@bulk.example`, ...document } };
};
const change = (userId: string, document: PlainDocument): BulkOperation => ({
  ...create(document),
  method: 'change',
  userId,
  document,
});

const accept = (operations: readonly BulkOperation[], failOnErrors?: number) =>
  program.unitOfWork.write(asking, async (ctx) => {
    const { request } = await program.modules.provisioning.acceptBulk(ctx, {
      operations,
      ...(failOnErrors ? { failOnErrors } : {}),
    });
    return request.id;
  });
const status = (id: string, caller: Caller = asking) =>
  program.unitOfWork.read(caller, (ctx) => program.modules.provisioning.statusOf(ctx, id, { startIndex: 1, count: 100 }));
const run = (id: string, attempt = 1) =>
  runJob(program, 'provisioning.run', { data: { companyId: asking.companyId, requestId: id }, attempt });
const provision = async (operations: readonly BulkOperation[], failOnErrors?: number) => {
  const id = await accept(operations, failOnErrors);
  await run(id);
  return status(id);
};
const states = (page: readonly Operation[] = []) => page.map(({ state }) => state).join(' ');
const results = (operation: Operation | undefined) =>
  operation?.outcomes.map(({ part, result }) => `${part} ${result}`).sort() ?? [];
const completions = async (id: string) =>
  (await eventsOf(program, asking)).filter(({ type, subjectId }) => type === 'provisionCompleted' && subjectId === id);

describe('a bulk request', () => {
  it('waits for its job, then has done all of it', async () => {
    const id = await accept([create(), create({ spend: 'USD', role: 'EXP_APPROVER' })]);
    const waiting = await status(id);
    assert.deepEqual(waiting.counts, { total: 2, success: 0, failed: 0, pending: 2 });
    assert.equal(waiting.request.completedAt, undefined);
    assert.deepEqual(program.enqueued.at(-1), { name: 'provisioning.run', data: { companyId: asking.companyId, requestId: id } });
    await run(id);
    const { request, counts, operations } = await status(id);
    assert.deepEqual(counts, { total: 2, success: 2, failed: 0, pending: 0 });
    assert.deepEqual([request.success, request.completedAt], [true, program.clock.now()]);
    assert.deepEqual(results(operations?.page[1]), ['core success', 'role success', 'spend success']);
    const user = await program.unitOfWork.read(asking, (ctx) =>
      program.modules.identity.getUser(ctx, operations?.page[1]?.userId ?? ''),
    );
    assert.equal(user.spend?.reimbursementCurrency, 'USD');
    assert.equal((await completions(id))[0]?.facts['success'], true);
    assert.ok((await auditOf(program, asking)).includes('provision-request completed'));
  });

  it('fails one by one: what is right stands, each failure is told of its own part', async () => {
    const taken = (await hire(program, asking)).userName;
    const { counts, request, operations } = await provision([
      create(),
      create({ userName: taken, spend: 'USD' }),
      create({ spend: 'no currency', role: 'EXP_APPROVER' }),
      create({ spend: 'EUR', role: 'NO_SUCH_ROLE' }),
      create({ spend: 'EUR' }),
    ]);
    assert.deepEqual(counts, { total: 5, success: 2, failed: 3, pending: 0 });
    assert.equal(request.success, false);
    const [, login, currency, role] = operations?.page ?? [];
    assert.deepEqual(results(login), ['core error', 'spend no-op']);
    assert.equal(login?.userId, undefined);
    assert.deepEqual(results(currency), ['core success', 'role no-op', 'spend error']);
    assert.deepEqual(results(role), ['core success', 'role error', 'spend success']);
    assert.equal((await completions(request.id))[0]?.facts['success'], false);
  });

  it('makes a user and its approver together, in whichever order', async () => {
    const [first, second] = [create({ role: 'EXP_APPROVER' }), create({ role: 'EXP_APPROVER' })];
    const approverOf = (of: BulkOperation) => (of.document as PlainDocument).userName ?? '';
    const { counts, operations } = await provision([
      create({ approver: approverOf(first) }),
      first,
      second,
      create({ approver: approverOf(second) }),
    ]);
    assert.deepEqual(counts, { total: 4, success: 4, failed: 0, pending: 0 }, JSON.stringify(operations));
  });

  it('begins nothing after as many failures as it allows', async () => {
    const taken = (await hire(program, asking)).userName;
    const good = create();
    const { operations, counts } = await provision(
      [good, create({ userName: taken }), create(), create({ userName: taken }), create(), create()],
      2,
    );
    assert.equal(states(operations?.page), 'success failed success failed failed failed');
    assert.deepEqual(counts, { total: 6, success: 2, failed: 4, pending: 0 });
    assert.deepEqual(results(operations?.page[4]), ['core not-processed']);
    assert.equal(operations?.page[5]?.userId, undefined);
  });

  it('says of a change to nothing new that there was nothing to do', async () => {
    const user = await hire(program, asking);
    const { operations } = await provision([
      change(user.id, { title: 'Lead' }),
      change(user.id, { title: 'Lead' }),
      change('99999999-9999-4999-8999-999999999999', { title: 'Lead', spend: 'USD' }),
    ]);
    assert.deepEqual(operations?.page.map(results), [['core success'], ['core no-op'], ['core error', 'spend no-op']]);
  });

  it('is done once, however often its job runs', async () => {
    const { request } = await provision([create({ spend: 'USD' })]);
    const before = await eventsOf(program, asking);
    await run(request.id);
    assert.deepEqual(await eventsOf(program, asking), before);
  });

  it('goes on where a run was broken off', async () => {
    const id = await accept([create({ spend: 'USD' }), create({ spend: 'USD' })]);
    await assert.rejects(
      runJob(program, 'provisioning.run', {
        data: { companyId: asking.companyId, requestId: id },
        interpreter: { ...plainInterpreter(program), extend: () => Promise.reject(new Error('the power went')) },
      }),
      /the power went/,
    );
    const halfway = await status(id);
    assert.deepEqual(halfway.operations?.page.map(results), [['core success'], ['core success']]);
    await run(id, 2);
    assert.deepEqual((await status(id)).counts, { total: 2, success: 2, failed: 0, pending: 0 });
    const created = (await eventsOf(program, asking)).filter(({ type }) => type === 'IdentityProfileCreated');
    const ids = halfway.operations?.page.map(({ userId }) => userId);
    assert.deepEqual(
      created.map(({ subjectId }) => subjectId).filter((one) => ids?.includes(one)),
      ids,
    );
  });

  it('in the end fails the one operation that no run survives', async () => {
    const id = await accept([create({ spend: 'USD' }), create({ spend: 'fault' }), create({ spend: 'USD' })]);
    for (const attempt of [1, 2, 3]) await assert.rejects(run(id, attempt), /nobody expected/);
    await run(id, 4);
    assert.equal(states((await status(id)).operations?.page), 'success failed success');
  });
});

describe('a request', () => {
  const sweep = (name: string) => runJob(program, name, { data: {} });

  it('that is not done in 120 minutes has failed, before and after the clock’s job sees it', async () => {
    const id = await accept([create({ spend: 'USD' })]);
    program.clock.advance(120 * 60_000 - 1);
    assert.equal((await status(id)).request.completedAt, undefined);
    program.clock.advance(1);
    const seen = await status(id);
    assert.equal((await completions(id)).length, 0);
    await sweep('provisioning.time-out');
    const { request, counts, operations } = await status(id);
    assert.deepEqual([seen.counts, seen.request.success], [counts, false]);
    assert.deepEqual(seen.operations, operations);
    assert.deepEqual(counts, { total: 1, success: 0, failed: 1, pending: 0 });
    assert.deepEqual(results(operations?.page[0]), ['core not-processed', 'spend not-processed']);
    assert.equal(request.success, false);
    await sweep('provisioning.time-out');
    await run(id);
    assert.deepEqual(
      (await completions(id)).map(({ facts }) => facts['success']),
      [false],
    );
  });

  it('is another company’s secret, and forgotten after seven days', async () => {
    const id = await accept([create()]);
    await run(id);
    const other = await tokenOf(program);
    await assert.rejects(status(id, other), ProvisionNotFound);
    await assert.rejects(status('no-uuid'), ProvisionNotFound);
    program.clock.advance(7 * 86_400_000 - 1);
    await sweep('provisioning.purge');
    assert.equal((await status(id)).request.success, true);
    program.clock.advance(1);
    await assert.rejects(status(id), ProvisionNotFound);
    await sweep('provisioning.purge');
    const left = await program.unitOfWork.read(asking, (ctx) =>
      sql<{ n: number }>`select count(*) as n from provision_operation where request_id = ${id}`.execute(ctx.tx),
    );
    assert.deepEqual(left.rows, [{ n: 0 }]);
  });

  it('keeps what it was asked no longer than it needs', async () => {
    const { request } = await provision([create({ spend: 'USD' })]);
    const kept = await program.unitOfWork.read(asking, (ctx) =>
      sql<{ document: unknown }>`select document from provision_operation where request_id = ${request.id}`.execute(ctx.tx),
    );
    assert.deepEqual(kept.rows, [{ document: null }]);
  });
});
