import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Expense, Report } from '../../src/modules/expense/index.ts';
import type { Caller, Context } from '../../src/platform/context.ts';
import { decimal, toWire } from '../../src/platform/money/money.ts';
import {
  asCompany,
  asUser,
  inContext,
  lunch,
  newReport,
  openOffice,
  readReport,
  run,
  submitted,
  type Office,
} from '../harness/expense.ts';
import { hire } from '../harness/people.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';
import { PNG } from '../harness/receipts.ts';
import { charged, COST_OBJECT, PROCESSOR, workflowOffice } from '../harness/workflow.ts';

describe('two at once, on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let program: TestProgram;
  let office: Office;
  before(async () => {
    postgres = await startPostgres();
    program = await testProgram({ database: await postgres.freshDatabase() });
    office = await openOffice(program);
  });
  after(async () => {
    await program.close();
    await postgres.stop();
  });

  /** Runs units side by side, each on a connection of its own, and sorts what came of them. */
  async function race(count: number, caller: Caller, work: (expense: Expense, ctx: Context, number: number) => Promise<unknown>) {
    const outcomes = await Promise.all(
      Array.from({ length: count }, (_, number) =>
        run(program, caller, (expense, ctx) => work(expense, ctx, number)).then(
          () => 'done',
          (error: { code?: string }) => error.code ?? 'a program error',
        ),
      ),
    );
    return outcomes.sort();
  }

  const statusChanges = async (report: Report) =>
    (
      await sql<{ type: string }>`select event_type as type from event
        where company_id = ${office.company.companyId} and subject_id = ${report.id} and event_type = 'statusChanged'`.execute(
        program.database.root,
      )
    ).rows.length;

  it('makes one entry of a quick expense that is put on two reports', async () => {
    const { traveler } = office;
    const { quickExpenses } = program.modules;
    const { id: quickExpenseId } = await run(program, asUser(traveler), (_expense, ctx) =>
      quickExpenses.createQuickExpense(ctx, {
        ownerId: traveler.id,
        expenseTypeId: 'LUNCH',
        transactionDate: '2026-02-20',
        transactionAmount: decimal(12),
        transactionCurrency: 'USD',
      }),
    );
    const reports = [await newReport(program, office), await newReport(program, office)];
    const outcomes = await race(4, asUser(traveler), (_expense, ctx, number) =>
      quickExpenses.addToReport(ctx, {
        access: inContext('TRAVELER', traveler),
        reportId: reports[number % 2]?.id ?? '',
        quickExpenseId,
      }),
    );
    assert.deepEqual(outcomes, ['done', 'quick-expense.used', 'quick-expense.used', 'quick-expense.used']);
  });

  it('attaches an image or deletes it, not both', async () => {
    const { traveler } = office;
    const { receipts } = program.modules;
    const caller = asUser(traveler);
    for (let round = 0; round < 8; round++) {
      const kept = await receipts.keep({ companyId: traveler.companyId, bytes: PNG });
      const { id } = await run(program, caller, (_expense, ctx) => receipts.add(ctx, { kept, ownerId: traveler.id }));
      const report = await newReport(program, office);
      const on = { access: inContext('TRAVELER', traveler), reportId: report.id };
      const [attached, deleted] = await Promise.all([
        race(1, caller, (expense, ctx) => expense.updateReport(ctx, { ...on, changes: { receiptImageId: id } })),
        receipts.deleteReceipt(program.unitOfWork, caller, { ownerId: traveler.id, id }).then(
          () => 'done',
          (error: { code?: string }) => error.code,
        ),
      ]);
      assert.deepEqual(
        [...attached, deleted],
        deleted === 'done' ? ['expense.reference.unknown', 'done'] : ['done', 'receipt.in-use'],
      );
    }
  });

  it('lets one approval of a step through and refuses the others as out of date', async () => {
    const { manager } = office;
    for (let round = 0; round < 5; round++) {
      const report = await submitted(program, office);
      const outcomes = await race(4, asUser(manager), (expense, ctx) =>
        expense.approveReport(ctx, { access: inContext('MANAGER', manager), reportId: report.id, expectedStepSequence: 1 }),
      );
      assert.equal(outcomes.filter((outcome) => outcome === 'done').length, 1);
      for (const refused of outcomes.filter((outcome) => outcome !== 'done'))
        assert.ok(['workflow.instance.out-of-date', 'workflow.approver.not-you'].includes(refused), refused);
      assert.equal(await statusChanges(report), 2);
    }
  });

  it('refuses an approval that has seen the step before another one passed it', async () => {
    const { manager } = office;
    const report = await submitted(program, office);
    const approve = (expense: Expense, ctx: Context) =>
      expense.approveReport(ctx, { access: inContext('MANAGER', manager), reportId: report.id });
    let second: Promise<unknown> | undefined;
    await run(program, asUser(manager), async (expense, ctx) => {
      await approve(expense, ctx);
      second = run(program, asUser(manager), approve).catch((error: { code?: string }) => error.code);
      await untilSomebodyWaits();
    });
    assert.equal(await second, 'workflow.instance.out-of-date');
  });

  it('lets the approvers of two cost objects both through, and the report on once', async () => {
    const desk = await workflowOffice(program);
    const [left, right] = [await desk.approver('Left'), await desk.approver('Right')];
    await desk.limit(left, { upTo: 1000, group: 'L' });
    await desk.limit(right, { upTo: 1000, group: 'R' });
    const policyId = await desk.policyOf([COST_OBJECT, PROCESSOR]);
    for (let round = 0; round < 5; round++) {
      const report = await desk.create(policyId, [charged(desk.office, 10, 'L'), charged(desk.office, 20, 'R')]);
      assert.equal(await desk.submit(report), 'done');
      assert.deepEqual(await Promise.all([desk.approve(left, report), desk.approve(right, report)]), ['done', 'done']);
      assert.equal(await desk.status(report), 'A_ACCO');
      const { rows } = await sql<{ to: string }>`select facts ->> 'currentApprovalStatus' as to from event
        where subject_id = ${report.id} and event_type = 'statusChanged' order by id`.execute(program.database.root);
      assert.deepEqual(
        rows.map(({ to }) => to),
        ['A_PECO', 'A_ACCO'],
      );
      const approvals = (await desk.history(report)).filter(({ action }) => action === 'approve');
      assert.deepEqual(new Set(approvals.map(({ toStatus }) => toStatus)), new Set(['A_ACCO', 'A_PECO']));
    }
  });

  it('waits for the next approver of a cost object that another one has called in meanwhile', async () => {
    const desk = await workflowOffice(program);
    const [first, next, other] = [await desk.approver('First'), await desk.approver('Next'), await desk.approver('Other')];
    await desk.limit(first, { upTo: 5, group: 'L', level: 1 });
    await desk.limit(next, { upTo: 1000, group: 'L', level: 2 });
    await desk.limit(other, { upTo: 1000, group: 'R' });
    const policyId = await desk.policyOf([COST_OBJECT, PROCESSOR]);
    for (let round = 0; round < 5; round++) {
      const report = await desk.create(policyId, [charged(desk.office, 10, 'L'), charged(desk.office, 20, 'R')]);
      assert.equal(await desk.submit(report), 'done');
      assert.deepEqual(await Promise.all([desk.approve(first, report), desk.approve(other, report)]), ['done', 'done']);
      assert.equal(await desk.status(report), 'A_PECO');
      assert.equal(await desk.approve(next, report), 'done');
      assert.equal(await desk.status(report), 'A_ACCO');
    }
  });

  it('lets one submission through', async () => {
    const report = await newReport(program, office);
    const outcomes = await race(4, asUser(office.traveler), (expense, ctx) =>
      expense.submitReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId: report.id }),
    );
    assert.deepEqual(outcomes, [
      'done',
      'expense.submit.already-submitted',
      'expense.submit.already-submitted',
      'expense.submit.already-submitted',
    ]);
    assert.equal(await statusChanges(report), 1);
  });

  it('sees a blocking exception that was added while a submission waited', async () => {
    const report = await newReport(program, office);
    let submission: Promise<unknown> | undefined;
    await run(program, asCompany(office), async (expense, ctx) => {
      await expense.addException(ctx, { access: { kind: 'company' }, reportId: report.id, exceptionCode: 'APIBLOCK' });
      submission = run(program, asUser(office.traveler), (expense, ctx) =>
        expense.submitReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId: report.id }),
      ).catch((error: { code?: string }) => error.code);
      await untilSomebodyWaits();
    });
    assert.equal(await submission, 'expense.submit.report-blocked');
  });

  it('finds a report whose policy another change has just replaced', async () => {
    const { traveler } = office;
    const report = await newReport(program, office);
    const policy = await run(program, asCompany(office), async (expense, ctx) => {
      const [standard] = await expense.listPolicies(ctx);
      const receipts = { receiptRequiredFrom: decimal(1), receiptCurrency: 'USD' };
      return expense.createPolicy(ctx, { name: 'Strict', expenseTypeIds: standard?.expenseTypeIds ?? [], ...receipts });
    });
    const on = { access: inContext('TRAVELER', traveler), reportId: report.id };
    let second: Promise<unknown> | undefined;
    await run(program, asUser(traveler), async (expense, ctx) => {
      await expense.updateReport(ctx, { ...on, changes: { policyId: policy.id } });
      second = run(program, asUser(traveler), (expenseToo, its) => expenseToo.addEntry(its, { ...on, ...lunch(office) })).then(
        () => 'added',
        (error: { code?: string }) => error.code,
      );
      await untilSomebodyWaits();
    });
    assert.equal(await second, 'added');
    const after = await readReport(program, office, report.id);
    assert.equal(after.policyId, policy.id);
    assert.ok(after.flags.isReceiptImageRequired, 'the entry goes by the new policy');
  });

  it('decides between an approval and a recall', async () => {
    const { manager, traveler } = office;
    for (let round = 0; round < 5; round++) {
      const report = await submitted(program, office);
      const attempts = [
        run(program, asUser(manager), (expense, ctx) =>
          expense.approveReport(ctx, { access: inContext('MANAGER', manager), reportId: report.id }),
        ),
        run(program, asUser(traveler), (expense, ctx) =>
          expense.recallReport(ctx, { access: inContext('TRAVELER', traveler), reportId: report.id }),
        ),
      ];
      const settled = await Promise.allSettled(attempts);
      assert.ok(settled.some((each) => each.status === 'fulfilled'));
      const final = await run(program, asUser(traveler), (expense, ctx) =>
        expense.getReport(ctx, { access: inContext('TRAVELER', traveler), reportId: report.id }),
      );
      assert.equal(final.currentStep === null, final.approvalStatus === 'A_RESU');
      assert.equal(await statusChanges(report), 1 + settled.filter((each) => each.status === 'fulfilled').length);
    }
  });

  it('loses no entry from the totals', async () => {
    const report = await newReport(program, office, []);
    const on = { access: inContext('TRAVELER', office.traveler), reportId: report.id };
    const outcomes = await race(8, asUser(office.traveler), (expense, ctx, number) =>
      expense.addEntry(ctx, { ...on, ...lunch(office, { transactionAmount: decimal(number + 1) }) }),
    );
    assert.deepEqual(new Set(outcomes), new Set(['done']));
    const final = await run(program, asUser(office.traveler), (expense, ctx) => expense.getReport(ctx, on));
    assert.deepEqual([final.entryCount, toWire(final.totals.total)], [8, 36]);
  });

  it('answers a repeated creation with a conflict while the first one runs, with its report afterwards', async () => {
    const create = (expense: Expense, ctx: Context) =>
      expense.createReport(ctx, { access: inContext('TRAVELER', office.traveler), name: 'Once', idempotencyKey: 'once' });
    const first = await run(program, asUser(office.traveler), async (expense, ctx) => {
      const report = await create(expense, ctx);
      await assert.rejects(run(program, asUser(office.traveler), create), { code: 'expense.report.creation-in-progress' });
      return report;
    });
    assert.equal((await run(program, asUser(office.traveler), create)).id, first.id);
  });

  it('makes nothing for a user who is deleted meanwhile, and says who is missing', async () => {
    const { identity } = program.modules;
    const { traveler } = office;
    const makings: readonly ((expense: Expense, ctx: Context, userId: string) => Promise<unknown>)[] = [
      (expense, ctx, ownerId) => expense.createReport(ctx, { access: { kind: 'company' }, ownerId, name: 'Late' }),
      (_expense, ctx, approverId) =>
        identity.setApprovers(ctx, { userId: traveler.id, approvers: [{ kind: 'report', approverId, primary: true }] }),
    ];
    const outcomes: unknown[] = [];
    for (const make of makings) {
      const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };
      const leaver = await hire(program, office.company, { spend, roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }] });
      let making: Promise<unknown> | undefined;
      await program.unitOfWork.write(office.company, async (ctx) => {
        await identity.deleteUser(ctx, { userId: leaver.id });
        making = run(program, asCompany(office), (expense, its) => make(expense, its, leaver.id)).catch(
          (error: { code?: string }) => error.code,
        );
        await untilSomebodyWaits();
      });
      outcomes.push(await making);
    }
    assert.deepEqual(outcomes, ['expense.reference.unknown', 'identity.approver.not-eligible']);
  });

  /** Until a statement stands in line behind a lock. */
  async function untilSomebodyWaits(): Promise<void> {
    for (;;) {
      const { rows } = await sql<{
        waiting: boolean;
      }>`select exists (select 1 from pg_locks where not granted) as waiting`.execute(program.database.root);
      if (rows[0]?.waiting) return;
    }
  }
});
