import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { lunch } from '../../../../test/harness/expense.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import {
  charged,
  COST_OBJECT,
  EXTERNAL,
  MANAGER,
  PROCESSOR,
  workflowOffice,
  type WorkflowOffice,
} from '../../../../test/harness/workflow.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { StepDefinition, StepRole } from '../../workflow/index.ts';

/** api-reference/expense/expense-report/v3.reports, approvalStatusCode. */
const DOCUMENTED = 'A_AAFH A_ACCO A_APPR A_EXTV A_FILE A_NOTF A_PBDG A_PECO A_PEND A_PVAL A_RESU A_RHLD A_TEXP'.split(' ');

describe('the statuses of a report', () => {
  let program: TestProgram;
  let desk: WorkflowOffice;
  const reached = new Set<string>();
  before(async () => {
    program = await testProgram();
    desk = await workflowOffice(program);
    const owner = await desk.approver('Olga');
    await desk.limit(owner, { upTo: 1000, group: 'SALES' });
    const budget = await desk.inOffice(async (_, ctx) => {
      const { identity } = program.modules;
      await identity.setRoles(ctx, {
        userId: owner.id,
        roles: ['EXP_APPROVER', 'SHD_BUDGET_APPROVER'].map((code) => ({ code })),
      });
      return owner;
    });
    await desk.inOffice((_, ctx) =>
      program.modules.identity.setApprovers(ctx, {
        userId: desk.office.traveler.id,
        approvers: [
          { kind: 'report', approverId: desk.office.manager.id, primary: true },
          { kind: 'budget', approverId: budget.id, primary: true },
        ],
      }),
    );
  });
  after(() => program.close());

  /** A report whose workflow begins with this step, submitted. */
  async function at(step: StepDefinition, given: { receiptRequiredFrom?: number } = {}) {
    const policyId = await desk.policyOf([step, PROCESSOR], given);
    const report = await desk.create(policyId, [charged(desk.office, 20, 'SALES')]);
    assert.equal(await desk.submit(report), 'done');
    return report;
  }

  const waiting: [string, StepDefinition][] = [
    ['A_PEND', MANAGER],
    ['A_FILE', { ...MANAGER, approvalStatus: 'A_FILE' }],
    ['A_PECO', COST_OBJECT],
    ['A_PBDG', { role: 'BUDGET_APPROVER', approvalStatus: 'A_PBDG', stepCode: null }],
    ['A_EXTV', EXTERNAL],
    ['A_PVAL', { ...EXTERNAL, approvalStatus: 'A_PVAL' }],
    ['A_AAFH', { ...EXTERNAL, approvalStatus: 'A_AAFH' }],
    ['A_ACCO', PROCESSOR],
  ];
  for (const [status, step] of waiting)
    it(`${status} is where a report waits for ${step.role}`, async () => {
      const report = await at(step);
      assert.equal(await desk.status(report), status);
      reached.add(status);
    });

  it('A_RHLD is left by itself once the receipts have come', async () => {
    const hold: StepDefinition = {
      role: 'RECEIPT_HOLD',
      approvalStatus: 'A_RHLD',
      stepCode: null,
      onlyWhen: ['receipts-missing'],
    };
    const report = await at(hold, { receiptRequiredFrom: 5 });
    assert.equal(await desk.status(report), 'A_RHLD');
    reached.add('A_RHLD');
    await desk.inOffice(async (expense, ctx) => {
      const access = { kind: 'company' } as const;
      const [entry] = await expense.listEntries(ctx, { access, reportId: report.id });
      const on = { access, reportId: report.id, entryId: entry?.id ?? '' };
      await expense.updateSubmittedEntry(ctx, { ...on, changes: { isPaperReceiptReceived: true } });
    });
    assert.equal(await desk.status(report), 'A_ACCO');
    const second = await at(hold, { receiptRequiredFrom: 5 });
    const paper = { access: { kind: 'company' }, reportId: second.id, changes: { isPaperReceiptsReceived: true } } as const;
    await desk.inOffice((expense, ctx) => expense.updateSubmittedReport(ctx, paper));
    assert.equal(await desk.status(second), 'A_ACCO');
    assert.equal(await desk.status(await at(hold)), 'A_ACCO', 'nothing is held that asks for no receipts');
  });

  it('A_TEXP comes when the time at a step is over, and lets the approver act all the same', async () => {
    const slow = { ...MANAGER, timeout: { hours: 48, approvalStatus: 'A_TEXP' } };
    const report = await at(slow);
    const left = program.enqueued.at(-1);
    assert.equal(left?.startAfter?.getTime(), program.clock.now().getTime() + 48 * 3_600_000);
    await desk.runJobs();
    const late = await desk.now(report);
    assert.deepEqual([late.approvalStatus, late.flags.isSubmitted, late.flags.canRecall], ['A_TEXP', true, true]);
    reached.add('A_TEXP');
    assert.equal(await desk.approve(desk.office.manager, report), 'done');
    assert.equal(await desk.status(report), 'A_ACCO');
    const done = (await desk.history(report)).map(({ action, fromStatus, toStatus }) => [action, fromStatus, toStatus]);
    assert.deepEqual(done, [
      ['submit', 'A_NOTF', 'A_PEND'],
      ['expire', 'A_PEND', 'A_TEXP'],
      ['approve', 'A_TEXP', 'A_ACCO'],
    ]);
    const quick = await at(slow);
    assert.equal(await desk.approve(desk.office.manager, quick), 'done');
    await desk.runJobs();
    assert.equal(await desk.status(quick), 'A_ACCO', 'what has left the step in time does not expire');
  });

  it('A_NOTF, A_RESU and A_APPR stand before and behind the workflow', async () => {
    const report = await desk.create(await desk.policyOf([MANAGER]));
    assert.equal(report.approvalStatus, 'A_NOTF');
    assert.equal(await desk.submit(report), 'done');
    assert.equal(await desk.recall(report), 'done');
    assert.equal(await desk.status(report), 'A_RESU');
    await desk.submit(report);
    assert.equal(await desk.approve(desk.office.manager, report), 'done');
    assert.equal(await desk.status(report), 'A_APPR');
    for (const status of ['A_NOTF', 'A_RESU', 'A_APPR']) reached.add(status);
  });

  it('are A_APPR at once where no step stops the report', async () => {
    const policyId = await desk.policyOf([{ ...MANAGER, from: { amount: '100', currency: 'USD' } }]);
    const report = await desk.create(policyId, [lunch(desk.office, { transactionAmount: decimal('99.99') })]);
    assert.equal(await desk.submit(report), 'done');
    const passed = await desk.now(report);
    assert.deepEqual([passed.approvalStatus, passed.currentStep, passed.flags.canRecall], ['A_APPR', null, false]);
  });

  it('are the documented ones, all of them', () => {
    assert.deepEqual([...reached].toSorted(), DOCUMENTED.toSorted());
  });

  it('are no others: a step gives none but its own', async () => {
    const given: Record<StepRole, readonly string[]> = {
      MANAGER: ['A_PEND', 'A_FILE'],
      MANAGER_2: ['A_PEND', 'A_FILE'],
      AUTH_APPROVER: ['A_PEND'],
      CO_APPROVER: ['A_PECO'],
      BUDGET_APPROVER: ['A_PBDG'],
      ACCT_CLERK: ['A_ACCO', 'A_PVAL'],
      RECEIPT_HOLD: ['A_RHLD'],
      EXTERNAL_SYSTEM: ['A_EXTV', 'A_PVAL', 'A_AAFH'],
    };
    for (const [role, own] of Object.entries(given) as [StepRole, readonly string[]][])
      for (const approvalStatus of [...DOCUMENTED, 'A_ELSE']) {
        const fields = role === 'CO_APPROVER' ? { costObjectFields: ['orgUnit1'] } : {};
        const taken = desk.policyOf([{ role, approvalStatus, stepCode: null, ...fields }]).then(
          () => true,
          (error: { code: string }) => assert.equal(error.code, 'expense.value.refused'),
        );
        assert.equal((await taken) === true, own.includes(approvalStatus), `${role} ${approvalStatus}`);
      }
    await assert.rejects(desk.policyOf([{ ...MANAGER, timeout: { hours: 1, approvalStatus: 'A_APPR' } }]), {
      code: 'expense.value.refused',
    });
    await assert.rejects(desk.policyOf([{ ...MANAGER, onlyWhen: ['raining'] }]), { code: 'expense.value.refused' });
  });
});
