import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asUser, openOffice, readReport, run, submitted, type Office } from '../harness/expense.ts';
import { cashDesk } from '../harness/payment.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';
import { charged, COST_OBJECT, workflowOffice } from '../harness/workflow.ts';

const ROUNDS = 5;

describe('a report and its money, on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let program: TestProgram;
  let office: Office;
  let desk: ReturnType<typeof cashDesk>;
  before(async () => {
    postgres = await startPostgres();
    program = await testProgram({ database: await postgres.freshDatabase() });
    office = await openOffice(program);
    desk = cashDesk(program, office);
  });
  after(async () => {
    await program.close();
    await postgres.stop();
  });

  const four = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 4 }, work));

  it('is posted once, however many approve it at the end', async () => {
    const approve = (reportId: string, by = office.processor) =>
      run(program, asUser(by), (expense, ctx) => expense.approveReport(ctx, { access: { kind: 'any' }, reportId })).then(
        () => 'done',
        () => 'refused',
      );
    for (let round = 0; round < ROUNDS; round++) {
      const report = await submitted(program, office);
      assert.equal(await approve(report.id, office.manager), 'done');
      const outcomes = await four(() => approve(report.id));
      assert.deepEqual(outcomes.toSorted(), ['done', 'refused', 'refused', 'refused']);
      assert.equal((await desk.journal(report)).length, 1);
    }
  });

  it('is posted once where two approvers of cost objects end the workflow together', async () => {
    const flow = await workflowOffice(program);
    const till = cashDesk(program, flow.office);
    const [left, right] = [await flow.approver('Left'), await flow.approver('Right')];
    await flow.limit(left, { upTo: 1000, group: 'L' });
    await flow.limit(right, { upTo: 1000, group: 'R' });
    const policyId = await flow.policyOf([COST_OBJECT]);
    for (let round = 0; round < ROUNDS; round++) {
      const report = await flow.create(policyId, [charged(flow.office, 10, 'L'), charged(flow.office, 20, 'R')]);
      assert.equal(await flow.submit(report), 'done');
      assert.deepEqual(await Promise.all([flow.approve(left, report), flow.approve(right, report)]), ['done', 'done']);
      const amounts = (await till.journal(report)).map(({ amount }) => amount.toFixed());
      assert.deepEqual(amounts.toSorted(), ['10', '20']);
    }
  });

  it('is paid once, and either paid or held', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const report = await desk.approved();
      assert.deepEqual((await four(() => desk.pay('markProcessing', report))).filter((outcome) => outcome === 'done').length, 1);
      const outcomes = await Promise.all([
        desk.pay('markPaid', report),
        desk.pay('holdPayment', report),
        desk.pay('markPaid', report),
        desk.pay('holdPayment', report),
      ]);
      assert.equal(outcomes.filter((outcome) => outcome === 'done').length, 1, outcomes.join());
      const { paymentStatus } = await readReport(program, office, report.id);
      assert.equal(outcomes.indexOf('done') % 2 === 0, paymentStatus === 'P_PAID');
      const paid = (await desk.told(report)).filter(({ stepCode }) => stepCode === 'PAIDREPORT');
      assert.equal(paid.length, paymentStatus === 'P_PAID' ? 1 : 0);
    }
  });

  it('is extracted once, whichever run comes first', async () => {
    const report = await desk.approved();
    await desk.pay('markProcessing', report);
    const ids = (await desk.journal(report)).map(({ id }) => id);
    const taken = await four(() => desk.asked((expense, ctx) => expense.markExtracted(ctx, { ids, jobRunKey: 'RUN' })));
    assert.equal(taken.flat().length, ids.length);
  });
});
