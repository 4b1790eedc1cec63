import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import {
  asCompany,
  asUser,
  inContext,
  lunch,
  newReport,
  openOffice,
  run,
  submitted,
  type Office,
} from '../../../../test/harness/expense.ts';
import { eventsOf } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { newId, reportKey } from '../../../platform/ids/index.ts';
import { decimal, toWire } from '../../../platform/money/money.ts';
import type { NewReport, ReportChanges } from '../index.ts';
import { reportNumber } from './report-number.ts';

describe('creating and changing a report', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
  });
  after(() => program.close());

  const create = async (given: Partial<NewReport> = {}) => {
    const { id } = await run(program, asUser(office.traveler), (expense, ctx) =>
      expense.createReport(ctx, { access: inContext('TRAVELER', office.traveler), name: 'March', ...given }),
    );
    return read(id);
  };
  const change = (reportId: string, changes: ReportChanges) =>
    run(program, asUser(office.traveler), (expense, ctx) =>
      expense.updateReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId, changes }),
    );
  const read = (reportId: string) =>
    run(program, asUser(office.traveler), (expense, ctx) =>
      expense.getReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId }),
    );

  it('takes what is left out from the owner, the policy and the day', async () => {
    const report = await create();
    const [policy] = await run(program, office.company, (expense, ctx) => expense.listPolicies(ctx));
    assert.match(reportKey(report.id), /^[0-9A-F]{20}$/);
    assert.deepEqual(
      [report.currencyCode, report.countryCode, report.policyId, report.policyName, report.reportDate, report.version],
      ['USD', 'US', policy?.id, 'Expense Policy', '2026-03-02', 0],
    );
    assert.deepEqual(
      [report.owner.firstName, report.submitter, report.submittedAt, report.entryCount, toWire(report.totals.total)],
      ['Terry', null, null, 0, 0],
    );
  });

  it('keeps all that it is given, with entries, a comment and a missing receipt', async () => {
    const report = await create({
      comment: 'for you',
      custom: { custom1: { value: 'x', listItemId: 'i', code: 'c' }, orgUnit2: { value: 'y' } },
      businessPurpose: 'Conference',
      startDate: '2026-02-01',
      endDate: '2026-02-03',
      entries: [lunch(office, { transactionAmount: decimal(40) }), lunch(office, { isPersonal: true })],
    });
    assert.deepEqual(
      [report.custom, report.businessPurpose, report.startDate, report.endDate, report.entryCount],
      [
        { custom1: { value: 'x', listItemId: 'i', code: 'c' }, orgUnit2: { value: 'y' } },
        'Conference',
        '2026-02-01',
        '2026-02-03',
        2,
      ],
    );
    assert.deepEqual([report.lastComment, report.hasExceptions, toWire(report.totals.claimed)], ['for you', true, 40]);
  });

  it('makes one report for one idempotency key of an owner', async () => {
    const told = (await eventsOf(program, office.company)).length;
    const first = await create({ idempotencyKey: 'key-1' });
    const again = await create({ idempotencyKey: 'key-1', name: 'otherwise' });
    assert.deepEqual(again, first);
    assert.equal((await eventsOf(program, office.company)).length, told + 1);
    assert.notEqual((await create({ idempotencyKey: 'key-2' })).id, first.id);
    const colleague = await run(program, asUser(office.colleague), (expense, ctx) =>
      expense.createReport(ctx, { access: inContext('TRAVELER', office.colleague), name: 'mine', idempotencyKey: 'key-1' }),
    );
    assert.notEqual(colleague.id, first.id);
  });

  it('makes another where the first one was deleted since', async () => {
    const first = await create({ idempotencyKey: 'key-of-deleted' });
    const on = { access: inContext('TRAVELER', office.traveler), reportId: first.id };
    await run(program, asUser(office.traveler), (expense, ctx) => expense.deleteReport(ctx, on));
    const next = await create({ idempotencyKey: 'key-of-deleted' });
    assert.notEqual(next.id, first.id);
    assert.equal((await create({ idempotencyKey: 'key-of-deleted' })).id, next.id);
  });

  it('keeps no key of a creation that failed', async () => {
    await assert.rejects(create({ idempotencyKey: 'key-3', policyId: newId(program.clock) }), {
      code: 'expense.reference.unknown',
    });
    assert.equal((await create({ idempotencyKey: 'key-3' })).name, 'March');
  });

  it('finds another number when one is taken', async () => {
    const { rows } = await program.unitOfWork.read(office.company, (ctx) =>
      sql<{ reports: number; numbers: number }>`select count(*) as reports, count(distinct report_number) as numbers from report
        where company_id = ${ctx.companyId}`.execute(ctx.tx),
    );
    assert.equal(rows[0]?.numbers, rows[0]?.reports);
    const numbers = new Set(Array.from({ length: 500 }, () => reportNumber(newId(program.clock))));
    assert.equal(numbers.size, 500);
  });

  it('writes a country in capitals, and takes none that there is not', async () => {
    const report = await create({ countryCode: 'de' });
    assert.equal(report.countryCode, 'DE');
    await assert.rejects(create({ countryCode: 'XX' }), { code: 'expense.value.refused' });
    await assert.rejects(change(report.id, { countryCode: 'ZZ' }), { code: 'expense.value.refused' });
    await change(report.id, { countryCode: 'fr' });
    assert.equal((await read(report.id)).countryCode, 'FR');
    await change(report.id, { countryCode: null });
    assert.equal((await read(report.id)).countryCode, null);
    await assert.rejects(create({ entries: [lunch(office, { location: { name: 'Nowhere', countryCode: 'XX' } })] }), {
      code: 'expense.value.refused',
    });
  });

  it('merges changes: absent stays, null clears, custom fields one by one', async () => {
    const { id } = await create({ businessPurpose: 'p', custom: { custom1: { value: 'a' }, custom2: { value: 'b' } } });
    program.clock.advance(1000);
    await change(id, { name: 'April', businessPurpose: null, custom: { custom1: null, custom3: { value: 'c' } } });
    const after = await read(id);
    assert.deepEqual(
      [after.name, after.businessPurpose, after.custom, after.reportDate, after.version],
      ['April', null, { custom2: { value: 'b' }, custom3: { value: 'c' } }, '2026-03-02', 1],
    );
    assert.deepEqual(after.modifiedAt, program.clock.now());
    assert.notDeepEqual(after.createdAt, after.modifiedAt);
  });

  it('tells of a change only when something is another than it was', async () => {
    const { id } = await create();
    const told = (await eventsOf(program, office.company)).length;
    await change(id, { name: 'March', businessPurpose: null });
    assert.equal((await read(id)).version, 0);
    await change(id, { comment: 'only a comment' });
    assert.equal((await eventsOf(program, office.company)).length, told);
    await change(id, { endDate: '2026-03-31' });
    assert.equal((await eventsOf(program, office.company)).length, told + 1);
  });

  it('refuses what does not fit', async () => {
    const { id } = await create();
    const cases: [ReportChanges, string][] = [
      [{ reportDate: '2026-02-31' }, 'expense.value.refused'],
      [{ startDate: '0000-01-01' }, 'expense.value.refused'],
      [{ name: 'x'.repeat(256) }, 'expense.value.refused'],
      [{ custom: { custom21: { value: 'x' } } }, 'expense.value.refused'],
      [{ policyId: newId(program.clock) }, 'expense.reference.unknown'],
    ];
    for (const [changes, code] of cases) await assert.rejects(change(id, changes), { code }, JSON.stringify(changes));
    assert.equal((await read(id)).version, 0);
  });

  it('is changed by a company token in its few fields once submitted', async () => {
    const report = await submitted(program, office);
    await assert.rejects(change(report.id, { name: 'x' }), { code: 'expense.report.not-editable' });
    // What the page does not name is left alone, even if a caller slips it in.
    const changes = { name: 'Renamed', isPaperReceiptsReceived: true, reportDate: '2020-01-01' };
    await run(program, asCompany(office), (expense, ctx) =>
      expense.updateSubmittedReport(ctx, { access: { kind: 'company' }, reportId: report.id, changes }),
    );
    const after = await read(report.id);
    assert.deepEqual([after.name, after.isPaperReceiptsReceived, after.reportDate], ['Renamed', true, report.reportDate]);
    await program.unitOfWork.write(office.company, (ctx) =>
      sql`update report set payment_status = 'P_PAID' where company_id = ${ctx.companyId} and id = ${report.id}`.execute(ctx.tx),
    );
    await assert.rejects(
      run(program, asCompany(office), (expense, ctx) =>
        expense.updateSubmittedReport(ctx, { access: { kind: 'company' }, reportId: report.id, changes: { name: 'x' } }),
      ),
      { code: 'expense.report.paid' },
    );
  });

  it('cannot be deleted while submitted', async () => {
    const report = await newReport(program, office);
    const on = { access: inContext('TRAVELER', office.traveler), reportId: report.id };
    await run(program, asUser(office.traveler), (expense, ctx) => expense.submitReport(ctx, on));
    const remove = () => run(program, asUser(office.traveler), (expense, ctx) => expense.deleteReport(ctx, on));
    await assert.rejects(remove(), { code: 'expense.report.not-editable' });
    await run(program, asUser(office.traveler), (expense, ctx) => expense.recallReport(ctx, on));
    await remove();
    await assert.rejects(read(report.id), { code: 'expense.report.not-found' });
  });

  it('stops a submission without entries or with an undefined type', async () => {
    const empty = await newReport(program, office, []);
    const submit = (reportId: string) =>
      run(program, asUser(office.traveler), (expense, ctx) =>
        expense.submitReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId }),
      );
    await assert.rejects(submit(empty.id), { code: 'expense.submit.no-entries' });
    const undefinedType = await newReport(program, office, [lunch(office), lunch(office, { expenseTypeId: 'UNDEF' })]);
    await assert.rejects(submit(undefinedType.id), { code: 'expense.submit.undefined-expense-type' });
    const sent = await submitted(program, office);
    await assert.rejects(submit(sent.id), { code: 'expense.submit.already-submitted' });
  });
});
