import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
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
} from '../../../../test/harness/expense.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { Report } from '../index.ts';

describe('exceptions', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
  });
  after(() => program.close());

  const COMPANY = { kind: 'company' } as const;
  const on = (report: Report) => ({ access: inContext('TRAVELER', office.traveler), reportId: report.id });
  const add = (report: Report, exceptionCode: string, entryId?: string) =>
    run(program, asCompany(office), (expense, ctx) =>
      expense.addException(ctx, { access: COMPANY, reportId: report.id, exceptionCode, ...(entryId ? { entryId } : {}) }),
    );
  const remove = (report: Report, exceptionCode: string) =>
    run(program, asCompany(office), (expense, ctx) =>
      expense.removeException(ctx, { access: COMPANY, reportId: report.id, exceptionCode }),
    );
  const submit = (report: Report) =>
    run(program, asUser(office.traveler), (expense, ctx) => expense.submitReport(ctx, on(report)));

  it('that block stop a submission until they are taken away', async () => {
    const report = await newReport(program, office);
    await add(report, 'APIBLOCK');
    const [added] = await run(program, asCompany(office), (expense, ctx) =>
      expense.listExceptions(ctx, { access: COMPANY, reportId: report.id }),
    );
    assert.deepEqual([added?.origin, added?.isBlocking, added?.severity], ['api', true, 'ERROR']);
    await assert.rejects(submit(report), { code: 'expense.submit.report-blocked' });
    await remove(report, 'APIBLOCK');
    await assert.rejects(remove(report, 'APIBLOCK'), { code: 'expense.exception.not-found' });
    const [entry] = await run(program, asUser(office.traveler), (expense, ctx) => expense.listEntries(ctx, on(report)));
    await add(report, 'APIBLOCK', entry?.id);
    await assert.rejects(submit(report), { code: 'expense.submit.entry-blocked' });
    const still = await run(program, asUser(office.traveler), (expense, ctx) => expense.getReport(ctx, on(report)));
    assert.deepEqual([still.approvalStatus, still.hasBlockingExceptions], ['A_NOTF', true]);
    await run(program, asUser(office.traveler), (expense, ctx) =>
      expense.deleteEntry(ctx, { ...on(report), entryId: entry?.id ?? '' }),
    );
    await run(program, asUser(office.traveler), (expense, ctx) => expense.addEntry(ctx, { ...on(report), ...lunch(office) }));
    assert.equal(await submit(report), 'submitted');
  });

  it('are added once, from the codes that the company defined', async () => {
    const report = await newReport(program, office);
    await add(report, 'APIWARN');
    await add(report, 'APIWARN');
    const all = await run(program, asCompany(office), (expense, ctx) =>
      expense.listExceptions(ctx, { access: COMPANY, reportId: report.id }),
    );
    assert.deepEqual(
      all.map((exception) => exception.code),
      ['APIWARN'],
    );
    await assert.rejects(add(report, 'WHATEVER'), { code: 'expense.reference.unknown' });
    await assert.rejects(
      run(program, asUser(office.admin), (expense, ctx) =>
        expense.addException(ctx, { access: COMPANY, reportId: report.id, exceptionCode: 'APIWARN' }),
      ),
      { code: 'expense.access.company-only' },
    );
  });

  it('of the system go with their cause, not with a call', async () => {
    const report = await newReport(program, office, [lunch(office, { transactionAmount: decimal(90) })]);
    const [entry] = await run(program, asUser(office.traveler), (expense, ctx) => expense.listEntries(ctx, on(report)));
    await assert.rejects(
      run(program, asCompany(office), (expense, ctx) =>
        expense.removeException(ctx, {
          access: COMPANY,
          reportId: report.id,
          entryId: entry?.id ?? '',
          exceptionCode: 'NORECEPT',
        }),
      ),
      { code: 'expense.exception.not-found' },
    );
    await submit(report);
    assert.equal((await readReport(program, office, report.id)).hasExceptions, true);
  });

  it('stop a submission where the company made the missing receipt a blocking one', async () => {
    const strict = await openOffice(program);
    await run(program, strict.company, (expense, ctx) =>
      expense.defineExceptions(ctx, [
        { code: 'NORECEPT', message: 'A receipt, please.', severity: 'ERROR', visibility: 'ALL', isBlocking: true },
      ]),
    );
    await assert.rejects(submitted(program, strict, [lunch(strict, { transactionAmount: decimal(90) })]), {
      code: 'expense.submit.entry-blocked',
    });
  });

  it('are shown to whom they are meant for', async () => {
    const { traveler, manager, processor } = office;
    await run(program, office.company, (expense, ctx) =>
      expense.defineExceptions(ctx, [
        { code: 'AUDITOR', message: 'For processors.', severity: 'WARNING', visibility: 'PROCESSOR', isBlocking: false },
        { code: 'ALLSEE', message: 'For all.', severity: 'WARNING', visibility: 'ALL', isBlocking: false },
      ]),
    );
    const report = await submitted(program, office);
    for (const code of ['AUDITOR', 'APIWARN', 'ALLSEE']) await add(report, code);
    const codes = async (caller: Parameters<typeof run>[1], access: (typeof traveling)['access'] | typeof COMPANY) =>
      (await run(program, caller, (expense, ctx) => expense.listExceptions(ctx, { access, reportId: report.id }))).map(
        (exception) => exception.code,
      );
    const traveling = on(report);
    assert.deepEqual(await codes(asUser(traveler), traveling.access), ['ALLSEE']);
    assert.deepEqual(await codes(asUser(manager), inContext('MANAGER', manager)), ['APIWARN', 'ALLSEE']);
    assert.deepEqual(await codes(asCompany(office), COMPANY), ['AUDITOR', 'APIWARN', 'ALLSEE']);
    await run(program, asUser(manager), (expense, ctx) =>
      expense.approveReport(ctx, { access: inContext('MANAGER', manager), reportId: report.id }),
    );
    assert.deepEqual(await codes(asUser(processor), inContext('MANAGER', processor)), ['AUDITOR', 'APIWARN', 'ALLSEE']);
  });
});
