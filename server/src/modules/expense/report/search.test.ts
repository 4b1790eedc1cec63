import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asCompany, asUser, inContext, lunch, openOffice, run, type Office } from '../../../../test/harness/expense.ts';
import { hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { User } from '../../identity/index.ts';
import type { ApprovalSort, EntryFields, ReportFilters } from '../index.ts';

const DAY = 86_400_000;

describe('searching reports', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
    await make('draft', [lunch(office)]);
    await make('euro', [
      lunch(office, {
        expenseTypeId: 'TAXIX',
        transactionDate: '2026-02-10',
        vendorName: 'Cab',
        paymentTypeId: card(),
        transactionCurrency: 'EUR',
        isBillable: true,
      }),
      lunch(office, { transactionDate: '2026-02-20' }),
    ]);
    await make('pending', [lunch(office, { transactionAmount: decimal(20) })], ['submit']);
    await make('processing', [lunch(office, { transactionAmount: decimal(5) })], ['submit', 'approve']);
    await make('done', [lunch(office)], ['submit', 'approve', 'process']);
    await make('empty', []);
    // Nothing of another company is ever found.
    const rival = await openOffice(program);
    await run(program, asUser(rival.traveler), (expense, ctx) =>
      expense.createReport(ctx, { access: inContext('TRAVELER', rival.traveler), name: 'rival', entries: [lunch(rival)] }),
    );
  });
  after(() => program.close());

  const card = () => office.paymentTypes['CBCP']?.id ?? '';

  /** A day apart each; the first on 2 March 2026. */
  async function make(name: string, entries: readonly EntryFields[], steps: readonly string[] = []): Promise<void> {
    const { traveler, manager, processor } = office;
    const access = inContext('TRAVELER', traveler);
    const report = await run(program, asUser(traveler), (expense, ctx) => expense.createReport(ctx, { access, name, entries }));
    const reportId = report.id;
    if (steps.includes('submit'))
      await run(program, asUser(traveler), (expense, ctx) => expense.submitReport(ctx, { access, reportId }));
    if (steps.includes('approve'))
      await run(program, asUser(manager), (expense, ctx) =>
        expense.approveReport(ctx, { access: inContext('MANAGER', manager), reportId }),
      );
    if (steps.includes('process'))
      await run(program, asUser(processor), (expense, ctx) =>
        expense.approveReport(ctx, { access: inContext('MANAGER', processor), reportId }),
      );
    program.clock.advance(DAY);
  }

  const names = async (filters: ReportFilters, caller = asCompany(office)) =>
    (await run(program, caller, (expense, ctx) => expense.searchReports(ctx, filters, { limit: 100 }))).items.map(
      (report) => report.name,
    );
  const ALL = ['empty', 'done', 'processing', 'pending', 'euro', 'draft'];

  it('finds by every filter, newest first', async () => {
    const at = (day: number) => new Date(Date.UTC(2026, 2, day, 9));
    const cases: [ReportFilters, string[]][] = [
      [{}, ALL],
      [{ ownerIds: [office.traveler.id] }, ALL],
      [{ ownerIds: [office.colleague.id] }, []],
      [{ ownerIds: [] }, []],
      [{ approvalStatuses: ['A_PEND', 'A_ACCO'] }, ['processing', 'pending']],
      [{ approvalStatuses: ['A_NOTF'], paymentStatuses: ['P_NOTP'] }, ['empty', 'euro', 'draft']],
      [{ paymentStatuses: ['P_PAID'] }, []],
      [{ isSubmitted: true }, ['done', 'processing', 'pending']],
      [{ currencyCode: 'USD', countryCode: 'US' }, ALL],
      [{ currencyCode: 'EUR' }, []],
      [{ approverId: office.manager.id }, ['pending']],
      [{ expenseTypeId: 'TAXIX' }, ['euro']],
      [{ expenseTypeId: 'LUNCH' }, ['done', 'processing', 'pending', 'euro', 'draft']],
      [{ paymentTypeId: card() }, ['euro']],
      [{ vendorName: 'Cab' }, ['euro']],
      // Each filter on entries asks for some entry, not for the same.
      [{ expenseTypeId: 'LUNCH', paymentTypeId: card() }, ['euro']],
      [{ hasBillable: true }, ['euro']],
      [{ hasBillable: false }, ['empty', 'done', 'processing', 'pending', 'draft']],
      [{ hasImages: true }, []],
      [{ hasImages: false }, ALL],
      [{ entryDateBefore: '2026-02-11' }, ['euro']],
      [{ entryDateAfter: '2026-02-10', entryDateBefore: '2026-02-21' }, ['euro']],
      [{ entryDateAfter: '2026-02-10', entryDateBefore: '2026-02-20' }, []],
      [{ createdAfter: at(3), createdBefore: at(6) }, ['processing', 'pending']],
      [{ submittedAfter: at(4) }, ['done', 'processing']],
      [{ submittedBefore: at(5) }, ['pending']],
      [{ modifiedAfter: at(5) }, ['empty', 'done']],
      [{ userDefinedDateAfter: '2026-03-05' }, ['empty', 'done']],
      [{ userDefinedDateBefore: '2026-03-03' }, ['draft']],
      [{ paidAfter: at(1) }, []],
      [{ processingPaymentBefore: at(30) }, []],
    ];
    for (const [filters, expected] of cases) assert.deepEqual(await names(filters), expected, JSON.stringify(filters));
  });

  it('pages without gap or repeat while reports are added', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await run(program, asCompany(office), (expense, ctx) =>
        expense.searchReports(ctx, { createdBefore: new Date(Date.UTC(2026, 2, 9)) }, { limit: 2, ...(after ? { after } : {}) }),
      );
      assert.ok(page.items.length <= 2);
      seen.push(...page.items.map((report) => report.name));
      after = page.next;
      if (seen.length === 2) await make('later', []);
    } while (after !== undefined);
    assert.deepEqual(seen, ALL);
  });

  it('pages a filter on entries, and one on what happened before a moment, reports of a later id among them', async () => {
    const { traveler } = office;
    const now = program.clock.now();
    // Made on the second of April, submitted on the second of March: somebody had moved the sandbox's clock.
    program.clock.set(new Date(Date.UTC(2026, 3, 2, 9)));
    const access = inContext('TRAVELER', traveler);
    const early = await run(program, asUser(traveler), (expense, ctx) =>
      expense.createReport(ctx, { access, name: 'out of time', entries: [lunch(office)] }),
    );
    program.clock.set(new Date(Date.UTC(2026, 2, 2, 9)));
    await run(program, asUser(traveler), (expense, ctx) => expense.submitReport(ctx, { access, reportId: early.id }));
    program.clock.set(now);
    const paged = async (filters: ReportFilters): Promise<string[]> => {
      const seen: string[] = [];
      for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
        const page = await run(program, asCompany(office), (expense, ctx) =>
          expense.searchReports(ctx, filters, { limit: 1, ...(after ? { after } : {}) }),
        );
        assert.equal(page.items.length, 1);
        seen.push(...page.items.map(({ name }) => name));
        after = page.next;
      }
      return seen;
    };
    const border = new Date(Date.UTC(2026, 2, 5, 9));
    assert.deepEqual(await paged({ submittedBefore: border }), ['out of time', 'pending']);
    assert.deepEqual(await paged({ expenseTypeId: 'LUNCH', submittedBefore: border }), ['out of time', 'pending']);
    assert.deepEqual(await paged({ expenseTypeId: 'LUNCH', hasAttendees: false, isSubmitted: false }), ['euro', 'draft']);
    await program.unitOfWork.write(asUser(traveler), (ctx) =>
      program.modules.expense.recallReport(ctx, { access, reportId: early.id }),
    );
    await program.unitOfWork.write(asUser(traveler), (ctx) =>
      program.modules.expense.deleteReport(ctx, { access, reportId: early.id }),
    );
  });

  it('lists by the day that people chose, latest first, though a report goes between the pages', async () => {
    const { traveler } = office;
    const access = inContext('TRAVELER', traveler);
    const made: string[] = [];
    for (const reportDate of ['2025-05-02', '2025-05-09', '2025-05-01', '2025-05-09', '2025-05-03']) {
      const report = await run(program, asUser(traveler), (expense, ctx) =>
        expense.createReport(ctx, { access, name: `of ${reportDate} (${made.length})`, reportDate }),
      );
      made.push(report.id);
    }
    const filters = { userDefinedDateBefore: '2025-06-01', userDefinedDateAfter: '2025-05-01' };
    const pageFrom = (after?: string) =>
      run(program, asCompany(office), (expense, ctx) =>
        expense.searchReports(ctx, filters, { limit: 2, ...(after ? { after } : {}) }),
      );
    const first = await pageFrom();
    assert.deepEqual(
      first.items.map(({ name }) => name),
      ['of 2025-05-09 (3)', 'of 2025-05-09 (1)'],
    );
    const second = await pageFrom(first.next);
    assert.deepEqual(
      second.items.map(({ name }) => name),
      ['of 2025-05-03 (4)', 'of 2025-05-02 (0)'],
    );
    assert.equal(second.next, undefined);
    for (const reportId of made)
      await program.unitOfWork.write(asUser(traveler), (ctx) => program.modules.expense.deleteReport(ctx, { access, reportId }));
    assert.deepEqual((await pageFrom(first.next)).items, []);
  });

  it('goes on where a page ended with a report that is gone by the next', async () => {
    const { traveler } = office;
    const access = inContext('TRAVELER', traveler);
    const made: { id: string }[] = [];
    for (let n = 0; n < 4; n++)
      made.push(await run(program, asUser(traveler), (expense, ctx) => expense.createReport(ctx, { access, name: `due ${n}` })));
    const filters = { userDefinedDateAfter: program.clock.now().toISOString().slice(0, 10).replace(/..$/, '01') };
    const pageFrom = (after?: string) =>
      run(program, asCompany(office), (expense, ctx) =>
        expense.searchReports(ctx, filters, { limit: 2, ...(after ? { after } : {}) }),
      );
    const first = await pageFrom();
    assert.deepEqual(
      first.items.map(({ name }) => name),
      ['due 3', 'due 2'],
    );
    await program.unitOfWork.write(asUser(traveler), (ctx) =>
      program.modules.expense.deleteReport(ctx, { access, reportId: made[2]?.id ?? '' }),
    );
    const second = await pageFrom(first.next);
    assert.deepEqual(
      second.items.slice(0, 2).map(({ name }) => name),
      ['due 1', 'due 0'],
    );
    for (const at of [0, 1, 3])
      await program.unitOfWork.write(asUser(traveler), (ctx) =>
        program.modules.expense.deleteReport(ctx, { access, reportId: made[at]?.id ?? '' }),
      );
  });

  it('shows a user its own and what it approves; everything is for administrators', async () => {
    const { traveler, manager, admin, colleague } = office;
    assert.equal((await names({ ownerIds: [traveler.id] }, asUser(traveler))).includes('draft'), true);
    assert.deepEqual(await names({ approverId: manager.id }, asUser(manager)), ['pending']);
    assert.equal((await names({}, asUser(admin))).includes('draft'), true);
    for (const filters of [
      {},
      { ownerIds: [traveler.id] },
      { ownerIds: [colleague.id, traveler.id] },
      { approverId: manager.id },
    ])
      await assert.rejects(names(filters, asUser(colleague)), { code: 'expense.access.denied' });
  });

  it('lists the reports of one user by page number', async () => {
    const list = (page: number) =>
      run(program, asUser(office.traveler), (expense, ctx) =>
        expense.listOwnReports(ctx, { access: inContext('TRAVELER', office.traveler), page, size: 4 }),
      );
    const [first, second, third] = [await list(0), await list(1), await list(2)];
    assert.deepEqual([first.total, first.items.length, second.items.length, third.items.length], [7, 4, 3, 0]);
  });

  it('lists what waits for an approver, in the order asked for', async () => {
    const { manager } = office;
    await make('large', [lunch(office, { transactionAmount: decimal(24) })], ['submit']);
    const waiting = async (sort?: ApprovalSort, order?: 'asc' | 'desc', user = manager) =>
      (
        await run(program, asUser(user), (expense, ctx) =>
          expense.reportsToApprove(ctx, {
            access: inContext('MANAGER', user),
            includeDelegate: true,
            ...(sort ? { sort } : {}),
            ...(order ? { order } : {}),
          }),
        )
      ).map((report) => report.name);
    assert.deepEqual(await waiting(), ['large', 'pending']);
    assert.deepEqual(await waiting('reportDate', 'asc'), ['pending', 'large']);
    assert.deepEqual(await waiting('claimedAmount', 'asc'), ['pending', 'large']);
    assert.deepEqual(await waiting('amountDueEmployee'), ['large', 'pending']);
    assert.deepEqual(await waiting('name', 'asc'), ['large', 'pending']);
    assert.deepEqual(await waiting('submitDate', 'desc'), ['large', 'pending']);
    assert.deepEqual(await waiting('employeeLastName'), ['large', 'pending']);
    assert.deepEqual(await waiting(undefined, undefined, office.processor), []);
  });

  it('lists for a delegate what waits for the approver, when asked', async () => {
    const { manager, traveler } = office;
    const helper = await hire(program, office.company, { roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }] });
    await program.unitOfWork.write(office.company, (ctx) =>
      program.modules.identity.setDelegates(ctx, {
        userId: manager.id,
        delegates: [helper, traveler].map((user) => ({ delegateId: user.id, product: 'EXP', permissions: ['canApprove'] })),
      }),
    );
    const waiting = async (user: User, includeDelegate: boolean) =>
      (
        await run(program, asUser(user), (expense, ctx) =>
          expense.reportsToApprove(ctx, { access: inContext('MANAGER', user), includeDelegate }),
        )
      ).length;
    assert.equal(await waiting(helper, false), 0);
    assert.equal(await waiting(helper, true), 2);
    assert.equal(await waiting(traveler, true), 0, 'nobody approves for oneself');
  });
});
