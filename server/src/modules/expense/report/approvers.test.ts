import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asUser, inContext, lunch, run } from '../../../../test/harness/expense.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { EXTERNAL, MANAGER, PROCESSOR, workflowOffice, type WorkflowOffice } from '../../../../test/harness/workflow.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { User } from '../../identity/index.ts';
import type { StepDefinition } from '../../workflow/index.ts';

const SECOND: StepDefinition = { role: 'MANAGER_2', approvalStatus: 'A_PEND', stepCode: null };
const AUTHORIZED: StepDefinition = { role: 'AUTH_APPROVER', approvalStatus: 'A_PEND', stepCode: null };

describe('who approves a report', () => {
  let program: TestProgram;
  let desk: WorkflowOffice;
  let boss: User;
  let manager: User;
  let traveler: User;
  before(async () => {
    program = await testProgram();
    desk = await workflowOffice(program);
    ({ manager, traveler } = desk.office);
    boss = await desk.approver('Bea');
    await desk.setApprovers(manager, boss);
  });
  after(() => program.close());

  const sum = (value: number, currency = 'USD') =>
    lunch(desk.office, { transactionAmount: decimal(value), transactionCurrency: currency });
  async function sent(steps: readonly StepDefinition[], value = 20) {
    const report = await desk.create(await desk.policyOf(steps), [sum(value)]);
    assert.equal(await desk.submit(report), 'done');
    return report;
  }
  const asked = async (report: { id: string }) => (await desk.now(report as never)).currentStep?.approver?.id;
  const deactivate = (user: User, active: boolean) =>
    desk.inOffice((_, ctx) => program.modules.identity.updateUser(ctx, { userId: user.id, patch: { active } }));

  it("a second manager above an amount: the second approver, or the manager's own", async () => {
    const steps = [MANAGER, { ...SECOND, from: { amount: '500', currency: 'USD' } }, PROCESSOR];
    const small = await sent(steps, 499.99);
    assert.equal(await desk.approve(manager, small), 'done');
    assert.equal(await desk.status(small), 'A_ACCO');
    const skipped = (await desk.history(small)).find(({ action }) => action === 'skip');
    assert.deepEqual([skipped?.sequence, skipped?.role, skipped?.reason], [2, 'MANAGER_2', 'below-amount']);
    const large = await sent(steps, 500);
    assert.equal(await desk.approve(manager, large), 'done');
    assert.deepEqual([await desk.status(large), await asked(large)], ['A_PEND', boss.id]);
    const other = await desk.approver('Otto');
    await desk.setApprovers(traveler, manager, other);
    const named = await sent(steps, 500);
    await desk.approve(manager, named);
    assert.equal(await asked(named), other.id);
    await desk.setApprovers(traveler, manager);
  });

  it('measures what journeys come to at the submission, not what they came to before', async () => {
    const vehicleId = await desk.inOffice(async (_, ctx) => {
      const { mileages } = program.modules;
      const car = { name: 'By bands', kind: 'PERSONAL', currencyCode: 'USD', unit: 'M', isDefault: false } as const;
      const { id: configurationId } = await mileages.defineCar(ctx, car);
      const bands = [
        { from: decimal(0), rate: decimal(2) },
        { from: decimal(1000), rate: decimal('0.5') },
      ];
      await mileages.setRates(ctx, { configurationId, startsOn: '2025-01-01', bands });
      return (await mileages.addVehicle(ctx, { ownerId: traveler.id, name: 'Van', kind: 'PERSONAL', configurationId })).id;
    });
    const drive = (transactionDate: string, totalDistance: number) => ({
      expenseTypeId: 'MILEG',
      transactionDate,
      details: { mileage: { totalDistance, vehicleId } },
    });
    const policyId = await desk.policyOf([{ ...MANAGER, from: { amount: '100', currency: 'USD' } }, PROCESSOR]);
    const on = (reportId: string) => ({ access: inContext('TRAVELER', traveler), reportId });
    const driven = async (transactionDate: string, distance: number) => {
      const report = await desk.create(policyId, [drive(transactionDate, distance) as never]);
      return { report, total: Number(report.totals.total) };
    };
    const earlier = await driven('2026-01-10', 1000);
    const later = await driven('2026-02-10', 100);
    assert.deepEqual([earlier.total, later.total], [2000, 50]);
    await run(program, asUser(traveler), (expense, ctx) => expense.deleteReport(ctx, on(earlier.report.id)));
    assert.equal(await desk.submit(later.report), 'done');
    assert.deepEqual([await desk.status(later.report), Number((await desk.now(later.report)).totals.total)], ['A_PEND', 200]);
  });

  it('measures an amount in the currency of the threshold, and walks the step where there is no rate', async () => {
    const steps = (currency: string) => [{ ...MANAGER, from: { amount: '100', currency } }, PROCESSOR];
    await desk.inOffice((_, ctx) =>
      program.modules.exchangeRates.setRates(ctx, [{ from: 'EUR', to: 'USD', startDate: '2026-01-01', rate: decimal('1.25') }]),
    );
    assert.equal(await desk.status(await sent(steps('EUR'), 124.99)), 'A_ACCO');
    assert.equal(await desk.status(await sent(steps('EUR'), 125)), 'A_PEND');
    assert.equal(await desk.status(await sent(steps('JPY'), 1)), 'A_PEND');
  });

  it('an authorized approver whose limit is the least that is enough', async () => {
    const [low, high] = [await desk.approver('Lou'), await desk.approver('Hal')];
    await desk.limit(low, { upTo: 1000 });
    await desk.limit(high, { upTo: 5000 });
    const steps = [AUTHORIZED, PROCESSOR];
    assert.equal(await asked(await sent(steps, 1000)), low.id);
    assert.equal(await asked(await sent(steps, 1000.01)), high.id);
    const abroad = await desk.approver('Eve');
    await desk.limit(abroad, { upTo: 900, currency: 'EUR' });
    assert.equal(await asked(await sent(steps, 990)), low.id, '900 euros are more than 1000 dollars');
    assert.equal(await asked(await sent(steps, 1125)), abroad.id);
    await desk.limit(abroad);
    const beyond = await desk.create(await desk.policyOf(steps), [sum(5001)]);
    assert.equal(await desk.submit(beyond), 'workflow.approver.none-defined');
    assert.equal(await desk.status(beyond), 'A_NOTF');
    await deactivate(low, false);
    assert.equal(await asked(await sent(steps, 10)), high.id, 'whoever has left is not asked');
    await deactivate(low, true);
    await desk.limit(low, { upTo: 1000, exceptions: false });
    const objected = await desk.create(await desk.policyOf(steps), [sum(10)]);
    const exception = { access: { kind: 'company' }, reportId: objected.id, exceptionCode: 'APIWARN' } as const;
    await desk.inOffice((expense, ctx) => expense.addException(ctx, exception));
    await desk.submit(objected);
    assert.equal(await asked(objected), high.id, 'exceptions need the authority for them');
  });

  it('nobody, the owner, or someone who has left: refused or passed over as the step says', async () => {
    const lonely = await desk.approver('Lena');
    const create = (policyId: string) =>
      run(program, asUser(lonely), (expense, ctx) =>
        expense.createReport(ctx, { access: inContext('TRAVELER', lonely), name: 'Alone', policyId, entries: [sum(5)] }),
      );
    const submits = async (steps: readonly StepDefinition[]) => {
      const { id } = await create(await desk.policyOf(steps));
      const on = { access: inContext('TRAVELER', lonely), reportId: id };
      return run(program, asUser(lonely), (expense, ctx) => expense.submitReport(ctx, on)).then(
        () => desk.status({ id } as never),
        (error: { code: string }) => error.code,
      );
    };
    assert.equal(await submits([MANAGER, PROCESSOR]), 'workflow.approver.missing');
    assert.equal(await submits([{ ...MANAGER, whenMissing: 'skip' }, PROCESSOR]), 'A_ACCO');
    await desk.limit(lonely, { upTo: 100, group: 'OWN' });
    const own: StepDefinition = { role: 'CO_APPROVER', approvalStatus: 'A_PECO', stepCode: null, costObjectFields: ['orgUnit1'] };
    assert.equal(await submits([own, PROCESSOR]), 'A_ACCO', 'nothing is charged to a cost object');
    await desk.setApprovers(lonely, manager);
    await desk.setApprovers(manager, lonely);
    assert.equal(await submits([SECOND, PROCESSOR]), 'workflow.approver.is-owner');
    assert.equal(await submits([{ ...SECOND, whenOwner: 'skip' }, PROCESSOR]), 'A_ACCO');
    await desk.setApprovers(manager, boss);
    await deactivate(manager, false);
    assert.equal(await submits([MANAGER, PROCESSOR]), 'workflow.approver.not-authorized');
    assert.equal(await submits([{ ...MANAGER, whenInactive: 'skip' }, PROCESSOR]), 'A_ACCO');
    await deactivate(manager, true);
  });

  it('refuses an approval that leads to nobody, and leaves the report where it was', async () => {
    await desk.setApprovers(manager);
    const report = await sent([MANAGER, SECOND, PROCESSOR]);
    assert.equal(await desk.approve(manager, report), 'workflow.approver.missing-next');
    assert.deepEqual([await desk.status(report), await asked(report)], ['A_PEND', manager.id]);
    const held: StepDefinition = { role: 'RECEIPT_HOLD', approvalStatus: 'A_RHLD', stepCode: null };
    const waiting = await sent([held, SECOND]);
    assert.equal(await desk.approve(desk.office.processor, waiting), 'workflow.approver.missing-after-hold');
    await desk.setApprovers(manager, boss);
    assert.equal(await desk.approve(desk.office.processor, waiting), 'done');
  });

  it('not twice the same person where the step says so', async () => {
    await desk.limit(manager, { upTo: 50 });
    const report = await sent([MANAGER, { ...AUTHORIZED, skipWhenRepeated: true }, PROCESSOR]);
    assert.equal(await desk.approve(manager, report), 'done');
    assert.equal(await desk.status(report), 'A_ACCO');
    assert.equal((await desk.history(report)).find(({ action }) => action === 'skip')?.reason, 'repeated');
    await desk.limit(manager);
  });

  it('whom the approver chooses, before the workflow goes on', async () => {
    const forwarding: StepDefinition = { ...MANAGER, actions: ['approve', 'forward', 'send-back', 'recall'] };
    const plain = await sent([MANAGER, PROCESSOR]);
    assert.equal(await desk.approve(manager, plain, { forwardTo: boss.id }), 'workflow.forward.not-allowed');
    const report = await sent([forwarding, PROCESSOR]);
    const to = (user: User) => desk.approve(manager, report, { forwardTo: user.id });
    assert.equal(await to(traveler), 'workflow.forward.to-owner');
    assert.equal(await to(desk.office.colleague), 'workflow.approver.not-authorized');
    assert.equal(await to({ ...boss, id: desk.office.company.companyId }), 'workflow.forward.unknown-user');
    assert.equal(await to(boss), 'done');
    const now = await desk.now(report);
    assert.deepEqual([now.approvalStatus, now.currentStep?.sequence, now.currentStep?.approver?.id], ['A_PEND', 1, boss.id]);
    assert.equal(await desk.approve(manager, report), 'workflow.approver.not-you');
    assert.equal(await desk.approve(boss, report), 'done');
    assert.equal(await desk.status(report), 'A_ACCO');
    const done = (await desk.history(report)).map(({ action, actedBy }) => [action, actedBy]);
    assert.deepEqual(done, [
      ['submit', traveler.id],
      ['forward', manager.id],
      ['approve', boss.id],
    ]);
    const strong = await desk.approver('Stan');
    await desk.limit(strong, { upTo: 9000 });
    const limited = await sent([{ ...AUTHORIZED, actions: ['approve', 'forward'] }], 8000);
    assert.equal(await asked(limited), strong.id);
    assert.equal(await desk.approve(strong, limited, { forwardTo: boss.id }), 'workflow.forward.beyond-limit');
    assert.equal(await desk.recall(limited), 'expense.recall.not-possible', 'the step knows no recall');
    assert.equal((await desk.now(limited)).flags.canRecall, false);
  });

  it('a delegate within the days of a temporary delegation', async () => {
    const deputy = await desk.approver('Dee');
    await desk.inOffice((_, ctx) =>
      program.modules.identity.setDelegates(ctx, {
        userId: manager.id,
        delegates: [
          {
            delegateId: deputy.id,
            product: 'EXP',
            permissions: ['canApproveTemporary'],
            temporaryFrom: '2026-03-02',
            temporaryTo: '2026-03-03',
          },
        ],
      }),
    );
    const report = await sent([MANAGER, PROCESSOR]);
    const list = (includeDelegate: boolean) =>
      run(program, asUser(deputy), (expense, ctx) =>
        expense.reportsToApprove(ctx, { access: inContext('MANAGER', deputy), includeDelegate }),
      );
    assert.ok((await list(true)).some(({ id }) => id === report.id));
    assert.deepEqual(await list(false), []);
    program.clock.advance(3 * 86_400_000);
    assert.deepEqual(await list(true), []);
    assert.equal(await desk.approve(manager, report, {}, deputy), 'expense.access.denied');
    program.clock.advance(-3 * 86_400_000);
    assert.equal(await desk.approve(manager, report, { comment: 'For Mona' }, deputy), 'done');
    const last = (await desk.history(report)).at(-1);
    assert.deepEqual(
      [last?.action, last?.actedBy, last?.onBehalfOf, last?.comment, last?.fromStatus, last?.toStatus, last?.at],
      ['approve', deputy.id, manager.id, 'For Mona', 'A_PEND', 'A_ACCO', program.clock.now()],
    );
  });

  it('with a comment where the step asks for one, and not past a blocking exception', async () => {
    const report = await sent([{ ...MANAGER, commentRequired: true }, EXTERNAL]);
    assert.equal(await desk.approve(manager, report), 'workflow.comment.required-to-approve');
    const block = { access: { kind: 'company' }, reportId: report.id, exceptionCode: 'APIBLOCK' } as const;
    await desk.inOffice((expense, ctx) => expense.addException(ctx, block));
    assert.equal(await desk.approve(manager, report, { comment: 'Fine' }), 'expense.approve.blocked');
    await desk.inOffice((expense, ctx) => expense.removeException(ctx, block));
    assert.equal(await desk.approve(manager, report, { comment: 'Fine' }), 'done');
  });

  it('no more than was asked for', async () => {
    const report = await sent([MANAGER, PROCESSOR]);
    const reading = { access: { kind: 'company' }, reportId: report.id } as const;
    const [entry] = await desk.inOffice((expense, ctx) => expense.listEntries(ctx, reading));
    const grant = (approvedAmount: number, entryId = entry?.id ?? '') =>
      desk.approve(manager, report, { adjustments: [{ entryId, approvedAmount: decimal(approvedAmount) }] });
    assert.equal(await grant(20.01), 'expense.value.refused');
    assert.equal(await grant(-1), 'expense.value.refused');
    assert.equal(await grant(1, traveler.id), 'expense.entry.not-found');
    assert.equal(await grant(12.5), 'done');
    const { totals } = await desk.now(report);
    assert.deepEqual(
      [totals.claimed, totals.approved, totals.notApproved, totals.dueEmployee].map(Number),
      [20, 12.5, 7.5, 12.5],
    );
  });
});
